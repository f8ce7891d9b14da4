import type { Contender } from "./ring-contenders.ts";
import { check, message, touch } from "./ring-contenders.ts";

/** Two counters on lines of their own. */
export const BARE_LOOP_HEADER_BYTES = 256;
const WRITTEN_WORD = 0;
const READ_WORD = 32;
/** Looks before it sleeps: a block takes about as long. More of them take the core from the other side on a busy machine. */
const LOOKS_BEFORE_SLEEP = 1_000;

/** Waits until a counter is not `seen` any more. */
function waitFor(words: Int32Array, word: number, seen: number): void {
  for (let look = 0; look < LOOKS_BEFORE_SLEEP; look++) if (Atomics.load(words, word) !== seen) return;
  Atomics.wait(words, word, seen);
}

function publish(words: Int32Array, word: number, count: number): void {
  Atomics.store(words, word, count);
  Atomics.notify(words, word);
}

/** Blocks of one size through a buffer of the ring's size, with nothing but two counters: no frames and no bells. */
export const bareLoop: Contender = {
  async send(load, { bare }) {
    const words = new Int32Array(bare);
    const blocks = new Uint8Array(bare, BARE_LOOP_HEADER_BYTES);
    const slots = Math.floor(blocks.length / load.bytes);
    const { bytes, number } = message(load.bytes);
    for (let index = 0; index < load.count; index++) {
      while (index - Atomics.load(words, READ_WORD) >= slots) waitFor(words, READ_WORD, index - slots);
      number[0] = index;
      blocks.set(bytes, (index % slots) * load.bytes);
      publish(words, WRITTEN_WORD, index + 1);
    }
    for (let read = 0; read < load.count; read = Atomics.load(words, READ_WORD)) waitFor(words, READ_WORD, read);
    Atomics.store(words, WRITTEN_WORD, 0); // for the next run
    Atomics.store(words, READ_WORD, 0);
  },
  async receive(load, { bare }) {
    const words = new Int32Array(bare);
    const slots = Math.floor((bare.byteLength - BARE_LOOP_HEADER_BYTES) / load.bytes);
    let start = 0;
    for (let index = 0; index < load.count; index++) {
      while (Atomics.load(words, WRITTEN_WORD) <= index) waitFor(words, WRITTEN_WORD, index);
      if (index === 0) start = performance.now();
      const block = BARE_LOOP_HEADER_BYTES + (index % slots) * load.bytes;
      check(words[block / 4], index);
      touch(words, block, block + load.bytes);
      publish(words, READ_WORD, index + 1);
    }
    return performance.now() - start;
  },
  ping: () => Promise.reject(new Error("the bare loop measures throughput only")),
  pong: () => Promise.reject(new Error("the bare loop measures throughput only")),
};
