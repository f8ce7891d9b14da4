import type { ArenaMemory } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import { MillraceError } from "../base/errors.ts";
import type { Reference } from "../message/kinds.ts";
import * as header from "../record/batch-header.ts";
import { HEADER_BYTES } from "../record/batch-layout.ts";
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

/** Where reading begins: an offset, or what a leader answers for a timestamp (`LATEST`, `EARLIEST`). */
export type StartPosition = { readonly offset: number } | { readonly timestamp: number };

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
  /** Not fetched until `resume`. */
  isPaused = false;
  /** Its position is not in the log, and nothing may replace it: not fetched until a seek. */
  isHalted = false;
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

  moveTo(offset: number): void {
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
    this.highWatermark = -1;
    this.isHalted = start === undefined;
    if (start) this.start = start;
  }

  deletedError(): MillraceError {
    const message = `topic ${this.topic} was deleted: partition ${this.partition} gives no more records`;
    return new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
  }

  outOfRangeError(logStartOffset: number): MillraceError {
    const where = logStartOffset < 0 ? "" : ` (which begins at ${logStartOffset})`;
    const message = `offset ${this.fetchOffset} of ${this.topic}-${this.partition} is not in its log${where}, and autoOffsetReset is "none": seek`;
    return new MillraceError("OFFSET_OUT_OF_RANGE", message);
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

/** Reads the batch headers of a reference: which offsets lie there. Undefined when nothing at or after `startOffset` does. */
export function measureRun(
  memory: ArenaMemory,
  { address, length }: Reference,
  startOffset: number,
): { nextOffset: number; recordCount: number } | undefined {
  const { view } = memory;
  let nextOffset = -1;
  let recordCount = 0;
  for (let at = 0; at < length; ) {
    const batch = address + at;
    const bytes = header.batchBytes(view, batch);
    assert(bytes >= HEADER_BYTES && at + bytes <= length, "a reference holds whole batches");
    const base = header.baseOffset(view, batch);
    nextOffset = header.lastOffset(view, batch) + 1;
    const count = header.recordCount(view, batch);
    // With compacted batches this is at least the right order of magnitude; those with a gap before the start are rare.
    if (nextOffset > startOffset) recordCount += count - Math.min(count, Math.max(0, startOffset - base));
    at += bytes;
  }
  return nextOffset > startOffset ? { nextOffset, recordCount } : undefined;
}
