import { describe, expect, test } from "vitest";
import { CODEC_NAMES } from "../../../src/record/codec.ts";
import { simCodecs } from "../../../src/testing/machine/sim-codecs.ts";

const compressed = (source: Uint8Array, codec: (typeof CODEC_NAMES)[number] = "zstd") =>
  simCodecs.compress({ codec, level: undefined }, source);

/** Runs of every length around the limits, and what is no run. */
const SOURCES: readonly Uint8Array[] = [
  new Uint8Array(0),
  ...[1, 2, 3, 4, 127, 128, 129, 130, 131, 260, 261, 5_000].map((length) => new Uint8Array(length).fill(7)),
  ...[1, 127, 128, 129, 257, 1_000].map((length) => Uint8Array.from({ length }, (_, index) => index % 251)),
  Uint8Array.from({ length: 3_000 }, (_, index) => (index % 300 < 140 ? index % 7 : 9)),
];

describe("the stand-in for the codecs in a simulation", () => {
  test.each(CODEC_NAMES)("gives the bytes back that it was given (%s)", (codec) => {
    for (const source of SOURCES)
      expect(simCodecs.decompress(codec, compressed(source, codec), source.length)).toEqual(source);
  });

  test("makes runs short, and anything else hardly longer", () => {
    expect(compressed(new Uint8Array(5_000).fill(7)).length).toBeLessThan(100);
    for (const source of SOURCES)
      expect(compressed(source).length).toBeLessThanOrEqual(1 + source.length + Math.ceil(source.length / 128));
  });

  test("has bytes that never change", () => {
    expect([...compressed(Uint8Array.from([1, 2, 2, 2, 2, 3, 3]))]).toEqual([4, 0, 1, 129, 2, 1, 3, 3]);
  });

  test("refuses the bytes of another codec, a cut, and what becomes too long", () => {
    const source = new Uint8Array(100).fill(7);
    const bytes = compressed(source);
    expect(() => simCodecs.decompress("gzip", bytes, 100)).toThrow(/no gzip data/);
    expect(() => simCodecs.decompress("zstd", bytes.slice(0, -1), 100)).toThrow(/ends too early/);
    expect(() => simCodecs.decompress("zstd", bytes, 99)).toThrow(/more than 99 bytes/);
  });
});
