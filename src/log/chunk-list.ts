import type { ArenaMemory } from "../arena/memory.ts";
import type { Slice } from "../base/ids.ts";
import * as header from "../record/batch-header.ts";
import type { ChunkIndex } from "./chunk-index.ts";

/** The chunks of one log with their indexes, oldest first: finds offsets in them. Part of `Log`, which changes it. */
export class ChunkList {
  readonly #memory: ArenaMemory;
  #chunks: ChunkIndex[] = [];

  constructor(memory: ArenaMemory) {
    this.#memory = memory;
  }

  get all(): readonly ChunkIndex[] {
    return this.#chunks;
  }
  get last(): ChunkIndex | undefined {
    return this.#chunks[this.#chunks.length - 1];
  }

  push(chunk: ChunkIndex): void {
    this.#chunks.push(chunk);
  }

  keepFirst(count: number): void {
    this.#chunks.length = count;
  }

  dropFirst(count: number): void {
    this.#chunks.splice(0, count);
  }

  /** The number of the chunk that holds `offset`, which lies in the log. */
  numberOf(offset: number): number {
    const { length } = this.#chunks;
    if (length > 0 && (this.#chunks[length - 1] as ChunkIndex).baseOffset <= offset) return length - 1;
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#chunks[middle] as ChunkIndex).baseOffset <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the batch that holds `offset` begins in `chunk`, which is resident. */
  positionOf(chunk: ChunkIndex, offset: number): number {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    let position = chunk.positionBefore(offset);
    while (position < filled && header.lastOffset(view, address + position) < offset)
      position += header.batchBytes(view, address + position);
    return position;
  }

  /**
   * Whole batches from the one that holds `offset`, below `endOffset`, at most `maxBytes` in all; the first one is given
   * even if it is larger. One slice per chunk, up to the first chunk that is not resident. `wantsAll`: `endOffset` is the
   * log's end, so no batch needs a look.
   */
  read(offset: number, maxBytes: number, endOffset: number, wantsAll: boolean): Slice[] {
    const slices: Slice[] = [];
    let number = this.numberOf(offset);
    let position = -1;
    for (let left = maxBytes; number < this.#chunks.length; number++) {
      const chunk = this.#chunks[number] as ChunkIndex;
      if (!chunk.isResident) break;
      if (position < 0) position = this.positionOf(chunk, offset);
      const fits = wantsAll && chunk.stored.filled - position <= left;
      const end = fits ? chunk.stored.filled : this.#runEnd(chunk, position, left, endOffset, slices.length === 0);
      if (end > position) slices.push({ address: chunk.stored.address + position, length: end - position });
      left -= end - position;
      if (end < chunk.stored.filled || left <= 0) break;
      position = 0;
    }
    return slices;
  }

  /** Where a run of whole batches from `position` ends: below `endOffset` and within `maxBytes`, the first batch aside. */
  #runEnd(chunk: ChunkIndex, position: number, maxBytes: number, endOffset: number, firstIsFree: boolean): number {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    let end = Math.max(position, chunk.wholeBelow(endOffset, position + maxBytes));
    while (end < filled) {
      const bytes = header.batchBytes(view, address + end);
      if (header.lastOffset(view, address + end) >= endOffset) break;
      if (end + bytes - position > maxBytes && !(firstIsFree && end === position)) break;
      end += bytes;
    }
    return end;
  }
}
