import type { ArenaMemory } from "../arena/memory.ts";
import { ErrorCode, MillraceError } from "../base/errors.ts";
import { EpochCache } from "../log/epoch-cache.ts";
import type { DivergingEpoch, Reference } from "../message/kinds.ts";
import * as header from "../record/batch-header.ts";
import { verifyBatch } from "../record/batch-validate.ts";
import type { Crc32c } from "../record/crc.ts";
import type { FetchSession } from "./fetch-session.ts";
import type { OffsetLookup } from "./offset-lookups.ts";
import { CLIENT_DEADLINE_MS } from "./settings.ts";

/** Consecutive whole batches of one partition in the arena, held by a lease. */
export interface FetchedRun {
  readonly partition: ConsumerPartition;
  readonly address: number;
  readonly length: number;
  readonly lease: number;
  readonly startOffset: number; // records before it are not wanted
  readonly nextOffset: number; // after the last record
  readonly recordCount: number; // from startOffset on
  readonly highWatermark: number;
}

/**
 * Where reading begins: an offset, with the leader epoch of the record before it if that is known, or what a leader answers
 * for a timestamp (`LATEST`, `EARLIEST`).
 */
export type StartPosition =
  | { readonly offset: number; readonly leaderEpoch?: number | undefined }
  | { readonly timestamp: number };

/** The first offset at which the leader's log is known to differ from what was read, and the epoch of the record before it. */
export interface Divergence {
  readonly offset: number;
  readonly leaderEpoch: number; // -1 when that is not known
}

/** An assigned partition. Owned by the consumer's actor. */
export class ConsumerPartition {
  readonly topic: string;
  readonly partition: number;
  topicId = 0; // 0: the topic is not known yet
  start: StartPosition;
  /** The next offset to fetch, after all buffered runs; undefined while it is being looked up. */
  fetchOffset: number | undefined;
  /** The next offset that the user will see. */
  position: number | undefined;
  /** Everything below it was given back, after the last time that the position was set. */
  consumedOffset: number | undefined;
  lookup: OffsetLookup | undefined;
  session: FetchSession | undefined;
  leaderEpoch = -1; // that the session knows
  /** Which epochs wrote what was fetched since the position was set: a leader compares the last one with its log (KIP-320). */
  readonly epochs = new EpochCache();
  /** What was answered last is not what its CRC says: the leader is told with the next fetch. */
  foundCorrupt = false;
  /** Not fetched until `resume`. */
  isPaused = false;
  /** Why it is not fetched until a seek: its position is not in the log, or not any more, and nothing may replace it. */
  haltedBy: MillraceError | undefined;
  /** Of the leader's last answer; -1 before. */
  highWatermark = -1;
  readonly runs: FetchedRun[] = [];
  /** Called once when the position is known, or is not going to be. */
  waiters: ((error?: MillraceError) => void)[] = [];
  /** In the actor's time: when its waiters are told that it takes too long. */
  deadlineMs = 0;

  constructor(topic: string, partition: number, start: StartPosition) {
    this.topic = topic;
    this.partition = partition;
    this.start = start;
  }

  get lag(): number | undefined {
    if (this.highWatermark < 0 || this.position === undefined) return undefined;
    return Math.max(0, this.highWatermark - this.position);
  }

  get bufferedBytes(): number {
    let bytes = 0;
    for (const run of this.runs) bytes += run.length;
    return bytes;
  }

  /** `leaderEpoch`: of the record before `offset`; -1: nothing is said of it, and any log will do. */
  moveTo(offset: number, leaderEpoch = -1): void {
    const isKnown = leaderEpoch >= 0 && this.epochs.epochAt(offset - 1) === leaderEpoch;
    if (isKnown) this.epochs.truncate(offset);
    else this.epochs.clear();
    if (!isKnown && leaderEpoch >= 0 && offset > 0) this.epochs.assign(leaderEpoch, offset - 1);
    this.#setTo(offset);
  }

  /** What was fetched ahead was discarded: the next fetch is from the user's position. */
  rewind(): void {
    if (this.position === undefined) return;
    this.fetchOffset = this.position;
    this.epochs.truncate(this.position);
  }

  /**
   * Where the leader's log, in which `end.epoch` ends at `end.endOffset`, parts from what was read up to the position. As a
   * follower's truncation (KIP-279): an epoch that the leader does not have is gone as a whole.
   */
  divergenceAt({ epoch, endOffset }: DivergingEpoch, position: number): Divergence {
    const own = this.epochs.endOffsetFor(epoch, position);
    const offset = Math.min(endOffset, own?.endOffset ?? position);
    return { offset, leaderEpoch: this.epochs.epochAt(offset - 1) };
  }

  /** Back to a place that was read before. */
  returnTo({ offset }: Divergence): void {
    this.epochs.truncate(offset);
    this.#setTo(offset);
  }

