import type { ArenaMemory } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import type { Slice } from "../base/ids.ts";
import * as header from "../record/batch-header.ts";
import { verifyBatch } from "../record/batch-validate.ts";
import type { Crc32c } from "../record/crc.ts";
import { ChunkIndex } from "./chunk-index.ts";
import { ChunkList } from "./chunk-list.ts";
import { EpochCache } from "./epoch-cache.ts";
import { type ProducerBatch, ProducerState } from "./producer-state.ts";
import type { LogStorage, StorageOutcome } from "./storage.ts";
import { StorageProgress } from "./storage-progress.ts";

/** When appended batches are made durable: never asked for, or for every batch (many appends share one sync). */
export type FlushPolicy = "none" | "batch";

export interface LogOptions {
  readonly memory: ArenaMemory;
  readonly storage: LogStorage;
  readonly crc: Crc32c;
  readonly flush: FlushPolicy;
  /** Counts the chunks that the logs of one broker begin: the smaller, the older. */
  readonly nextAge?: () => number;
}

/** "full": the storage has no room; "outOfOrder": the batch does not continue this log. Nothing happened in both cases. */
export type FollowerAppend = "appended" | "full" | "outOfOrder";

/** What a storage's completion in a later turn means to whoever waits for the log. "failed": it cannot be trusted any more. */
export type LogNews = "acknowledged" | "readable" | "failed";

/** What is known of a batch without reading its records. */
export interface BatchSummary extends ProducerBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly leaderEpoch: number;
  readonly crc: number;
}

/**
 * The log of one replica: record batches with contiguous offsets, their epochs and their producers. Owned by the
 * replica's thread; no messages, but the storage may complete what was asked of it in a later turn: see `onNews`. Opening
 * a storage that holds batches recovers offsets, epochs and producers by reading them, and cuts off a torn end.
 *
 * It starts at `startOffset`, which may lie within its first batch: records below are not read any more, and whole chunks
 * of them are freed.
 */
export class Log {
  readonly epochs = new EpochCache();
  readonly producers = new ProducerState();
  /** Called when a request that the storage did not finish at once has come through. */
  onNews: (news: LogNews) => void = () => {};
  readonly #crc: Crc32c;
  readonly #memory: ArenaMemory;
  readonly #storage: LogStorage;
  readonly #progress: StorageProgress;
  readonly #chunks: ChunkList;
  readonly #nextAge: () => number;
  #startOffset = 0;
  #endOffset = 0;
  #tornBytes = 0;
  #closed = false;
  #lostFrom: number | undefined;
  readonly #loading = new Map<ChunkIndex, number>(); // the request that brings it

  constructor(options: LogOptions) {
    const { memory, storage, crc, flush } = options;
    let age = 0;
    this.#memory = memory;
    this.#storage = storage;
    this.#nextAge = options.nextAge ?? (() => age++);
    this.#chunks = new ChunkList(memory);
    this.#progress = new StorageProgress(storage, flush === "batch");
    storage.completed = (request, outcome) => this.#completed(request, outcome);
    this.#crc = crc;
    this.#recover();
  }

