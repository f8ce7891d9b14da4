import { describe, expect, test } from "vitest";
import { murmur2, murmur2OfText, partitionForKey } from "../../../src/record/partitioner.ts";

// From Kafka's own UtilsTest.
const GOLDEN: readonly (readonly [string, number])[] = [
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ["abc", 479470107],
];

describe("murmur2", () => {
  test.each(GOLDEN)("gives Kafka's hash of %s, as bytes and as text", (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
    expect(murmur2OfText(key)).toBe(hash);
  });

  test.each([
    "",
    "a",
    "ab",
    "abcd",
    "é",
    "aé",
    "abcé",
    "abcdé",
    "😀",
    "\ud800",
    "abcdefg\udc00",
    "long enough for an encoder, in ASCII",
    "é".repeat(70_000),
  ])("hashes the text %j as its UTF-8 bytes", (text) => {
    expect(murmur2OfText(text)).toBe(murmur2(new TextEncoder().encode(text)));
  });

  test("a key's partition is its hash without the sign, modulo the count", () => {
    for (const [key, hash] of GOLDEN) {
      expect(partitionForKey(key, 6)).toBe((hash & 0x7fffffff) % 6);
      expect(partitionForKey(Buffer.from(key), 1)).toBe(0);
    }
  });
});
