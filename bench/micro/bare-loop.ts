import type { Contender } from "./ring-contenders.ts";
import { check, message, Patience, touch } from "./ring-contenders.ts";

/** Two counters on lines of their own. */
export const BARE_LOOP_HEADER_BYTES = 256;
const WRITTEN_WORD = 0;
const READ_WORD = 32;

/** Blocks of one size through a buffer of the ring's size, with nothing but two counters: no frames, no sleep, no bells. */
export const bareLoop: Contender = {
  async send(load, { bare }) {
    const words = new Int32Array(bare);
    const blocks = new Uint8Array(bare, BARE_LOOP_HEADER_BYTES);
    const slots = Math.floor(blocks.length / load.bytes);
    const { bytes, number } = message(load.bytes);
    const patience = new Patience();
    for (let index = 0; index < load.count; index++) {
      while (index - Atomics.load(words, READ_WORD) >= slots) patience.lose();
      patience.gain();
      number[0] = index;
      blocks.set(bytes, (index % slots) * load.bytes);
      Atomics.store(words, WRITTEN_WORD, index + 1);
    }
    while (Atomics.load(words, READ_WORD) < load.count) patience.lose();
    Atomics.store(words, WRITTEN_WORD, 0); // for the next run
    Atomics.store(words, READ_WORD, 0);
  },
  async receive(load, { bare }) {
    const words = new Int32Array(bare);
    const slots = Math.floor((bare.byteLength - BARE_LOOP_HEADER_BYTES) / load.bytes);
    const patience = new Patience();
    let start = 0;
    for (let index = 0; index < load.count; index++) {
      while (Atomics.load(words, WRITTEN_WORD) <= index) patience.lose();
      patience.gain();
      if (index === 0) start = performance.now();
      const block = BARE_LOOP_HEADER_BYTES + (index % slots) * load.bytes;
      check(words[block / 4], index);
      touch(words, block, block + load.bytes);
      Atomics.store(words, READ_WORD, index + 1);
    }
    return performance.now() - start;
  },
  ping: () => Promise.reject(new Error("the bare loop measures throughput only")),
  pong: () => Promise.reject(new Error("the bare loop measures throughput only")),
};
