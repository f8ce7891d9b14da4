import type { ArenaMemory } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import type { Slice } from "../base/ids.ts";
import * as header from "../record/batch-header.ts";
import { verifyBatch } from "../record/batch-validate.ts";
import type { Crc32c } from "../record/crc.ts";
import { ChunkIndex } from "./chunk-index.ts";
import { EpochCache } from "./epoch-cache.ts";
import { type ProducerBatch, ProducerState } from "./producer-state.ts";
import type { LogStorage } from "./storage.ts";

/** When appended batches are made durable: never asked for, or for every batch (many appends share one sync). */
export type FlushPolicy = "none" | "batch";

export interface LogOptions {
  readonly memory: ArenaMemory;
  readonly storage: LogStorage;
  readonly crc: Crc32c;
  readonly flush: FlushPolicy;
}

/** "full": the storage has no room; "outOfOrder": the batch does not continue this log. Nothing happened in both cases. */
export type FollowerAppend = "appended" | "full" | "outOfOrder";

/** What is known of a batch without reading its records. */
export interface BatchSummary extends ProducerBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly leaderEpoch: number;
  readonly crc: number;
}

/**
 * The log of one replica: record batches with contiguous offsets, their epochs and their producers. Owned by the
 * replica's thread; no messages. Opening a storage that holds batches recovers offsets, epochs and producers by reading
 * them, and cuts off a torn end.
 */
export class Log {
  readonly epochs = new EpochCache();
  readonly producers = new ProducerState();
  /** Called when a sync that was not complete at once has moved `durableEndOffset`. */
  onDurable: () => void = () => {};
  readonly #memory: ArenaMemory;
  readonly #storage: LogStorage;
  readonly #flush: FlushPolicy;
  #chunks: ChunkIndex[] = [];
  #startOffset = 0;
  #endOffset = 0;
  #durableEndOffset = 0;
  #syncPending = false;
  #syncTarget = 0;
  #closed = false;

  constructor(options: LogOptions) {
    this.#memory = options.memory;
    this.#storage = options.storage;
    this.#flush = options.flush;
    this.#recover(options.crc);
  }

  get startOffset(): number {
    return this.#startOffset;
  }
  /** The offset of the next record: Kafka's LEO. */
  get endOffset(): number {
    return this.#endOffset;
  }
  get durableEndOffset(): number {
    return this.#durableEndOffset;
  }
  /** The end that may be acknowledged and counted for the high watermark. */
  get acknowledgedEndOffset(): number {
    return this.#flush === "batch" ? this.#durableEndOffset : this.#endOffset;
  }
  /** For readers of batch headers that were found with `read` or `chunkFrom`. */
  get memory(): ArenaMemory {
    return this.#memory;
  }
  get chunks(): readonly ChunkIndex[] {
    return this.#chunks;
  }

