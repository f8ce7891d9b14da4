import { describe, expect, test } from "vitest";
import { MillraceError } from "../../../src/base/errors.ts";
import { VarintReader, varintBytes, varlongBytes, writeVarint, writeVarlong } from "../../../src/base/varint.ts";

// From Kafka's own ByteUtilsTest.
const VARINTS: readonly (readonly [number, string])[] = [
  [0, "00"],
  [-1, "01"],
  [1, "02"],
  [63, "7e"],
  [-64, "7f"],
  [64, "8001"],
  [-65, "8101"],
  [8191, "fe7f"],
  [-8192, "ff7f"],
  [8192, "808001"],
  [-8193, "818001"],
  [1048575, "feff7f"],
  [1048576, "80808001"],
  [134217727, "feffff7f"],
  [134217728, "8080808001"],
  [2147483647, "feffffff0f"],
  [-2147483648, "ffffffff0f"],
];

const VARLONGS: readonly (readonly [number, string])[] = [
  ...VARINTS,
  [17179869183, "feffffff7f"],
  [-17179869184, "ffffffff7f"],
  [17179869184, "808080808001"],
  [-17179869185, "818080808001"],
  [2199023255551, "feffffffff7f"],
  [2199023255552, "80808080808001"],
  [281474976710655, "feffffffffff7f"],
  [281474976710656, "8080808080808001"],
  [Number.MAX_SAFE_INTEGER, "feffffffffffff1f"],
  [-Number.MAX_SAFE_INTEGER, "fdffffffffffff1f"],
];

function readerOf(hex: string): VarintReader {
  const bytes = Buffer.from(hex, "hex");
  const reader = new VarintReader();
  reader.aim(bytes, 0, bytes.length);
  return reader;
}

describe("a varint", () => {
  test.each(VARINTS)("of %i is %s", (value, hex) => {
    const bytes = new Uint8Array(8);
    const end = writeVarint(bytes, 1, value);
    expect(Buffer.from(bytes.subarray(1, end)).toString("hex")).toBe(hex);
    expect(varintBytes(value)).toBe(end - 1);
    const reader = readerOf(hex);
    expect(reader.readVarint()).toBe(value);
    expect(reader.position).toBe(end - 1);
  });

  test.each(["", "80", "ffffffff", "ffffffffff01", "8080808080"])("cut off or too long is refused: %j", (hex) => {
    expect(() => readerOf(hex).readVarint()).toThrow(MillraceError);
  });

  test("is not read beyond the end given", () => {
    const reader = new VarintReader();
    reader.aim(Buffer.from("8001", "hex"), 0, 1);
    expect(() => reader.readVarint()).toThrow(/beyond the end/);
  });

  test("longer than needed is read as it is", () => {
    const reader = readerOf("828000");
    expect(reader.readVarint()).toBe(1);
    expect(reader.position).toBe(3);
  });
});

describe("a varlong", () => {
  test.each(VARLONGS)("of %i is %s", (value, hex) => {
    const bytes = new Uint8Array(12);
    const end = writeVarlong(bytes, 1, value);
    expect(Buffer.from(bytes.subarray(1, end)).toString("hex")).toBe(hex);
    expect(varlongBytes(value)).toBe(end - 1);
    expect(readerOf(hex).readVarlong()).toBe(value);
  });

  test.each(["", "80", "ffffffffffffffffffff01"])("cut off or too long is refused: %j", (hex) => {
    expect(() => readerOf(hex).readVarlong()).toThrow(MillraceError);
  });

  test("that a JS number does not hold exactly is refused", () => {
    expect(() => readerOf("feffffffffffffffff01").readVarlong()).toThrow(/2\^53/); // 2^63 - 1
    expect(() => readerOf("ffffffffffffffffff01").readVarlong()).toThrow(/2\^53/); // -2^63
  });
});
