import { describe, expect, test } from "vitest";
import { bytes, string } from "../../../../src/serde/primitives.ts";
import { ChangedDeserializer, ChangedSerializer } from "../../../../src/streams/operator/changed-serde.ts";
import { Change } from "../../../../src/streams/state/change.ts";

const PLACE = { topic: "t" };

function hex(data: Uint8Array | string): string {
  return Buffer.from(data as Uint8Array).toString("hex");
}

function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

/** Kafka's layout; the first two lines are what its driver had in a repartition topic. */
const WRITTEN: readonly (readonly [new_: string | null, old: string | null, bytes: string])[] = [
  ["v1", null, "763101"],
  [null, "v1", "763100"],
  ["ä", null, "c3a401"],
  // 2 bytes are 04 as a zigzag varint.
  ["v2", "old", "0476326f6c6402"],
  ["", "old", "006f6c6402"],
  ["x".repeat(70), "y", `8c01${"78".repeat(70)}7902`],
];

describe("a change of a table in a repartition topic", () => {
  test.each(WRITTEN)("%j after %j", (newValue, oldValue, expected) => {
    const written = new ChangedSerializer(string()).serialize(new Change(newValue, oldValue), PLACE);
    expect(hex(written)).toBe(expected);
    expect(new ChangedDeserializer(string()).deserialize(unhex(expected), PLACE)).toEqual(
      new Change(newValue, oldValue),
    );
    const text = Buffer.from(expected, "hex").toString();
    if (hex(text) === expected) {
      const read = new ChangedDeserializer(string()).deserializeText?.(text, PLACE);
      expect(read).toEqual(new Change(newValue, oldValue));
    }
    const raw = (value: string | null) => (value === null ? null : new Uint8Array(Buffer.from(value)));
    const change = new Change(raw(newValue), raw(oldValue));
    expect(hex(new ChangedSerializer(bytes()).serialize(change, PLACE))).toBe(expected);
  });

  test.each<[string, Change<string>]>([
    ["76310003", new Change<string>(null, "v1", false)],
    ["76310103", new Change<string>(null, "v1", true)],
    ["76310004", new Change<string>("v1", null, false)],
    ["0476326f6c640005", new Change<string>("v2", "old", false)],
  ])("reads also the layout that tells whether it is the latest: %s", (data, expected) => {
    expect(new ChangedDeserializer(string()).deserialize(unhex(data), PLACE)).toEqual(expected);
  });

  test.each(["763106", "76310203"])("refuses bytes that say something unknown: %s", (data) => {
    const read = () => new ChangedDeserializer(string()).deserialize(unhex(data), PLACE);
    expect(read).toThrow(expect.objectContaining({ code: "SERIALIZATION_FAILED" }));
  });

  test("has no bytes for a change from nothing to nothing", () => {
    const write = () => new ChangedSerializer(string()).serialize(new Change<string>(null, null), PLACE);
    expect(write).toThrow(/null/);
  });
});
