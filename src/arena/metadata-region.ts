import { assert } from "../base/assert.ts";
import { type ArenaLayout, METADATA_TAIL_WORD, WORD_BYTES } from "./layout.ts";
import type { ArenaMemory } from "./memory.ts";

const LENGTH_BYTES = 4;

function paddedBytes(length: number): number {
  return LENGTH_BYTES + Math.ceil(length / WORD_BYTES) * WORD_BYTES;
}

/**
 * The cluster's metadata log in shared memory: append-only, length-prefixed entries, one writer (the supervisor), any
 * number of readers. It belongs to the arena, not to a thread: it survives the writer, whose successor goes on at the
 * published tail. An append publishes its tail once and last, so readers see all of its entries or none.
 */
export class MetadataRegion {
  readonly #memory: ArenaMemory;
  readonly #address: number;
  readonly #capacity: number;

  constructor(memory: ArenaMemory, layout: ArenaLayout) {
    this.#memory = memory;
    this.#address = layout.metadataAddress;
    this.#capacity = layout.metadataBytes;
  }

  /** The published end, which is also the cursor of a reader that has seen everything. */
  get tail(): number {
    return Atomics.load(this.#memory.words, METADATA_TAIL_WORD);
  }

  /** Appends all chunks as entries, atomically for readers. False: no room, nothing was appended. */
  append(chunks: readonly Uint8Array[]): boolean {
    let end = this.tail;
    for (const chunk of chunks) end += paddedBytes(chunk.length);
    if (end > this.#capacity) return false;
    let position = this.tail;
    for (const chunk of chunks) {
      this.#memory.words[(this.#address + position) / WORD_BYTES] = chunk.length;
      this.#memory.write(this.#address + position + LENGTH_BYTES, chunk);
      position += paddedBytes(chunk.length);
    }
    Atomics.store(this.#memory.words, METADATA_TAIL_WORD, end);
    return true;
  }

  /** All entries published from `cursor` on, copied out, and the cursor to go on from. A fresh reader starts at 0. */
  read(cursor: number): { entries: Uint8Array[]; cursor: number } {
    const end = this.tail;
    assert(cursor >= 0 && cursor <= end, `cursor ${cursor} lies in the log of ${end} bytes`);
    const entries: Uint8Array[] = [];
    let position = cursor;
    while (position < end) {
      const length = this.#memory.words[(this.#address + position) / WORD_BYTES] as number;
      assert(length >= 0 && position + paddedBytes(length) <= end, `the entry at ${position} ends in the log`);
      const start = this.#address + position + LENGTH_BYTES;
      entries.push(this.#memory.bytes.slice(start, start + length));
      position += paddedBytes(length);
    }
    return { entries, cursor: position };
  }
}
