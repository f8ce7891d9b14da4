// What Kafka writes and reads is in test/golden/serde.
import { describe, expect, test } from "vitest";
import { json } from "../../../src/serde/json.ts";
import { list } from "../../../src/serde/list.ts";
import { bytes, int32, string } from "../../../src/serde/primitives.ts";
import { nullable } from "../../../src/serde/serde.ts";

const PLACE = { topic: "t" };
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

describe("a list", () => {
  test("of anything comes back, from any place in the memory", () => {
    const serde = list(nullable(json<unknown>()));
    const entries = [{ a: 1 }, null, "ü", [1, [2]], "x".repeat(300)];
    const written = serde.serialize(entries, PLACE) as Uint8Array;
    const memory = new Uint8Array(new SharedArrayBuffer(written.length + 9));
    memory.set(written, 5);
    expect(serde.deserialize(memory.subarray(5, 5 + written.length), PLACE)).toEqual(entries);
  });

  test("of bytes has views of what was read", () => {
    const serde = list(bytes());
    const written = serde.serialize([Uint8Array.of(1, 2), Uint8Array.of()], PLACE) as Uint8Array;
    const [first] = serde.deserialize(written, PLACE);
    expect(first).toEqual(Uint8Array.of(1, 2));
    expect(first?.buffer).toBe(written.buffer);
  });

  test("of numbers is also read where each has its length, as other writers may have it", () => {
    const data = hex("01 00000002 00000004 00000007 ffffffff");
    expect(list(nullable(int32())).deserialize(data, PLACE)).toEqual([7, null]);
  });

  test("hands the topic to the serde of its entries", () => {
    const topics: string[] = [];
    const serde = list({
      serialize: (entry: string, { topic }) => {
        topics.push(topic);
        return entry;
      },
      deserialize: (_, { topic }) => topics.push(topic),
    });
    serde.deserialize(serde.serialize(["a"], { topic: "to" }) as Uint8Array, { topic: "from" });
    expect(topics).toEqual(["to", "from"]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["text for a list", () => list(string()).serialize("a" as never, PLACE), /string, not an array/],
    ["a wrong entry", () => list(int32()).serialize([0.5], PLACE), /0.5, not a whole number/],
    ["undefined as an entry", () => list(string()).serialize([undefined as never], PLACE), /undefined, not a string/],
    ["nothing", () => list(string()).deserialize(hex(""), PLACE), /0 bytes, and 1 more/],
    ["an unknown strategy", () => list(string()).deserialize(hex("02 00000000"), PLACE), /first byte is 2/],
    ["a count without entries", () => list(string()).deserialize(hex("01 00000002 00000000"), PLACE), /4 more.*byte 9/],
    ["a negative count", () => list(string()).deserialize(hex("01 ffffffff"), PLACE), /has -1 entries/],
    ["a huge count", () => list(string()).deserialize(hex("01 7fffffff"), PLACE), /has 2147483647 entries/],
    ["a negative length", () => list(string()).deserialize(hex("01 00000001 fffffffe"), PLACE), /-2 more/],
    ["an entry that is cut", () => list(string()).deserialize(hex("01 00000001 00000002 61"), PLACE), /2 more.*byte 9/],
    ["numbers that are cut", () => list(int32()).deserialize(hex("00 00000000 00000001 000001"), PLACE), /4 more/],
    ["sizeless entries", () => list(string()).deserialize(hex("00 00000000 00000000"), PLACE), /their serde has none/],
  ])("%s is refused", (_, call, message) => expect(call).toThrow(message));

  test.each([undefined, null, {}, { serialize: () => "" }])("of %o is refused when it is made", (inner) => {
    expect(() => list(inner as never)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  });
});
