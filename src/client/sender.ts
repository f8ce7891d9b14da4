import type { ActorContext, Received } from "../actor/actor.ts";
import type { ErrorCode as WireError } from "../base/errors.ts";
import { ErrorCode, errorName, errorOf, isRetriable, MillraceError } from "../base/errors.ts";
import { PRODUCE_REQUEST, type ProduceResponse } from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { type Leader, leaderOf, sameLeader } from "./leader.ts";
import type { PartitionQueue, ProducerBatch } from "./partition-queue.ts";
import type { Sequences } from "./sequences.ts";
import { type ProducerSettings, REQUEST_TIMEOUT_MS } from "./settings.ts";

/** What a sender tells its producer's actor. */
export interface SenderEvents {
  /** `logAppendTime` in ms, -1 where the timestamps are the producer's. */
  delivered(batch: ProducerBatch, baseOffset: number, logAppendTime: number): void;
  givenUp(batch: ProducerBatch, error: MillraceError): void;
}

export interface SenderOptions {
  readonly image: MetadataImage;
  readonly settings: ProducerSettings;
  /** Undefined: the producer is not idempotent. */
  readonly sequences: Sequences | undefined;
  readonly events: SenderEvents;
  /** Timer tag of a queue's retry: this plus the queue's index. */
  readonly retryTagBase: number;
  /** See ClientEngine. */
  readonly memoryShortage: () => string | undefined;
}

/** Answers that say for certain that this attempt put nothing into a log. */
const REFUSALS: ReadonlySet<WireError> = new Set<WireError>([
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.STORAGE_FULL,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.RECORD_LIST_TOO_LARGE,
  ErrorCode.INVALID_RECORD,
  ErrorCode.INVALID_REQUIRED_ACKS,
  ErrorCode.INVALID_REQUEST,
]);

/** The leader's log does not have this batch, whatever earlier attempts did, and does not take it under this sequence. */
const SEQUENCE_REFUSALS: ReadonlySet<WireError> = new Set<WireError>([
  ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
  ErrorCode.UNKNOWN_PRODUCER_ID,
  ErrorCode.INVALID_PRODUCER_EPOCH,
]);

