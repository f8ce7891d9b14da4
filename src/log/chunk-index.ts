import type { ProducerChanges } from "./producer-state.ts";
import { NOT_RESIDENT, type StoredChunk } from "./storage.ts";

/** One index entry for about this many bytes: a lookup scans at most that much of batch headers. */
const INDEX_INTERVAL_BYTES = 16 * 1024;

/** Where a batch lies in its chunk, and its first offset as the log counts it, whatever its bytes say. */
export interface BatchPlace {
  readonly position: number;
  readonly baseOffset: number;
}

/**
 * The sparse index of one chunk: for some batches their offset and their position in the chunk. Bounded by the chunk's
 * size: 256 entries for 4 MiB. Also what is known of the chunk without its bytes.
 */
export class ChunkIndex {
  readonly stored: StoredChunk;
  readonly baseOffset: number;
  /** Rises with every chunk that was begun on this broker, whatever its log: the order of their age. */
  readonly age: number;
  /** What its batches have changed in what is known of producers. */
  readonly producers: ProducerChanges;
  /** Largest record timestamp in the chunk in ms; an upper bound after a truncation. */
  maxTimestamp = -1;
  readonly #offsets: number[] = [];
  readonly #positions: number[] = [];
  #indexedTo = 0;
  /** The newest batch, which is what most lookups are for. */
  #newest: BatchPlace | undefined;

  constructor(stored: StoredChunk, baseOffset: number, age: number, producers: ProducerChanges) {
    this.stored = stored;
    this.baseOffset = baseOffset;
    this.age = age;
    this.producers = producers;
  }

  get isResident(): boolean {
    return this.stored.address !== NOT_RESIDENT;
  }

  /** A batch with `baseOffset` lies at byte `position` of the chunk. */
  add(baseOffset: number, position: number, maxTimestamp: number): void {
    if (maxTimestamp > this.maxTimestamp) this.maxTimestamp = maxTimestamp;
    this.#newest = { position, baseOffset };
    if (position !== 0 && position < this.#indexedTo + INDEX_INTERVAL_BYTES) return;
    this.#offsets.push(baseOffset);
    this.#positions.push(position);
    this.#indexedTo = position;
  }

  /** A known batch at or before the one with `offset`, as near as the index knows. */
  before(offset: number): BatchPlace {
    if (this.#newest !== undefined && this.#newest.baseOffset <= offset) return this.#newest;
    const index = countUpTo(this.#offsets, offset) - 1;
    return { position: this.#positions[index] ?? 0, baseOffset: this.#offsets[index] ?? this.baseOffset };
  }

  /** The last indexed batch up to which every batch is below `endOffset` and ends within `positionMax`. */
  wholeBelow(endOffset: number, positionMax: number): BatchPlace {
    const index = Math.min(countUpTo(this.#offsets, endOffset), countUpTo(this.#positions, positionMax)) - 1;
    return { position: this.#positions[index] ?? 0, baseOffset: this.#offsets[index] ?? this.baseOffset };
  }

  truncate(filled: number): void {
    this.#newest = undefined;
    while ((this.#positions[this.#positions.length - 1] ?? -1) >= filled) {
      this.#positions.pop();
      this.#offsets.pop();
    }
    this.#indexedTo = this.#positions[this.#positions.length - 1] ?? 0;
  }
}

/** How many of the rising `values` are not above `limit`. */
function countUpTo(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
