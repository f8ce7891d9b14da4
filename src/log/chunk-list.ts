import type { ArenaMemory } from "../arena/memory.ts";
import type { Slice } from "../base/ids.ts";
import * as header from "../record/batch-header.ts";
import { HEADER_BYTES } from "../record/batch-layout.ts";
import type { BatchPlace, ChunkIndex } from "./chunk-index.ts";

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

  /**
   * The batch that holds `offset` in `chunk`, which is resident. Offsets are counted on from the index and never read, and a
   * length that cannot be ends the search at its batch: a damaged header misleads nobody but the one who reads that batch.
   */
  find(chunk: ChunkIndex, offset: number): BatchPlace {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    let { position, baseOffset } = chunk.before(offset);
    while (position < filled && baseOffset < offset) {
      const bytes = header.wholeBatchBytes(view, address + position, filled - position);
      const next = baseOffset + header.lastOffsetDelta(view, address + position) + 1;
      if (bytes === 0 || next > offset) break;
      position += bytes;
      baseOffset = next;
    }
    return { position, baseOffset };
  }

  /**
   * Whole batches from the one that holds `offset`, below `endOffset`, at most `maxBytes` in all; the first one is given
   * even if it is larger. One slice per chunk, up to the first chunk that is not resident. `wantsAll`: `endOffset` is the
   * log's end, so no batch needs a look.
   */
  read(offset: number, maxBytes: number, endOffset: number, wantsAll: boolean): Slice[] {
    const slices: Slice[] = [];
    let number = this.numberOf(offset);
    let place: BatchPlace | undefined;
    for (let left = maxBytes; number < this.#chunks.length; number++) {
      const chunk = this.#chunks[number] as ChunkIndex;
      if (!chunk.isResident) break;
      place = place === undefined ? this.find(chunk, offset) : { position: 0, baseOffset: chunk.baseOffset };
      const { position } = place;
      const fits = wantsAll && chunk.stored.filled - position <= left;
      const end = fits ? chunk.stored.filled : this.#runEnd(chunk, place, left, endOffset, slices.length === 0);
      if (end > position) slices.push({ address: chunk.stored.address + position, length: end - position });
      left -= end - position;
      if (end < chunk.stored.filled || left <= 0) break;
    }
    return slices;
  }

  /**
   * Where a run of whole batches from `place` ends: below `endOffset` and within `maxBytes`, the first batch aside. Of a
   * first batch whose header is damaged it gives the header: whoever reads it finds that out.
   */
  #runEnd(chunk: ChunkIndex, place: BatchPlace, maxBytes: number, endOffset: number, firstIsFree: boolean): number {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    const { position } = place;
    const indexed = chunk.wholeBelow(endOffset, position + maxBytes);
    let { position: end, baseOffset } = indexed.position > position ? indexed : place;
    while (end < filled) {
      const bytes = header.wholeBatchBytes(view, address + end, filled - end);
      const next = baseOffset + header.lastOffsetDelta(view, address + end) + 1;
      if (bytes === 0 || next > endOffset) break;
      if (end + bytes - position > maxBytes && !(firstIsFree && end === position)) return end;
      end += bytes;
      baseOffset = next;
    }
    return end === position && firstIsFree ? Math.min(filled, position + HEADER_BYTES) : end;
  }
}
