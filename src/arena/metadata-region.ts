import { assert } from "../base/assert.ts";
import {
  type ArenaLayout,
  METADATA_GENERATION_WORD,
  METADATA_SNAPSHOT_END_WORD,
  METADATA_TAIL_WORD,
  METADATA_WRITING_WORD,
  WORD_BYTES,
} from "./layout.ts";
import type { ArenaMemory } from "./memory.ts";

const LENGTH_BYTES = 4;

function paddedBytes(length: number): number {
  return LENGTH_BYTES + Math.ceil(length / WORD_BYTES) * WORD_BYTES;
}

/** How far a reader is: a generation of the log, and bytes of its area. */
export interface MetadataCursor {
  readonly generation: number;
  readonly position: number;
}

/** Where a fresh reader starts. */
export const METADATA_START: MetadataCursor = { generation: 0, position: 0 };

/**
 * The cluster's metadata log in shared memory: length-prefixed entries, one writer (the supervisor), any number of
 * readers. It belongs to the arena, not to a thread: it survives the writer, whose successor goes on at the published
 * tail. An append publishes its tail once and last, so readers see all of its entries or none.
 *
 * There are two areas. When one is full the writer puts a snapshot into the other, as the next generation, and publishes
 * the generation last; a writer that dies before leaves the full area valid. A reader ends the old area first and goes on
 * behind the snapshot, which says what it knows already. One that is so late that its area is being overwritten starts
 * again with the newest snapshot: `writing` says so before the first byte changes, and is looked at after the copy.
 */
export class MetadataRegion {
  readonly #memory: ArenaMemory;
  readonly #words: Int32Array;
  readonly #address: number;
  readonly #capacity: number; // of one area

  constructor(memory: ArenaMemory, layout: ArenaLayout) {
    this.#memory = memory;
    this.#words = memory.words;
    this.#address = layout.metadataAddress;
    this.#capacity = layout.metadataBytes / 2;
  }

  /** The cursor of a reader that has seen everything published. */
  get end(): MetadataCursor {
    const generation = Atomics.load(this.#words, METADATA_GENERATION_WORD);
    return { generation, position: this.#tailOf(generation) };
  }

  isBehind(cursor: MetadataCursor): boolean {
    const generation = Atomics.load(this.#words, METADATA_GENERATION_WORD);
    return generation !== cursor.generation || this.#tailOf(generation) !== cursor.position;
  }

  /** Appends all chunks as entries, atomically for readers. False: no room, nothing was appended. */
  append(chunks: readonly Uint8Array[]): boolean {
    const { generation, position } = this.end;
    if (position + bytesOf(chunks) > this.#capacity) return false;
    const tail = this.#write(generation, position, chunks);
    Atomics.store(this.#words, METADATA_TAIL_WORD + (generation & 1), tail);
    return true;
  }

  /**
   * Replaces everything by the entries of a snapshot. False, and nothing has changed, when they take more than half of an
   * area: then the next snapshot would follow at once.
   */
  rewrite(snapshot: readonly Uint8Array[]): boolean {
    if (bytesOf(snapshot) > this.#capacity / 2) return false;
    const generation = Atomics.load(this.#words, METADATA_GENERATION_WORD) + 1;
    // An exchange, not a store: the plain stores that follow must not be seen before it.
    Atomics.exchange(this.#words, METADATA_WRITING_WORD, generation);
    const end = this.#write(generation, 0, snapshot);
    Atomics.store(this.#words, METADATA_SNAPSHOT_END_WORD + (generation & 1), end);
    Atomics.store(this.#words, METADATA_TAIL_WORD + (generation & 1), end);
    Atomics.store(this.#words, METADATA_GENERATION_WORD, generation);
    return true;
  }

  /** All entries published from `cursor` on, copied out, and the cursor to go on from. */
  read(cursor: MetadataCursor): { entries: Uint8Array[]; cursor: MetadataCursor } {
    const entries: Uint8Array[] = [];
    let { generation, position } = cursor;
    for (;;) {
      const newest = Atomics.load(this.#words, METADATA_GENERATION_WORD);
      const tail = this.#tailOf(generation);
      const found = this.#copyOut(generation, position, tail);
      if (this.#isOverwritten(generation)) {
        generation = newest;
        position = 0;
        continue;
      }
      assert(found !== undefined, `the entries from ${position} to ${tail} end where they should`);
      entries.push(...found);
      if (generation === newest) return { entries, cursor: { generation, position: tail } };
      // Its area was complete before the next generation was published.
      position = Atomics.load(this.#words, METADATA_SNAPSHOT_END_WORD + ((generation + 1) & 1));
      generation++;
    }
  }

  #tailOf(generation: number): number {
    return Atomics.load(this.#words, METADATA_TAIL_WORD + (generation & 1));
  }

  #addressOf(generation: number): number {
    return this.#address + (generation & 1) * this.#capacity;
  }

  #write(generation: number, from: number, chunks: readonly Uint8Array[]): number {
    const address = this.#addressOf(generation);
    let position = from;
    for (const chunk of chunks) {
      this.#words[(address + position) / WORD_BYTES] = chunk.length;
      this.#memory.write(address + position + LENGTH_BYTES, chunk);
      position += paddedBytes(chunk.length);
    }
    return position;
  }

  /** Undefined: what lies there are no entries. */
  #copyOut(generation: number, from: number, end: number): Uint8Array[] | undefined {
    const address = this.#addressOf(generation);
    const entries: Uint8Array[] = [];
    let position = from;
    while (position < end) {
      const length = this.#words[(address + position) / WORD_BYTES] as number;
      if (length < 0 || position + paddedBytes(length) > end) return undefined;
      const start = address + position + LENGTH_BYTES;
      entries.push(this.#memory.bytes.slice(start, start + length));
      position += paddedBytes(length);
    }
    return position === end ? entries : undefined;
  }

  /** Has the writer begun to write another generation into this one's area? */
  #isOverwritten(generation: number): boolean {
    // A read-modify-write, not a load: the plain loads before it must not move behind it.
    return Atomics.add(this.#words, METADATA_WRITING_WORD, 0) >= generation + 2;
  }
}

function bytesOf(chunks: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const chunk of chunks) bytes += paddedBytes(chunk.length);
  return bytes;
}
