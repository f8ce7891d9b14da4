import { describe, expect, test } from "vitest";
import { millrace } from "../../../src/generated/messages.js";
import { json, type StandardSchema } from "../../../src/serde/json.ts";
import { boolean, bytes, float32, float64, int16, int32, int64, string, uuid } from "../../../src/serde/primitives.ts";
import { protobuf } from "../../../src/serde/protobuf.ts";
import type { Serde } from "../../../src/serde/serde.ts";

const PLACE = { topic: "t" };
const FAR = Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0);

/** As a consumer has them: a view of shared memory, somewhere in it. */
function shared(content: Uint8Array | string): Uint8Array {
  const source = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const view = new Uint8Array(new SharedArrayBuffer(source.length + 8), 3, source.length);
  view.set(source);
  return view;
}

function hexOf(content: Uint8Array | string): string {
  return Buffer.from(typeof content === "string" ? new TextEncoder().encode(content) : content).toString("hex");
}

describe("the bytes of Kafka's Java serializers", () => {
  // What IntegerSerializer, LongSerializer, DoubleSerializer and StringSerializer of kafka-clients write.
  test.each<[string, Serde<never>, unknown, string]>([
    ["int32", int32() as Serde<never>, 0, "00000000"],
    ["int32", int32() as Serde<never>, 42, "0000002a"],
    ["int32", int32() as Serde<never>, -2, "fffffffe"],
    ["int32", int32() as Serde<never>, 2_147_483_647, "7fffffff"],
    ["int64", int64() as Serde<never>, 1n, "0000000000000001"],
    ["int64", int64() as Serde<never>, -(2n ** 63n), "8000000000000000"],
    ["float64", float64() as Serde<never>, Math.PI, "400921fb54442d18"],
    ["float64", float64() as Serde<never>, -0.5, "bfe0000000000000"],
    ["float64", float64() as Serde<never>, Number.NaN, "7ff8000000000000"],
    ["string", string() as Serde<never>, "", ""],
    ["string", string() as Serde<never>, "flights", "666c6967687473"],
    ["string", string() as Serde<never>, "Zürich €𝄞", "5ac3bc7269636820e282acf09d849e"],
    ["bytes", bytes() as Serde<never>, new Uint8Array([1, 0, 255]), "0100ff"],
  ])("%s writes and reads %s", (_, serde, value, hex) => {
    expect(hexOf(serde.serialize(value as never, PLACE))).toBe(hex);
    expect(serde.deserialize(shared(Buffer.from(hex, "hex")), PLACE)).toEqual(value);
  });

  test("long text is read from shared memory, too, and a byte order mark stays", () => {
    const text = `\ufeff${"long enough for the decoder, ".repeat(10)}ü`;
    expect(string().deserialize(shared(text), PLACE)).toBe(text);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a broken number", () => int32().serialize(0.5, PLACE), /0.5, not a whole number/],
    ["a number beyond 32 bits", () => int32().serialize(2 ** 31, PLACE), /not a whole number from/],
    ["a number for a bigint", () => int64().serialize(1 as never, PLACE), /not a bigint/],
    ["a bigint beyond 64 bits", () => int64().serialize(2n ** 63n, PLACE), /not a bigint of 64 bits/],
    ["a number beyond 16 bits", () => int16().serialize(2 ** 15, PLACE), /not a whole number from -32768 to 32767/],
    ["a number beyond 2 ** 53", () => int64({ as: "number" }).serialize(2 ** 53, PLACE), /not a whole number from/],
    ["a bigint for a number", () => int64({ as: "number" }).serialize(1n as never, PLACE), /1, not a whole number/],
    ["bytes beyond 2 ** 53", () => int64({ as: "number" }).deserialize(FAR, PLACE), /9007199254740992, beyond 2/],
    ["text for a float", () => float32().serialize("1" as never, PLACE), /1, not a number/],
    ["a number for a boolean", () => boolean().serialize(1 as never, PLACE), /1, not a boolean/],
    ["a byte that is no boolean", () => boolean().deserialize(Uint8Array.of(2), PLACE), /its byte is 2/],
    ["two bytes for a boolean", () => boolean().deserialize(shared("ab"), PLACE), /2 bytes, not 1/],
    ["text that is no UUID", () => uuid().serialize("123", PLACE), /123, not a UUID/],
    ["bytes that are no UUID", () => uuid().deserialize(shared("123"), PLACE), /123, not a UUID/],
    ["text for a number", () => float64().serialize("1" as never, PLACE), /1, not a number/],
    ["an object for text", () => string().serialize({} as never, PLACE), /object, not a string/],
    ["an array for bytes", () => bytes().serialize([1] as never, PLACE), /object, not a Uint8Array/],
    ["three bytes for int32", () => int32().deserialize(shared("abc"), PLACE), /3 bytes, not 4/],
    ["bytes that are no UTF-8", () => string().deserialize(shared(new Uint8Array([0xc3])), PLACE), /valid/],
  ])("%s is refused", (_, call, message) => {
    expect(call).toThrow(message);
  });
});

