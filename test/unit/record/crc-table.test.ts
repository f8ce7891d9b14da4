import { crc32c } from "@node-rs/crc32";
import { describe, expect, test } from "vitest";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";

describe("the plain CRC-32C", () => {
  test.each([
    ["", 0],
    ["123456789", 0xe3069283],
    ["Some String", 608512271],
  ])("of %j is the published one", (text, expected) => {
    const bytes = Buffer.from(text);
    expect(crc32cOfTable(bytes, 0, bytes.length)).toBe(expected);
  });

  test("agrees with the native one at every length and alignment, in shared memory too", () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(128));
    for (let index = 0; index < bytes.length; index++) bytes[index] = index * 151 + 7;
    for (let start = 0; start < 9; start++) {
      for (let length = 0; length < 64; length++) {
        const part = Buffer.from(bytes.slice(start, start + length));
        expect(crc32cOfTable(bytes, start, length)).toBe(crc32c(part));
      }
    }
  });
});
