import type { TimerId } from "../actor/actor.ts";
import type { ErrorCode } from "../base/errors.ts";
import { BatchWriter } from "../record/batch-writer.ts";
import type { Leader } from "./leader.ts";

/** What a supervisor gave: stamps every batch of an idempotent producer. A bump makes a new object. */
export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** A record of a batch that somebody waits for. */
export interface RecordTag {
  readonly index: number; // in its batch
  readonly tag: unknown;
}

/** Records of one partition in one arena buffer, from the first append to the acknowledgement or failure. */
export interface ProducerBatch {
  readonly queue: PartitionQueue;
  readonly address: number;
  readonly capacityBytes: number;
  readonly createdAtMs: number;
  readonly firstNumber: number; // of its first record, counted per partition from 0
  generation: number; // of the flush ledger
  length: number; // bytes when sealed, 0 while open
  isCompressing: boolean; // in another thread: neither it nor what follows it may be sent
  recordCount: number;
  tags: RecordTag[] | undefined;
  attempts: number;
  correlation: number; // while in flight, else 0
  /** It may be in a log: an attempt is under way, or ended without a verdict. */
  uncertain: boolean;
  uncertainBefore: boolean; // the attempt under way
  sequence: number; // -1: not given yet
  hasFailed: boolean; // an attempt of it
  lastError: ErrorCode; // of its last failed attempt, NONE before
  lastMessage: string; // what the leader said to it
}

/**
 * What a producer knows about one partition: the open batch, the sealed ones in order until they are acknowledged (those
 * in flight first), and the state of its sequences and retries. Owned by the producer's actor.
 */
export class PartitionQueue {
  readonly index: number; // in its producer
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  readonly writer = new BatchWriter();

  open: ProducerBatch | undefined;
  /** The open batch has waited its linger time: it goes as soon as a place in flight is free. */
  openIsDue = false;
  readonly batches: ProducerBatch[] = [];
  nextNumber = 0;

  inFlightCount = 0;
  /** A batch failed: nothing is sent before all in flight have an answer, so that order is kept. */
  recovering = false;
  /** Batches in the queue with a failed attempt. */
  failedCount = 0;
  /** What its leader refused last, until it takes a batch again: the reason why others wait. */
  refusal: { readonly error: ErrorCode; readonly message: string } | undefined;
  sentTo: Leader | undefined;
  retryAtMs = 0;
  retryTimer: TimerId | undefined;

  identity: ProducerIdentity | undefined;
  nextSequence = 0;
  /** The sequences have a hole: they restart under a newer identity once nothing uncertain is left (KIP-360). */
  sequenceBroken = false;

  readonly standstill = new Standstill();

  constructor(index: number, topic: string, topicId: number, partition: number) {
    this.index = index;
    this.topic = topic;
    this.topicId = topicId;
    this.partition = partition;
  }

  get isIdle(): boolean {
    return this.open === undefined && this.batches.length === 0;
  }

  /** Takes a sealed batch out, wherever it stands. */
  remove(batch: ProducerBatch): void {
    if (this.batches[0] === batch) this.batches.shift();
    else this.batches.splice(this.batches.indexOf(batch), 1);
    if (batch.hasFailed) this.failedCount--;
  }

  /** An attempt of this batch failed; it stays in the queue. */
  attemptFailed(batch: ProducerBatch): void {
    if (!batch.hasFailed) this.failedCount++;
    batch.hasFailed = true;
  }

  /**
   * How many leading batches may be on their way. While one is sent again no new ones follow: a leader recognises only
   * the last few batches, and the one that failed must stay among them.
   */
  get window(): number {
    if (this.failedCount === 0) return this.batches.length;
    let count = 0;
    while ((this.batches[count]?.attempts ?? 0) > 0) count++;
    return count;
  }

  /** The number of leading batches that end with the last one that may be in a log. */
  get uncertainPrefix(): number {
    for (let index = this.batches.length; index > 0; index--) if (this.batches[index - 1]?.uncertain) return index;
    return 0;
  }
}

/** How long the writes of a partition stood still: from the first failed attempt to the next acknowledgement. */
export class Standstill {
  count = 0;
  longestMs = 0;
  sinceMs: number | undefined;

  begin(nowMs: number): void {
    if (this.sinceMs !== undefined) return;
    this.sinceMs = nowMs;
    this.count++;
  }

  end(nowMs: number): void {
    if (this.sinceMs === undefined) return;
    this.longestMs = Math.max(this.longestMs, nowMs - this.sinceMs);
    this.sinceMs = undefined;
  }
}
