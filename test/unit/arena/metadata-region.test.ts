import { describe, expect, test, vi } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { METADATA_TAIL_WORD } from "../../../src/arena/layout.ts";

const SIZES = { bytes: 4_000_000, unitBytes: 1024, metadataBytes: 256, shared: true };

function chunk(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}

describe("the metadata log", () => {
  test("gives every entry once, in order, copied out", () => {
    const arena = Arena.create(SIZES);
    const reader = Arena.open(arena.source).metadata;
    expect(reader.read(0)).toEqual({ entries: [], cursor: 0 });
    arena.metadata.append([chunk(3, 1), chunk(0, 0), chunk(8, 2)]);
    const { entries, cursor } = reader.read(0);
    expect(entries).toEqual([chunk(3, 1), chunk(0, 0), chunk(8, 2)]);
    expect(cursor).toBe(reader.tail);
    arena.metadata.append([chunk(5, 3)]);
    expect(reader.read(cursor).entries).toEqual([chunk(5, 3)]);
    entries[0]?.fill(9);
    expect(reader.read(0).entries).toHaveLength(4);
    expect(reader.read(0).entries[0]).toEqual(chunk(3, 1));
  });

  test("takes all of an append or nothing", () => {
    const { metadata } = Arena.create(SIZES);
    expect(metadata.append([chunk(100, 1), chunk(100, 2)])).toBe(true);
    const { tail } = metadata;
    expect(metadata.append([chunk(20, 3), chunk(40, 4)])).toBe(false);
    expect(metadata.tail).toBe(tail);
    expect(metadata.append([chunk(44, 5)])).toBe(true);
    expect(metadata.append([chunk(0, 0)])).toBe(false);
  });

  test("publishes once, after all bytes are there", () => {
    const arena = Arena.create(SIZES);
    const real = Atomics;
    const stores: number[] = [];
    const store = (words: Int32Array, word: number, value: number) => {
      stores.push(word);
      expect(arena.memory.bytes.slice(arena.layout.metadataAddress + 4, arena.layout.metadataAddress + 8)).toEqual(
        chunk(4, 7),
      );
      expect(arena.metadata.read(0).entries).toEqual([]);
      return real.store(words, word, value);
    };
    vi.stubGlobal("Atomics", { load: real.load, store });
    arena.metadata.append([chunk(4, 7), chunk(9, 8)]);
    vi.unstubAllGlobals();
    expect(stores).toEqual([METADATA_TAIL_WORD]);
  });

  test("is continued by a new writer; what the old one had not published is lost", () => {
    const arena = Arena.create(SIZES);
    arena.metadata.append([chunk(4, 1)]);
    arena.memory.fill(arena.layout.metadataAddress + arena.metadata.tail, 255, 32); // half an append
    const successor = Arena.open(arena.source).metadata;
    successor.append([chunk(4, 2)]);
    expect(arena.metadata.read(0).entries).toEqual([chunk(4, 1), chunk(4, 2)]);
  });
});
