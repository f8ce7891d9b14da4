import { afterEach, describe, expect, test, vi } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { METADATA_GENERATION_WORD, METADATA_TAIL_WORD, METADATA_WRITING_WORD } from "../../../src/arena/layout.ts";
import { METADATA_START } from "../../../src/arena/metadata-region.ts";

const SIZES = { bytes: 4_000_000, unitBytes: 1024, metadataBytes: 512, shared: true };

function chunk(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the metadata log", () => {
  test("gives every entry once, in order, copied out", () => {
    const arena = Arena.create(SIZES);
    const reader = Arena.open(arena.source).metadata;
    expect(reader.read(METADATA_START)).toEqual({ entries: [], cursor: METADATA_START });
    arena.metadata.append([chunk(3, 1), chunk(0, 0), chunk(8, 2)]);
    expect(reader.isBehind(METADATA_START)).toBe(true);
    const { entries, cursor } = reader.read(METADATA_START);
    expect(entries).toEqual([chunk(3, 1), chunk(0, 0), chunk(8, 2)]);
    expect(cursor).toEqual(reader.end);
    expect(reader.isBehind(cursor)).toBe(false);
    arena.metadata.append([chunk(5, 3)]);
    expect(reader.read(cursor).entries).toEqual([chunk(5, 3)]);
    entries[0]?.fill(9);
    expect(reader.read(METADATA_START).entries).toHaveLength(4);
    expect(reader.read(METADATA_START).entries[0]).toEqual(chunk(3, 1));
  });

  test("takes all of an append or nothing", () => {
    const { metadata } = Arena.create(SIZES);
    expect(metadata.append([chunk(100, 1), chunk(100, 2)])).toBe(true);
    const { end } = metadata;
    expect(metadata.append([chunk(20, 3), chunk(40, 4)])).toBe(false);
    expect(metadata.end).toEqual(end);
    expect(metadata.append([chunk(44, 5)])).toBe(true);
    expect(metadata.append([chunk(0, 0)])).toBe(false);
  });

  test("publishes once, after all bytes are there", () => {
    const arena = Arena.create(SIZES);
    const real = Atomics;
    const stores: number[] = [];
    const store = (words: Int32Array, word: number, value: number) => {
      stores.push(word);
      const first = arena.layout.metadataAddress + 4;
      expect(arena.memory.bytes.slice(first, first + 4)).toEqual(chunk(4, 7));
      expect(arena.metadata.read(METADATA_START).entries).toEqual([]);
      return real.store(words, word, value);
    };
    vi.stubGlobal("Atomics", { load: real.load, add: real.add, store });
    arena.metadata.append([chunk(4, 7), chunk(9, 8)]);
    expect(stores).toEqual([METADATA_TAIL_WORD]);
  });

  test("is continued by a new writer; what the old one had not published is lost", () => {
    const arena = Arena.create(SIZES);
    arena.metadata.append([chunk(4, 1)]);
    arena.memory.fill(arena.layout.metadataAddress + arena.metadata.end.position, 255, 32); // half an append
    const successor = Arena.open(arena.source).metadata;
    successor.append([chunk(4, 2)]);
    expect(arena.metadata.read(METADATA_START).entries).toEqual([chunk(4, 1), chunk(4, 2)]);
  });
});

describe("a snapshot in the metadata log", () => {
  test("is not read by who had seen everything, and by who was one generation late", () => {
    const { metadata } = Arena.create(SIZES);
    metadata.append([chunk(4, 1)]);
    const early = metadata.read(METADATA_START).cursor;
    metadata.append([chunk(4, 2)]);
    const upToDate = metadata.read(early).cursor;
    expect(metadata.rewrite([chunk(8, 100)])).toBe(true);
    expect(metadata.isBehind(upToDate)).toBe(true);
    expect(metadata.read(upToDate).entries).toEqual([]);
    metadata.append([chunk(4, 3)]);
    expect(metadata.read(upToDate).entries).toEqual([chunk(4, 3)]);
    expect(metadata.read(early)).toEqual({ entries: [chunk(4, 2), chunk(4, 3)], cursor: metadata.end });
  });

  test("is where a reader starts again whose generation is overwritten", () => {
    const { metadata } = Arena.create(SIZES);
    metadata.append([chunk(4, 1), chunk(4, 2)]);
    const { cursor } = metadata.read(METADATA_START);
    for (const snapshot of [100, 101, 102]) {
      metadata.rewrite([chunk(8, snapshot)]);
      metadata.append([chunk(4, snapshot - 90)]);
    }
    const expected = [chunk(8, 102), chunk(4, 12)];
    expect(metadata.read(cursor).entries).toEqual(expected);
    expect(metadata.read(METADATA_START)).toEqual({ entries: expected, cursor: metadata.end });
  });

  test("that the writer did not finish changes nothing", () => {
    const arena = Arena.create(SIZES);
    const real = Atomics;
    const { metadata } = arena;
    metadata.append([chunk(4, 1)]);
    const died = new Error("the thread dies here");
    const store = (words: Int32Array, word: number, value: number) => {
      if (word === METADATA_GENERATION_WORD) throw died;
      return real.store(words, word, value);
    };
    vi.stubGlobal("Atomics", { load: real.load, add: real.add, exchange: real.exchange, store });
    expect(() => metadata.rewrite([chunk(40, 100)])).toThrow(died);
    vi.unstubAllGlobals();
    const successor = Arena.open(arena.source).metadata;
    expect(successor.read(METADATA_START).entries).toEqual([chunk(4, 1)]);
    expect(successor.append([chunk(4, 2)])).toBe(true);
    expect(successor.rewrite([chunk(8, 101)])).toBe(true);
    expect(metadata.read(METADATA_START).entries).toEqual([chunk(4, 1), chunk(4, 2)]);
  });

  test("may be written while a reader copies: it starts again instead of using what it copied", () => {
    const arena = Arena.create(SIZES);
    const real = Atomics;
    const { metadata } = arena;
    metadata.append([chunk(4, 1), chunk(4, 2)]);
    metadata.rewrite([chunk(8, 100)]);
    let isCopied = false;
    const add = (words: Int32Array, word: number, value: number) => {
      // Between the reader's copy and its check the writer overwrites the area and goes on.
      if (word === METADATA_WRITING_WORD && !isCopied) {
        isCopied = true;
        Arena.open(arena.source).metadata.rewrite([chunk(100, 101)]);
      }
      return real.add(words, word, value);
    };
    vi.stubGlobal("Atomics", { load: real.load, exchange: real.exchange, store: real.store, add });
    // What it copied of generation 0 is gone; generation 1 is still whole, and all that the newer snapshot knows.
    expect(metadata.read(METADATA_START)).toEqual({ entries: [chunk(8, 100)], cursor: metadata.end });
    expect(isCopied).toBe(true);
  });

  test("that takes more than half of an area is refused", () => {
    const { metadata } = Arena.create(SIZES);
    metadata.append([chunk(4, 1)]);
    expect(metadata.rewrite([chunk(130, 100)])).toBe(false);
    expect(metadata.read(METADATA_START).entries).toEqual([chunk(4, 1)]);
  });
});
