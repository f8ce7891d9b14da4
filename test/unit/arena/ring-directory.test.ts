import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "../../../src/arena/frame.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";

const SIZES = { unitBytes: 1024, metadataBytes: 4096, dataRingBytes: 8192, controlRingBytes: 1024 };
const ENTRY_WORDS = 4;

interface Store {
  readonly word: number;
  readonly value: number;
}

/** A look at the words of an entry, in front of each access of `run` and at its end. */
function watchEntry(run: () => void, look: () => void): void {
  const real = Atomics;
  const watched = (name: "load" | "store" | "compareExchange" | "add" | "or") => {
    return (...parameters: unknown[]) => {
      look();
      return Reflect.apply(real[name], real, parameters);
    };
  };
  const names = ["load", "store", "compareExchange", "add", "or"] as const;
  vi.stubGlobal("Atomics", Object.fromEntries(names.map((name) => [name, watched(name)])));
  try {
    run();
  } finally {
    vi.unstubAllGlobals();
  }
  look();
}

/** Every way to take `total` steps in `places` places: how many steps were taken up to each of them. */
function* schedules(places: number, total: number, taken = 0): Generator<number[]> {
  if (places === 0) {
    yield [];
    return;
  }
  for (let first = taken; first <= total; first++)
    for (const rest of schedules(places - 1, total, first)) yield [first, ...rest];
}

describe.each([{ died: [1, 2] }, { died: [2] }])(
  "an entry of the ring directory when $died died and came back",
  ({ died }) => {
    let arena: Arena;
    let maker: Arena;
    let words: Int32Array;
    let entry: number;

    beforeEach(() => {
      arena = Arena.create({ ...SIZES, bytes: 6 * 1024 * 1024, shared: false });
      words = arena.memory.words;
      entry = arena.layout.entryWord(1, 2, "data");
      for (const endpoint of [1, 2]) arena.endpoints.claim(endpoint);
      expect(arena.openProducer(1, 2, "data")).not.toBeTypeOf("string");
      for (const endpoint of died) {
        arena.endpoints.markDead(endpoint, 1); // when both do, nobody is left to close the ring between them
        arena.endpoints.claim(endpoint);
      }
      maker = died.includes(1) ? Arena.open(arena.source) : arena;
    });

    afterEach(() => {
      vi.unstubAllGlobals();
    });

    function openNext(): RingProducer {
      return maker.openProducer(1, 2, "data") as RingProducer;
    }

    test("is written only while it says that there is no ring", () => {
      let before = words.slice(entry, entry + ENTRY_WORDS);
      watchEntry(openNext, () => {
        const now = words.slice(entry, entry + ENTRY_WORDS);
        if (before[0] !== 0 && now[0] !== 0) expect(now).toEqual(before);
        before = now;
      });
      expect(before[0]).not.toBe(0);
    });

    /** What a receiver's look gives in every schedule of its accesses and the stores of `openNext`. */
    function* looks<Seen>(look: (receiver: Arena) => Seen): Generator<Seen> {
      const old = words.slice(entry, entry + ENTRY_WORDS);
      const stores: Store[] = [];
      let last = old;
      watchEntry(openNext, () => {
        const now = words.slice(entry, entry + ENTRY_WORDS);
        for (const [word, value] of now.entries()) if (value !== last[word]) stores.push({ word, value });
        last = now;
      });
      const receiver = Arena.open(arena.source);
      let accesses = -1; // there is one look more than accesses
      watchEntry(
        () => look(receiver),
        () => accesses++,
      );
      for (const schedule of schedules(accesses, stores.length)) {
        words.set(old, entry);
        const seen: Seen[] = [];
        watchEntry(
          () => seen.push(look(receiver)),
          () => {
            for (const { word, value } of stores.slice(0, schedule.shift())) words[entry + word] = value;
          },
        );
        yield* seen;
      }
    }

    test("gives a receiver that looks meanwhile the new ring or none, in every schedule of the two", () => {
      const rings = [...looks((receiver) => receiver.openConsumer(1, 2, "data"))];
      expect(rings.length).toBeGreaterThan(100);
      expect(rings).toContain(undefined);
      const producer = openNext();
      const frame = producer.claim(FRAME_HEADER_BYTES);
      writeFrameHeader(words, frame, { type: 9, flags: 0, bodyLength: 0, target: 0, correlation: 0 });
      producer.flush();
      const found = rings.filter((ring) => ring !== undefined);
      expect(new Set(found.map((ring) => ring.next()))).toEqual(new Set([frame]));
    });

    test("names the new maker to a receiver that looks meanwhile, or none, in every schedule of the two", () => {
      const makers = [...looks((receiver) => receiver.rings.makerOf(1, 2, "data"))];
      expect(new Set(makers)).toEqual(new Set([undefined, arena.endpoints.incarnation(1)]));
    });
  },
);
