// What Kafka writes and reads is in test/golden/serde.
import { describe, expect, test } from "vitest";
import { int32, string } from "../../../../src/serde/primitives.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { sessionWindowed, timeWindowed } from "../../../../src/streams/windows/windowed-serdes.ts";

const PLACE = { topic: "t" };

describe("keys in windows", () => {
  test("of unlimited windows have no end", () => {
    const serde = timeWindowed(string(), Infinity);
    const bytes = serde.serialize(new Windowed("a", new TimeWindow(5, Infinity)), PLACE) as Uint8Array;
    expect(serde.deserialize(bytes, PLACE)).toEqual(new Windowed("a", new TimeWindow(5, Infinity)));
  });

  test("hand the topic to the serde of the key", () => {
    const topics: string[] = [];
    const key = string();
    const serde = sessionWindowed({
      serialize(data: string, { topic }) {
        topics.push(topic);
        return key.serialize(data, PLACE);
      },
      deserialize(bytes, { topic }) {
        topics.push(topic);
        return key.deserialize(bytes, PLACE);
      },
    });
    serde.deserialize(serde.serialize(new Windowed("a", new TimeWindow(0, 1)), PLACE) as Uint8Array, { topic: "u" });
    expect(topics).toEqual(["t", "u"]);
  });

  test.each<[string, () => unknown]>([
    ["a time window", () => timeWindowed(string(), 5).deserialize(new Uint8Array(7), PLACE)],
    ["a session", () => sessionWindowed(string()).deserialize(new Uint8Array(15), PLACE)],
  ])("are refused when they are too short: %s", (_, read) => expect(read).toThrow(/bytes: a key in such a window/));

  test("are refused when their key is", () => {
    expect(() => sessionWindowed(int32()).deserialize(new Uint8Array(17), PLACE)).toThrow(/1 bytes, not 4/);
  });

  test.each<[string, () => unknown]>([
    ["no serde", () => timeWindowed(undefined as never, 5)],
    ["half a serde", () => sessionWindowed({ serialize: () => "" } as never)],
    ["a negative size", () => timeWindowed(string(), -1)],
  ])("%s is refused when the serde is made", (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  });
});