  /** Appends a copy of one valid batch, stamped with the next offset and `leaderEpoch`. False: the storage is full. */
  appendAsLeader(batch: Slice, leaderEpoch: number): boolean {
    if (!this.#storage.append(batch)) return false;
    const chunk = this.#tail();
    const position = chunk.stored.filled - batch.length;
    header.stampBatch(this.#memory.view, chunk.stored.address + position, this.#endOffset, leaderEpoch);
    this.#admit(chunk, position);
    this.#requestSync();
    return true;
  }

  /** Appends a copy of one batch as a leader stamped it. Its offset must be the next one, and epochs never go back. */
  appendAsFollower(batch: Slice): FollowerAppend {
    const { view } = this.#memory;
    if (header.baseOffset(view, batch.address) !== this.#endOffset) return "outOfOrder";
    if (header.leaderEpoch(view, batch.address) < this.epochs.latest) return "outOfOrder";
    if (!this.#storage.append(batch)) return "full";
    const chunk = this.#tail();
    this.#admit(chunk, chunk.stored.filled - batch.length);
    this.#requestSync();
    return "appended";
  }

  /**
   * Whole batches from the one that holds `offset`, below `endOffset`, at most `maxBytes` in all; the first one is given
   * even if it is larger. One slice per chunk. Costs the same however long the log is.
   */
  read(offset: number, maxBytes: number, endOffset: number): Slice[] {
    const slices: Slice[] = [];
    if (offset < this.#startOffset || offset >= Math.min(endOffset, this.#endOffset)) return slices;
    let number = this.#chunkNumberOf(offset);
    let position = this.#positionOf(this.#chunks[number] as ChunkIndex, offset);
    for (let left = maxBytes; number < this.#chunks.length; number++) {
      const chunk = this.#chunks[number] as ChunkIndex;
      const end = this.#runEnd(chunk, position, left, endOffset, slices.length === 0);
      if (end > position) slices.push({ address: chunk.stored.address + position, length: end - position });
      left -= end - position;
      if (end < chunk.stored.filled || left <= 0) break;
      position = 0;
    }
    return slices;
  }

  /**
   * Removes every batch with a record at or above `offset`, and the epochs that start there or later. May be the log's
   * end already (only such epochs go then).
   */
  truncate(offset: number): void {
    assert(offset <= this.#endOffset, "truncation does not lengthen a log");
    if (offset < this.#endOffset) this.#cut(Math.max(offset, this.#startOffset));
    this.epochs.truncate(this.#endOffset);
    this.#durableEndOffset = Math.min(this.#durableEndOffset, this.#endOffset);
    this.#syncTarget = Math.min(this.#syncTarget, this.#endOffset);
    if (this.producers.reaches(this.#endOffset)) this.#recomputeProducers();
  }

  /** Forgets everything: the log goes on, empty, at `offset`. */
  reset(offset: number): void {
    this.#storage.truncate(0, 0);
    this.#chunks = [];
    this.#startOffset = offset;
    this.#endOffset = offset;
    this.#durableEndOffset = offset;
    this.#syncTarget = offset;
    this.epochs.clear();
    this.producers.clear();
  }

  /** The headers of the batches from the one that holds `from` on, below `endOffset`. */
  *batches(from = this.#startOffset, endOffset = this.#endOffset): Generator<BatchSummary> {
    if (from >= Math.min(endOffset, this.#endOffset)) return;
    let number = this.#chunkNumberOf(from);
    let position = this.#positionOf(this.#chunks[number] as ChunkIndex, from);
    for (; number < this.#chunks.length; number++, position = 0) {
      const chunk = this.#chunks[number] as ChunkIndex;
      while (position < chunk.stored.filled) {
        const at = chunk.stored.address + position;
        const summary = this.#summary(at);
        if (summary.lastOffset >= endOffset) return;
        yield summary;
        position += header.batchBytes(this.#memory.view, at);
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#storage.close();
  }

  /** The chunk that the last append went to, with its index. */
  #tail(): ChunkIndex {
    const stored = this.#storage.chunks[this.#storage.chunks.length - 1];
    assert(stored, "an append left a chunk");
    const last = this.#chunks[this.#chunks.length - 1];
    if (last?.stored === stored) return last;
    const chunk = new ChunkIndex(stored, this.#endOffset);
    this.#chunks.push(chunk);
    return chunk;
  }

  /** The batch at `position` is the log's next: offsets, epochs, producers and index take it in. */
  #admit(chunk: ChunkIndex, position: number): void {
    const { view } = this.#memory;
    const at = chunk.stored.address + position;
    const baseOffset = this.#endOffset;
    chunk.add(baseOffset, position, header.maxTimestamp(view, at));
    this.epochs.assign(header.leaderEpoch(view, at), baseOffset);
    if (header.producerId(view, at) >= 0) this.producers.appended(this.#summary(at), baseOffset);
    this.#endOffset = header.lastOffset(view, at) + 1;
  }

  #summary(at: number): BatchSummary {
    const { view } = this.#memory;
    return {
      baseOffset: header.baseOffset(view, at),
      lastOffset: header.lastOffset(view, at),
      leaderEpoch: header.leaderEpoch(view, at),
      crc: header.crc(view, at),
      producerId: header.producerId(view, at),
      producerEpoch: header.producerEpoch(view, at),
      baseSequence: header.baseSequence(view, at),
      recordCount: header.recordCount(view, at),
    };
  }

  #chunkNumberOf(offset: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#chunks[middle] as ChunkIndex).baseOffset <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the batch that holds `offset` begins in `chunk`. */
  #positionOf(chunk: ChunkIndex, offset: number): number {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    let position = chunk.positionBefore(offset);
    while (position < filled && header.lastOffset(view, address + position) < offset)
      position += header.batchBytes(view, address + position);
    return position;
  }

  /** Where a run of whole batches from `position` ends: below `endOffset` and within `maxBytes`, the first batch aside. */
  #runEnd(chunk: ChunkIndex, position: number, maxBytes: number, endOffset: number, firstIsFree: boolean): number {
    const { view } = this.#memory;
    const { address, filled } = chunk.stored;
    if (endOffset >= this.#endOffset && filled - position <= maxBytes) return filled;
    let end = Math.max(position, chunk.wholeBelow(endOffset, position + maxBytes));
    while (end < filled) {
      const bytes = header.batchBytes(view, address + end);
      if (header.lastOffset(view, address + end) >= endOffset) break;
      if (end + bytes - position > maxBytes && !(firstIsFree && end === position)) break;
      end += bytes;
    }
    return end;
  }

  #cut(offset: number): void {
    const number = this.#chunkNumberOf(offset);
    const chunk = this.#chunks[number] as ChunkIndex;
    const position = this.#positionOf(chunk, offset);
    this.#endOffset = header.baseOffset(this.#memory.view, chunk.stored.address + position);
    const kept = position === 0 ? number : number + 1;
    this.#chunks.length = kept;
    if (position > 0) {
      chunk.truncate(position);
      this.#storage.truncate(kept, position);
    } else this.#storage.truncate(kept, this.#chunks[kept - 1]?.stored.filled ?? 0);
  }

  #recomputeProducers(): void {
    this.producers.clear();
    for (const batch of this.batches()) if (batch.producerId >= 0) this.producers.appended(batch, batch.baseOffset);
  }

  #recover(crc: Crc32c): void {
    const { view } = this.#memory;
    const stored = this.#storage.chunks.slice();
    const first = stored.find((chunk) => chunk.filled > 0);
    if (first !== undefined) {
      this.#startOffset = header.baseOffset(view, first.address);
      this.#endOffset = this.#startOffset;
    }
    for (const [number, bytes] of stored.entries()) {
      const chunk = new ChunkIndex(bytes, this.#endOffset);
      this.#chunks.push(chunk);
      if (bytes.filled === 0) {
        this.#dropTornEnd(number, 0);
        return;
      }
      for (let position = 0; position < bytes.filled; ) {
        const at = bytes.address + position;
        const intact = verifyBatch(this.#memory, at, bytes.filled - position, crc) === ErrorCode.NONE;
        if (!intact || header.baseOffset(view, at) !== this.#endOffset) {
          this.#dropTornEnd(number, position);
          return;
        }
        this.#admit(chunk, position);
        position += header.batchBytes(view, at);
      }
    }
    this.#durableEndOffset = this.#endOffset;
  }

  #dropTornEnd(number: number, position: number): void {
    const kept = position === 0 ? number : number + 1;
    this.#chunks.length = kept;
    this.#storage.truncate(kept, position > 0 ? position : (this.#chunks[kept - 1]?.stored.filled ?? 0));
    this.#durableEndOffset = this.#endOffset;
  }

  /** One sync at a time: what was appended meanwhile shares the next one. */
  #requestSync(): void {
    if (this.#flush === "none" || this.#syncPending) return;
    this.#syncPending = true;
    this.#syncTarget = this.#endOffset;
    let atOnce = true;
    this.#storage.sync(() => {
      this.#syncPending = false;
      if (this.#closed) return;
      this.#durableEndOffset = Math.max(this.#durableEndOffset, this.#syncTarget);
      if (this.#durableEndOffset < this.#endOffset) this.#requestSync();
      if (!atOnce) this.onDurable();
    });
    atOnce = false;
  }
}