/**
 * Sends sealed batches to their leaders, at most `maxInFlight` per partition, and again after failures: when a batch
 * failed, the partition sends nothing until all in flight have an answer, then everything from the head on, so that the
 * order of the queue is the order of the log. A new leader in the metadata image ends the waiting for the old one.
 *
 * Out: ProduceRequest (attachment: the batch). In: ProduceResponse, askFailed, metadata, turnEnd, retry timers.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #inFlight = new Map<number, ProducerBatch>();
  readonly #waitingForSpace = new Set<PartitionQueue>();
  batchesSent = 0;
  batchesRetried = 0;
  recordsSent = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Sends whatever this partition may send now. */
  pump(queue: PartitionQueue, context: ActorContext): void {
    if (queue.batches.length === 0 || queue.retryAtMs > context.now) return;
    if (queue.recovering && queue.inFlightCount > 0) return;
    const { image, sequences, settings } = this.#options;
    if (sequences && sequences.sendable(queue, context) === 0) return;
    const leader = leaderOf(image, queue.topicId, queue.partition);
    if (!leader) return; // the metadata image will tell
    queue.recovering = false;
    for (;;) {
      const sendable = sequences ? sequences.sendable(queue, context) : queue.batches.length;
      if (queue.inFlightCount >= Math.min(settings.maxInFlight, sendable, queue.window)) return;
      if (!this.#sendNext(queue, leader, context)) return;
    }
  }

  /** There may be room in rings again. */
  spaceAvailable(context: ActorContext): void {
    if (this.#waitingForSpace.size === 0) return;
    const waiting = [...this.#waitingForSpace];
    this.#waitingForSpace.clear();
    for (const queue of waiting) this.pump(queue, context);
  }

  /** The queue whose batch was answered, or undefined when the message was not for the sender. */
  answered(message: Received, context: ActorContext): PartitionQueue | undefined {
    const batch = this.#landed(message.answers ?? 0);
    if (!batch) return undefined;
    const response = message.body as ProduceResponse;
    this.#judge(batch, response.error, context, response);
    return batch.queue;
  }

  /** As `answered`, for an ask without an answer. */
  askFailed(correlation: number, error: WireError, context: ActorContext): PartitionQueue | undefined {
    const batch = this.#landed(correlation);
    if (batch) this.#judge(batch, error, context);
    return batch?.queue;
  }

  /** The metadata image moved: whatever waits for another leader goes there. */
  metadataMoved(queue: PartitionQueue, context: ActorContext): void {
    if (queue.batches.length === 0) return;
    const leader = leaderOf(this.#options.image, queue.topicId, queue.partition);
    if (!leader) return;
    if (!sameLeader(leader, queue.sentTo)) {
      queue.retryAtMs = 0;
      const moved =
        leader.target.endpoint !== queue.sentTo?.target.endpoint || leader.incarnation !== queue.sentTo.incarnation;
      if (moved && queue.inFlightCount > 0) this.#recall(queue, context);
    }
    this.pump(queue, context);
  }

  retryTimerFired(queue: PartitionQueue, context: ActorContext): void {
    queue.retryTimer = undefined;
    queue.retryAtMs = 0;
    this.pump(queue, context);
  }

  /** Gives up the sealed batches that are older than the delivery timeout. */
  expire(queue: PartitionQueue, context: ActorContext): void {
    const { deliveryTimeoutMs } = this.#options.settings;
    let shortage: string | undefined;
    for (let head = queue.batches[0]; head !== undefined; head = queue.batches[0]) {
      if (head.createdAtMs + deliveryTimeoutMs > context.now) break;
      shortage ??= this.#options.memoryShortage();
      this.#giveUp(head, deliveryTimeoutError(head, deliveryTimeoutMs, shortage), context);
    }
    this.pump(queue, context);
  }

  /** Nothing of this queue can ever be sent: its topic is deleted. */
  giveUpAll(queue: PartitionQueue, error: MillraceError, context: ActorContext): void {
    if (queue.retryTimer !== undefined) context.cancelTimer(queue.retryTimer);
    queue.retryTimer = undefined;
    this.#waitingForSpace.delete(queue);
    for (const batch of [...queue.batches]) this.#giveUp(batch, error, context);
  }

  #sendNext(queue: PartitionQueue, leader: Leader, context: ActorContext): boolean {
    const { settings, sequences } = this.#options;
    const batch = queue.batches[queue.inFlightCount] as ProducerBatch;
    if (batch.isCompressing) return false;
    sequences?.prepare(queue, batch);
    const body = {
      topicId: queue.topicId,
      partition: queue.partition,
      acks: settings.acks,
      leaderEpoch: leader.leaderEpoch,
    };
    const attachment = [{ address: batch.address, length: batch.length }];
    queue.sentTo = leader;
    if (settings.acks === 0) {
      const result = context.send(leader.target, PRODUCE_REQUEST, body, attachment);
      if (result === "sent") {
        this.#count(batch);
        queue.remove(batch);
        this.#options.events.delivered(batch, -1, -1);
        return true;
      }
      if (result === "dead") this.#retryLater(queue, context);
      else this.#waitForSpace(queue, leader, context);
      return false;
    }
    const correlation = context.ask(leader.target, PRODUCE_REQUEST, body, {
      attachment,
      timeoutMs: REQUEST_TIMEOUT_MS,
    });
    if (correlation === 0) {
      this.#waitForSpace(queue, leader, context);
      return false;
    }
    this.#count(batch);
    batch.correlation = correlation;
    batch.uncertainBefore = batch.uncertain;
    batch.uncertain = true;
    queue.inFlightCount++;
    this.#inFlight.set(correlation, batch);
    return true;
  }

  #count(batch: ProducerBatch): void {
    if (batch.attempts++ > 0) this.batchesRetried++;
    else {
      this.batchesSent++;
      this.recordsSent += batch.recordCount;
    }
  }

  #landed(correlation: number): ProducerBatch | undefined {
    const batch = this.#inFlight.get(correlation);
    if (!batch) return undefined;
    this.#inFlight.delete(correlation);
    batch.correlation = 0;
    batch.queue.inFlightCount--;
    return batch;
  }

  #judge(batch: ProducerBatch, error: WireError, context: ActorContext, response?: ProduceResponse): void {
    const queue = batch.queue;
    batch.lastError = error;
    batch.lastMessage = response?.message ?? "";
    if (error === ErrorCode.NONE || error === ErrorCode.DUPLICATE_SEQUENCE_NUMBER) {
      queue.standstill.end(context.now);
      queue.refusal = undefined;
      queue.remove(batch);
      const { baseOffset = -1, logAppendTime = -1 } = error === ErrorCode.NONE ? (response ?? {}) : {};
      this.#options.events.delivered(batch, baseOffset, logAppendTime);
    } else if (this.#options.sequences && SEQUENCE_REFUSALS.has(error)) {
      this.#sequenceRefused(batch, context);
    } else {
      if (REFUSALS.has(error)) batch.uncertain = batch.uncertainBefore;
      if (isRetriable(error)) {
        queue.attemptFailed(batch);
        queue.refusal = { error, message: batch.lastMessage };
        queue.recovering = true;
        this.#retryLater(queue, context);
      } else {
        queue.recovering = queue.inFlightCount > 0;
        this.#giveUp(batch, errorOf(error, `produce to ${queue.topic}-${queue.partition}`), context);
      }
    }
    this.pump(queue, context);
  }

  /** Behind a failed batch this is expected: it goes again after that one. At the head the leader misses its predecessors. */
  #sequenceRefused(batch: ProducerBatch, context: ActorContext): void {
    const queue = batch.queue;
    batch.uncertain = false;
    queue.attemptFailed(batch);
    queue.recovering = true;
    queue.standstill.begin(context.now);
    if (queue.batches[0] === batch) queue.sequenceBroken = true;
    // The first refusals are part of an orderly failover; a leader that keeps refusing is not asked in a tight loop.
    if (batch.attempts > 2) this.#retryLater(queue, context);
  }

  #retryLater(queue: PartitionQueue, context: ActorContext): void {
    queue.standstill.begin(context.now);
    const leader = leaderOf(this.#options.image, queue.topicId, queue.partition);
    // The image knows of another leader already: no reason to wait.
    if (leader && !sameLeader(leader, queue.sentTo)) return;
    queue.retryAtMs = context.now + this.#options.settings.retryBackoffMs;
    if (queue.retryTimer !== undefined) context.cancelTimer(queue.retryTimer);
    const tag = this.#options.retryTagBase + queue.index;
    queue.retryTimer = context.setTimer(this.#options.settings.retryBackoffMs, tag);
  }

  #recall(queue: PartitionQueue, context: ActorContext): void {
    queue.standstill.begin(context.now);
    for (const batch of queue.batches) {
      if (batch.correlation === 0) continue;
      context.cancelAsk(batch.correlation);
      this.#landed(batch.correlation);
      queue.attemptFailed(batch);
    }
    queue.recovering = false;
  }

  #giveUp(batch: ProducerBatch, error: MillraceError, context: ActorContext): void {
    if (batch.correlation !== 0) {
      context.cancelAsk(batch.correlation);
      this.#landed(batch.correlation);
    }
    batch.queue.remove(batch);
    this.#options.sequences?.abandoned(batch.queue, batch);
    this.#options.events.givenUp(batch, error);
  }

  #waitForSpace(queue: PartitionQueue, leader: Leader, context: ActorContext): void {
    this.#waitingForSpace.add(queue);
    context.atSpace(leader.target.endpoint);
  }
}