interface Flight {
  readonly origin: string;
  readonly delay: number;
}

/** What a validator library makes, by hand: `origin` is kept in upper case, `delay` must be a number. */
const FLIGHT: StandardSchema<Flight> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate(value) {
      const { origin, delay } = value as Partial<Flight>;
      if (typeof delay === "number") return { value: { origin: String(origin).toUpperCase(), delay } };
      return { issues: [{ message: "must be a number", path: [{ key: "delay" }] }, { message: "no flight" }] };
    },
  },
};

describe("json", () => {
  test("writes and reads what JSON has", () => {
    const serde = json<Flight>();
    expect(serde.serialize({ origin: "ZRH", delay: 3 }, PLACE)).toBe('{"origin":"ZRH","delay":3}');
    expect(serde.deserialize(shared('{"origin":"ZÜRICH, a long name","delay":3}'), PLACE)).toEqual({
      origin: "ZÜRICH, a long name",
      delay: 3,
    });
    expect(() => json<unknown>().serialize(undefined, PLACE)).toThrow(/undefined has no JSON/);
    expect(() => serde.deserialize(shared("{"), PLACE)).toThrow(SyntaxError);
  });

  test("with a schema both directions are checked; what is read is what the schema makes of it", () => {
    const serde = json(FLIGHT);
    expect(serde.serialize({ origin: "zrh", delay: 3 }, PLACE)).toBe('{"origin":"zrh","delay":3}');
    expect(serde.deserialize(shared('{"origin":"zrh","delay":3}'), PLACE)).toEqual({ origin: "ZRH", delay: 3 });
    const refused = /^delay: must be a number; no flight$/;
    expect(() => serde.serialize({ origin: "zrh", delay: "3" } as never, PLACE)).toThrow(refused);
    expect(() => serde.deserialize(shared('{"origin":"zrh"}'), PLACE)).toThrow(refused);
  });

  test("a schema that answers later is refused", () => {
    const later: StandardSchema = {
      "~standard": { version: 1, vendor: "test", validate: async (value) => ({ value }) },
    };
    expect(() => json(later).serialize(1, PLACE)).toThrow(/asynchronously/);
  });
});

test("what is no validator and no message type is refused when the serde is made", () => {
  const invalid = expect.objectContaining({ code: "INVALID_OPTION" });
  for (const wrong of [5, null, {}, { as: "bigint" }]) expect(() => int64(wrong as never)).toThrow(invalid);
  for (const wrong of [5, null, {}, { "~standard": {} }]) expect(() => json(wrong as never)).toThrow(invalid);
  for (const wrong of [5, null, undefined, {}, { encode: () => {} }])
    expect(() => protobuf(wrong as never)).toThrow(invalid);
});

describe("protobuf", () => {
  test("takes a type of protobufjs; what is read does not depend on the memory", () => {
    const serde = protobuf(millrace.PartitionId);
    const written = serde.serialize({ topicId: 300, partition: 2 }, PLACE) as Uint8Array;
    expect(hexOf(written)).toBe("08ac021002"); // field 1 varint 300, field 2 varint 2
    const source = shared(written);
    const read = serde.deserialize(source, PLACE);
    source.fill(0);
    expect(read).toMatchObject({ topicId: 300, partition: 2 });
    expect(() => serde.deserialize(shared(new Uint8Array([0x08])), PLACE)).toThrow();
  });

  test("asks the type what is wrong with a message", () => {
    const picky = { encode: () => ({ finish: () => new Uint8Array(0) }), decode: () => ({}), verify: () => "no good" };
    expect(() => protobuf(picky).serialize({}, PLACE)).toThrow("no good");
  });
});