  get startOffset(): number {
    return this.#startOffset;
  }
  /** The offset of the next record: Kafka's LEO. */
  get endOffset(): number {
    return this.#endOffset;
  }
  /** What was cut off when the storage was opened, as it was torn by a crash: bytes behind the last intact batch. */
  get tornBytes(): number {
    return this.#tornBytes;
  }
  get durableEndOffset(): number {
    return this.#progress.durableEndOffset;
  }
  /** The end that may be acknowledged and counted for the high watermark. */
  get acknowledgedEndOffset(): number {
    return this.#progress.acknowledgedEndOffset;
  }
  /** Is everything that was appended or cut off acknowledged by the storage? */
  get isSettled(): boolean {
    return !this.#progress.isTruncating && this.acknowledgedEndOffset === this.#endOffset;
  }
  /**
   * Where the log ended when it was opened, if more of it had been durable before: what this replica had acknowledged from
   * there on is gone. Until `acceptLoss` the next opening finds it again.
   */
  get lostFrom(): number | undefined {
    return this.#lostFrom;
  }
  /** For readers of batch headers that were found with `read` or in `chunks`. */
  get memory(): ArenaMemory {
    return this.#memory;
  }
  get chunks(): readonly ChunkIndex[] {
    return this.#chunks.all;
  }
  /** Bytes of batches, those below the start in its first chunk included. */
  get bytes(): number {
    let bytes = 0;
    for (const { stored } of this.#chunks.all) bytes += stored.filled;
    return bytes;
  }

  /** Where the records of chunk `number` end: the next one's first offset, or the log's end. */
  chunkEnd(number: number): number {
    return this.#chunks.all[number + 1]?.baseOffset ?? this.#endOffset;
  }

  /** Would an append of so many bytes begin a chunk? */
  needsChunk(bytes: number): boolean {
    const last = this.#chunks.last?.stored;
    return last === undefined || last.room < bytes;
  }

  /**
   * Appends a copy of one valid batch, stamped with the next offset and `leaderEpoch`, and with `logAppendTime` (ms) where
   * that is the topic's message.timestamp.type. False: the storage is full.
   */
  appendAsLeader(batch: Slice, leaderEpoch: number, logAppendTime?: number): boolean {
    const request = this.#progress.nextRequest();
    const result = this.#storage.append(batch, request);
    if (result === "full") return false;
    const chunk = this.#tail();
    const position = chunk.stored.filled - batch.length;
    const at = chunk.stored.address + position;
    header.stampBatch(this.#memory.view, at, this.#endOffset, leaderEpoch);
    if (logAppendTime !== undefined) header.stampLogAppendTime(this.#memory, at, logAppendTime, this.#crc);
    this.#admit(chunk, position);
    this.#progress.appended(request, result, this.#endOffset);
    return true;
  }

  /** Appends a copy of one batch as a leader stamped it. Its offset must be the next one, and epochs never go back. */
  appendAsFollower(batch: Slice): FollowerAppend {
    const { view } = this.#memory;
    if (!this.#continues(header.baseOffset(view, batch.address), header.lastOffset(view, batch.address)))
      return "outOfOrder";
    if (header.leaderEpoch(view, batch.address) < this.epochs.latest) return "outOfOrder";
    const request = this.#progress.nextRequest();
    const result = this.#storage.append(batch, request);
    if (result === "full") return "full";
    const chunk = this.#tail();
    this.#admit(chunk, chunk.stored.filled - batch.length);
    this.#progress.appended(request, result, this.#endOffset);
    return "appended";
  }

  /**
   * Whole batches from the one that holds `offset`, below `endOffset`, at most `maxBytes` in all; the first one is given
   * even if it is larger. One slice per chunk, of what is in the arena: `bring` it first. Costs the same however long the
   * log is.
   */
  read(offset: number, maxBytes: number, endOffset: number): Slice[] {
    if (offset < this.#startOffset || offset >= Math.min(endOffset, this.#endOffset)) return [];
    return this.#chunks.read(offset, maxBytes, endOffset, endOffset >= this.#endOffset);
  }

  /** Is the record at `offset` in the arena? If not it is asked for, and `onNews("readable")` follows. */
  bring(offset: number): boolean {
    if (this.#chunks.all.length === 0 || offset >= this.#endOffset) return true;
    return this.bringChunk(this.#chunks.all[this.#chunks.numberOf(offset)] as ChunkIndex);
  }

  bringChunk(chunk: ChunkIndex): boolean {
    if (chunk.isResident) return true;
    if (this.#loading.has(chunk)) return false;
    const request = this.#progress.nextRequest();
    const result = this.#storage.load(chunk.stored, request);
    if (result !== "pending") return result === "done"; // "full": whoever waits asks again
    this.#loading.set(chunk, request);
    this.#progress.loading(request);
    return false;
  }

  /**
   * Removes every batch with a record at or above `offset`, and the epochs that start there or later. May be the log's
   * end already (only such epochs go then). Bytes of records below `shownEnd` stay as they are while somebody may read
   * them. False: nothing happened, the place is not in the arena yet; again after `onNews("readable")`.
   */
  truncate(offset: number, shownEnd: number): boolean {
    assert(offset <= this.#endOffset, "truncation does not lengthen a log");
    const cutAt = Math.max(offset, this.#startOffset);
    if (offset < this.#endOffset) {
      if (!this.bring(cutAt)) return false;
      this.#cut(cutAt, shownEnd);
    }
    this.epochs.truncate(this.#endOffset);
    return true;
  }

  /** The cluster knows what this log has lost. */
  acceptLoss(): void {
    if (this.#lostFrom === undefined) return;
    this.#lostFrom = undefined;
    this.#cutStorage(this.#chunks.all.length, this.#chunks.last?.stored.filled ?? 0, {
      recoveryPoint: this.#endOffset,
    });
  }

  /**
   * Reads the batches from an indexed one before that which holds `offset` up to `endOffset`, as far as they are in the arena:
   * where the first one begins that is not what its CRC says, or not where or of whom it should be. Undefined: none. For one
   * offset it costs no more than one index interval.
   */
  firstDamage(offset: number, endOffset = offset + 1): number | undefined {
    const { view } = this.#memory;
    if (offset < this.#startOffset || offset >= this.#endOffset) return undefined;
    for (let number = this.#chunks.numberOf(offset); number < this.#chunks.all.length; number++) {
      const chunk = this.#chunks.all[number] as ChunkIndex;
      let { position, baseOffset } = chunk.before(offset);
      if (!chunk.isResident || baseOffset >= endOffset) return undefined;
      while (position < chunk.stored.filled && baseOffset < endOffset) {
        const at = chunk.stored.address + position;
        const isIntact = verifyBatch(this.#memory, at, chunk.stored.filled - position, this.#crc) === ErrorCode.NONE;
        if (!isIntact || header.baseOffset(view, at) !== baseOffset || !this.#knowsEpochOf(at)) return baseOffset;
        position += header.batchBytes(view, at);
        baseOffset = header.lastOffset(view, at) + 1;
      }
    }
    return undefined;
  }

  /** The first damaged batch that a cut at `offset` would have to walk over: more would go than is asked for. */
  damageBefore(offset: number): number | undefined {
    const chunk = this.#chunks.all[this.#chunks.numberOf(offset)];
    return chunk === undefined || offset <= chunk.baseOffset ? undefined : this.firstDamage(offset - 1, offset);
  }

  /** Is a batch of the epoch that the log had noted when it took it in? Of what lies below the start nothing is noted. */
  #knowsEpochOf(at: number): boolean {
    const { view } = this.#memory;
    if (header.lastOffset(view, at) < this.#startOffset) return true;
    const noted = this.epochs.epochAt(Math.max(header.baseOffset(view, at), this.#startOffset));
    return header.leaderEpoch(view, at) === noted;
  }

  /** Forgets everything: the log goes on, empty, at `offset`. */
  reset(offset: number): void {
    this.#lostFrom = undefined;
    this.#clear(offset, offset);
  }

  #clear(offset: number, recoveryPoint: number): void {
    this.#chunks.keepFirst(0);
    this.#endOffset = offset;
    this.#cutStorage(0, 0, { recoveryPoint });
    const trim = this.#progress.nextRequest();
    this.#progress.trimmed(trim, this.#storage.trim(0, offset, trim));
    this.#startOffset = offset;
    this.#endOffset = offset;
    this.#progress.restart(offset);
    this.epochs.clear();
    this.producers.clear();
  }

  /**
   * Records below `offset` are gone from here on; frees the whole chunks of them. The caller sees to it that they are
   * committed. Returns whether the start moved.
   */
  deleteBelow(offset: number): boolean {
    assert(offset <= this.#endOffset, "a log does not start behind its end");
    if (offset <= this.#startOffset) return false;
    let count = 0;
    while (count < this.#chunks.all.length && this.chunkEnd(count) <= offset) count++;
    const request = this.#progress.nextRequest();
    const result = this.#storage.trim(count, offset, request);
    this.#progress.trimmed(request, result);
    this.#chunks.dropFirst(count);
    this.#startOffset = offset;
    this.epochs.trim(offset);
    return true;
  }

  /** The headers of the batches from the one that holds `from` on, below `endOffset`, as far as they are in the arena. */
  *batches(from = this.#startOffset, endOffset = this.#endOffset): Generator<BatchSummary> {
    if (from >= Math.min(endOffset, this.#endOffset)) return;
    const { view } = this.#memory;
    const first = this.#chunks.numberOf(from);
    for (let number = first; number < this.#chunks.all.length; number++) {
      const chunk = this.#chunks.all[number] as ChunkIndex;
      if (!chunk.isResident) return;
      let { position, baseOffset } = this.#chunks.find(chunk, number === first ? from : chunk.baseOffset);
      const { filled } = chunk.stored;
      while (position < filled) {
        const at = chunk.stored.address + position;
        const bytes = header.wholeBatchBytes(view, at, filled - position);
        const next = baseOffset + header.lastOffsetDelta(view, at) + 1;
        if (bytes === 0 || next > endOffset) return; // damaged, or behind what is wanted
        yield this.#summary(at);
        position += bytes;
        baseOffset = next;
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#storage.close();
  }

  #completed(request: number, outcome: StorageOutcome): void {
    if (this.#closed) return;
    const news = this.#progress.completed(request, outcome);
    if (news === "readable")
      for (const [chunk, asked] of this.#loading) if (asked === request) this.#loading.delete(chunk);
    if (news !== undefined) this.onNews(news);
  }

  /** Does a batch with these offsets continue the log? In an empty one it may begin below a start that lies within it. */
  #continues(baseOffset: number, lastOffset: number): boolean {
    if (baseOffset === this.#endOffset) return true;
    return this.#endOffset === this.#startOffset && baseOffset < this.#startOffset && lastOffset >= this.#startOffset;
  }

  /** The chunk that the last append went to, with its index. */
  #tail(): ChunkIndex {
    const stored = this.#storage.chunks[this.#storage.chunks.length - 1];
    assert(stored, "an append left a chunk");
    const last = this.#chunks.last;
    if (last?.stored === stored) return last;
    const chunk = new ChunkIndex(stored, this.#endOffset, this.#nextAge(), this.producers.begin());
    this.#chunks.push(chunk);
    return chunk;
  }

  /** The batch at `position` is the log's next: offsets, epochs, producers and index take it in. */
  #admit(chunk: ChunkIndex, position: number): void {
    const { view } = this.#memory;
    const at = chunk.stored.address + position;
    const baseOffset = header.baseOffset(view, at);
    chunk.add(baseOffset, position, header.maxTimestamp(view, at));
    this.epochs.assign(header.leaderEpoch(view, at), Math.max(baseOffset, this.#startOffset));
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
      logAppendTime: header.logAppendTime(view, at),
    };
  }

  /** Cuts before the batch that holds `offset`, which is resident; producers go back to what they were there. */
  #cut(offset: number, shownEnd: number): void {
    const number = this.#chunks.numberOf(offset);
    const chunk = this.#chunks.all[number] as ChunkIndex;
    const { position, baseOffset } = this.#chunks.find(chunk, offset);
    this.#endOffset = Math.max(baseOffset, this.#startOffset);
    const knowsLater = this.producers.reaches(this.#endOffset);
    const kept = position === 0 ? number : number + 1;
    if (knowsLater) this.producers.undo(this.#chunks.all.slice(number).map(({ producers }) => producers));
    this.#chunks.keepFirst(kept);
    const filled = position > 0 ? position : (this.#chunks.last?.stored.filled ?? 0);
    if (position > 0) chunk.truncate(position);
    const mayBeRead = position > 0 && this.#endOffset < shownEnd;
    this.#cutStorage(kept, filled, { mayBeRead, recoveryPoint: this.#endOffset });
    this.producers.resume(this.#chunks.last?.producers);
    if (!knowsLater || position === 0) return;
    for (const batch of this.batches(chunk.baseOffset))
      if (batch.producerId >= 0) this.producers.appended(batch, batch.baseOffset);
  }

  /** The storage keeps so much; the log ends there already. */
  #cutStorage(chunks: number, filled: number, how: { mayBeRead?: boolean; recoveryPoint: number }): void {
    const request = this.#progress.nextRequest();
    const { mayBeRead = false, recoveryPoint } = how;
    const result = this.#storage.truncate({ chunks, filled, mayBeRead, recoveryPoint }, request);
    this.#progress.truncated(request, result, this.#endOffset);
  }

  #recover(): void {
    const { view } = this.#memory;
    const stored = this.#storage.chunks.slice();
    const first = stored.find((chunk) => chunk.filled > 0);
    this.#startOffset = this.#storage.startOffset;
    this.#endOffset = this.#startOffset;
    // A torn first batch says nothing: less than its offset may be left of it. Nor does one that would begin behind the start.
    const isIntact = first && verifyBatch(this.#memory, first.address, first.filled, this.#crc) === ErrorCode.NONE;
    if (first && isIntact && header.baseOffset(view, first.address) <= this.#startOffset)
      this.#endOffset = header.baseOffset(view, first.address);
    for (const [number, bytes] of stored.entries()) {
      const chunk = new ChunkIndex(bytes, this.#endOffset, this.#nextAge(), this.producers.begin());
      this.#chunks.push(chunk);
      const intact = this.#admitIntact(chunk);
      if (intact === bytes.filled && intact > 0) continue;
      for (const { filled } of stored.slice(number)) this.#tornBytes += filled;
      this.#tornBytes -= intact;
      this.#dropTornEnd(number, intact);
      break;
    }
    const { recoveryPoint } = this.#storage;
    if (this.#endOffset < recoveryPoint) this.#lostFrom = Math.max(this.#endOffset, this.#startOffset);
    if (this.#endOffset < this.#startOffset) this.#clear(this.#startOffset, recoveryPoint);
    else this.#progress.restart(this.#endOffset);
  }

  /** Takes in the batches of a chunk up to the first that is damaged or out of order. Returns how many bytes that is. */
  #admitIntact(chunk: ChunkIndex): number {
    const { address, filled } = chunk.stored;
    let position = 0;
    while (position < filled) {
      const at = address + position;
      if (verifyBatch(this.#memory, at, filled - position, this.#crc) !== ErrorCode.NONE) break;
      if (header.baseOffset(this.#memory.view, at) !== this.#endOffset) break;
      if (header.leaderEpoch(this.#memory.view, at) < this.epochs.latest) break;
      this.#admit(chunk, position);
      position += header.batchBytes(this.#memory.view, at);
    }
    return position;
  }

  #dropTornEnd(number: number, position: number): void {
    const kept = position === 0 ? number : number + 1;
    this.#chunks.keepFirst(kept);
    this.producers.resume(this.#chunks.last?.producers);
    const filled = position > 0 ? position : (this.#chunks.last?.stored.filled ?? 0);
    // That the log was longer is not forgotten before the cluster knows it.
    this.#cutStorage(kept, filled, { recoveryPoint: this.#storage.recoveryPoint });
  }
}