function deliveryTimeoutError(
  batch: ProducerBatch,
  deliveryTimeoutMs: number,
  shortage: string | undefined,
): MillraceError {
  const { queue, recordCount, attempts, lastError } = batch;
  // Behind another batch an answer about the order says nothing.
  const hasOwnReason = lastError !== ErrorCode.NONE && lastError !== ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
  const { error, message } = hasOwnReason
    ? { error: lastError, message: batch.lastMessage }
    : (queue.refusal ?? { error: lastError, message: "" });
  const last = error === ErrorCode.NONE ? "no answer" : errorName(error);
  const what = `${recordCount} records for ${queue.topic}-${queue.partition} were not acknowledged`;
  const when = `within deliveryTimeoutMs (${deliveryTimeoutMs} ms; ${attempts} attempts, last: ${last})`;
  let advice = "look at the partition's leader and in-sync replicas, or raise deliveryTimeoutMs";
  if (error === ErrorCode.STORAGE_FULL)
    advice = `the brokers have no room left (${message}): give the arena more memory, or the topic less to keep`;
  else if (shortage !== undefined)
    advice = `${shortage}: give it more memory, or the cluster fewer threads, partitions and records to keep`;
  return new MillraceError("DELIVERY_TIMEOUT", `${what} ${when}; ${advice}`);
}
