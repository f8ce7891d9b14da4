/** The two words of a bare round trip, on lines of their own. */
export const THERE = 0;
export const HERE = 64;
export const WORDS = 128;

/** The word's next value after `seen`, asleep on `Atomics.waitAsync` until then: the cheapest way that leaves the event loop alive. */
export async function changed(words: Int32Array, index: number, seen: number): Promise<number> {
  for (;;) {
    const value = Atomics.load(words, index);
    if (value !== seen) return value;
    const waiting = Atomics.waitAsync(words, index, seen);
    if (waiting.async) await waiting.value;
  }
}