  #setTo(offset: number): void {
    this.consumedOffset = offset;
    this.fetchOffset = offset;
    this.position = offset;
  }

  missingError(partitionCount: number): MillraceError {
    const message = `${this.topic} has no partition ${this.partition}: it has 0 to ${partitionCount - 1}`;
    return new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
  }

  /** Its topic is gone, with everything that was known of it. */
  forget(start: StartPosition | undefined): void {
    this.topicId = 0;
    this.fetchOffset = undefined;
    this.position = undefined;
    this.epochs.clear();
    this.highWatermark = -1;
    this.haltedBy = start ? undefined : this.deletedError();
    if (start) this.start = start;
  }

  deletedError(): MillraceError {
    const message = `topic ${this.topic} was deleted: partition ${this.partition} gives no more records`;
    return new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
  }

  outOfRangeError(logStartOffset: number): MillraceError {
    const where = logStartOffset < 0 ? "" : ` (which begins at ${logStartOffset})`;
    const message = `offset ${this.fetchOffset} of ${this.topic}-${this.partition} is not in its log${where}, and autoOffsetReset is "none": seek`;
    const { topic, partition, fetchOffset: offset = 0 } = this;
    return new MillraceError("OFFSET_OUT_OF_RANGE", message, { place: { topic, partition, offset } });
  }

  /** What lies there is not what was appended: its leader is told, and another one may have it. */
  corruptError(): MillraceError {
    const { topic, partition, fetchOffset: offset = 0 } = this;
    const message = `the batch of ${topic}-${partition} at offset ${offset} is not what its CRC says: it is asked for again, and its leader looks at its bytes`;
    return new MillraceError("CORRUPT_MESSAGE", message, { place: { topic, partition, offset } });
  }

  droppedError(): MillraceError {
    return new MillraceError("INVALID_STATE", `${this.topic}-${this.partition} was taken out of the assignment`);
  }

  /** Why there is no position after CLIENT_DEADLINE_MS. */
  lateError(): MillraceError {
    const waited = `after ${CLIENT_DEADLINE_MS} ms`;
    if (this.topicId === 0) {
      const message = `topic ${this.topic} is not there ${waited}: create it first`;
      return new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
    }
    const message = `the start offset of ${this.topic}-${this.partition} is not known ${waited}: look at its leader`;
    return new MillraceError("REQUEST_TIMED_OUT", message);
  }

  tellWaiters(error?: MillraceError): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const tell of waiters) tell(error);
  }
}

/** What a reference holds from its beginning on. */
export interface MeasuredRun {
  /** Bytes of whole batches that follow each other, and are what their CRCs say if that was looked at. */
  readonly length: number;
  readonly nextOffset: number; // -1: there is none
  readonly recordCount: number;
  readonly leaderEpoch: number;
}

/**
 * Reads the batch headers of a reference: which offsets lie there. With `crc` it reads the batches, too. It ends before the
 * first that is not what a leader had appended, of an epoch up to `leaderEpochMax`: a stored bit may have changed.
 */
export function measureRun(
  memory: ArenaMemory,
  { address, length }: Reference,
  startOffset: number,
  leaderEpochMax: number,
  crc?: Crc32c,
): MeasuredRun {
  const { view } = memory;
  let nextOffset = -1;
  let recordCount = 0;
  let leaderEpoch = -1;
  let at = 0;
  while (at < length) {
    const batch = address + at;
    const bytes = header.wholeBatchBytes(view, batch, length - at);
    if (bytes === 0) break;
    const base = header.baseOffset(view, batch);
    if (nextOffset < 0 ? base > startOffset : base !== nextOffset) break;
    const epoch = header.leaderEpoch(view, batch);
    if (epoch < leaderEpoch || epoch > leaderEpochMax) break;
    if (crc !== undefined && verifyBatch(memory, batch, bytes, crc) !== ErrorCode.NONE) break;
    nextOffset = header.lastOffset(view, batch) + 1;
    leaderEpoch = epoch;
    const count = header.recordCount(view, batch);
    // With compacted batches this is at least the right order of magnitude; those with a gap before the start are rare.
    if (nextOffset > startOffset) recordCount += count - Math.min(count, Math.max(0, startOffset - base));
    at += bytes;
  }
  return { length: at, nextOffset, recordCount, leaderEpoch };
}

/**
 * Writes down in `epochs` who wrote what a reference holds from `startOffset` on. Epochs of a log never go back: where they
 * seem to, the epoch that the user gave with the position was not the one of the record before it, and is forgotten.
 */
export function noteEpochs(
  { view }: ArenaMemory,
  { address, length }: Reference,
  startOffset: number,
  epochs: EpochCache,
): void {
  const end = address + length;
  for (let at = address; at < end; at += header.batchBytes(view, at))
    if (header.lastOffset(view, at) >= startOffset) {
      const epoch = header.leaderEpoch(view, at);
      if (epoch < epochs.latest) epochs.clear();
      epochs.assign(epoch, Math.max(startOffset, header.baseOffset(view, at)));
    }
}
