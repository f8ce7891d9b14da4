import { assert } from "../base/assert.ts";
import { PARTITIONS_PER_CLUSTER_MAX } from "../base/limits.ts";
import { HIGH_WATERMARK_HIGH, HIGH_WATERMARK_LOW, HIGH_WATERMARK_TOPIC, highWatermarkWord } from "./layout.ts";
import type { ArenaMemory, HighWatermarks } from "./memory.ts";

const LOW_RANGE = 2 ** 32;

/**
 * High watermarks in the arena's header. A slot has one writer at a time, the partition's leader; whoever reads it does so
 * when that thread is dead. A writer that dies between two words leaves an offset that is too large, never too small: the
 * high half is written first. It never goes back: a new leader may not know yet what the one before it had committed, and
 * may die before it does. A slot that a deleted topic had keeps its id, so a new topic starts from nothing.
 */
export class HighWatermarkTable implements HighWatermarks {
  readonly #words: Int32Array;

  constructor(memory: ArenaMemory) {
    this.#words = memory.words;
  }

  store(slot: number, topicId: number, offset: number): void {
    const word = wordOf(slot);
    const words = this.#words;
    if (words[word + HIGH_WATERMARK_TOPIC] !== topicId) {
      words[word + HIGH_WATERMARK_LOW] = 0;
      words[word + HIGH_WATERMARK_HIGH] = 0;
      Atomics.store(words, word + HIGH_WATERMARK_TOPIC, topicId);
    } else if (offset <= this.load(slot, topicId)) return;
    const high = Math.floor(offset / LOW_RANGE);
    if (words[word + HIGH_WATERMARK_HIGH] !== high) Atomics.store(words, word + HIGH_WATERMARK_HIGH, high);
    Atomics.store(words, word + HIGH_WATERMARK_LOW, offset | 0);
  }

  load(slot: number, topicId: number): number {
    const word = wordOf(slot);
    if (Atomics.load(this.#words, word + HIGH_WATERMARK_TOPIC) !== topicId) return 0;
    const high = Atomics.load(this.#words, word + HIGH_WATERMARK_HIGH);
    return high * LOW_RANGE + (Atomics.load(this.#words, word + HIGH_WATERMARK_LOW) >>> 0);
  }
}

function wordOf(slot: number): number {
  assert(slot >= 0 && slot < PARTITIONS_PER_CLUSTER_MAX, `slot ${slot} is one of the table`);
  return highWatermarkWord(slot);
}
