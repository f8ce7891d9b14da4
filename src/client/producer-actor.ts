import type { Actor, ActorContext, Message, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import { topicNameProblem } from "../metadata/topic-name.ts";
import type { Compression } from "../record/codec.ts";
import { Accumulator } from "./accumulator.ts";
import type { ProducerRecord } from "./api.ts";
import { BatchCompressor, type CompressedNote } from "./batch-compressor.ts";
import { BufferPool } from "./buffer-pool.ts";
import type { ClientEngine } from "./engine.ts";
import { FlushLedger } from "./flush-ledger.ts";
import { IdentityKeeper } from "./identity-keeper.ts";
import { type GivenRecord, Parking } from "./parking.ts";
import type { PartitionQueue, ProducerBatch } from "./partition-queue.ts";
import type { BatchOutcome, ProducerListener, StandstillStats } from "./producer-listener.ts";
import { Sender } from "./sender.ts";
import { Sequences } from "./sequences.ts";
import type { ProducerSettings } from "./settings.ts";

/** The part of an engine that a producer's decisions need. */
export type ProducerPorts = Pick<
  ClientEngine,
  "memory" | "allocator" | "crc" | "codecs" | "compressElsewhere" | "image" | "endpointName" | "memoryShortage"
>;

const LINGER_TIMER = 0;
const DELIVERY_TIMER = 1;
const PARKED_TIMER = 2;
const IDENTITY_TIMER = 3;
const ARENA_TIMER = 4;
const CLOSE_TIMER = 5;
const RETRY_TIMER_BASE = 16;

/**
 * All decisions of a producer: batching, partitions, retries, idempotence, bounds and time limits. Lives in the endpoint
 * of its user and is called there, between turns: `start` once, then `add`, `append`, `flush`.
 *
 * Out: ProduceRequest to leaders, InitProducerIdRequest to the supervisor. In: their answers, askFailed, timers, metadata,
 * turnEnd.
 */
export class ProducerActor implements Actor {
  readonly #settings: ProducerSettings;
  readonly #listener: ProducerListener;
  readonly #ports: ProducerPorts;
  readonly #pool: BufferPool;
  readonly #ledger = new FlushLedger();
  readonly #parking: Parking;
  readonly #accumulator: Accumulator;
  readonly #compressor: BatchCompressor | undefined;
  readonly #keeper: IdentityKeeper | undefined;
  readonly #sender: Sender;
  #isSpaceAwaited = false;
  #isAbandoned = false;
  /** Everything that is unfinished then fails with this error. */
  #end: { readonly atMs: number; readonly error: MillraceError } | undefined;
  #lingerTimer: TimerId | undefined;
  #deliveryTimer: TimerId | undefined;
  #arenaTimer: TimerId | undefined;
  recordsAcknowledged = 0;
  recordsFailed = 0;

  constructor(ports: ProducerPorts, settings: ProducerSettings, listener: ProducerListener) {
    this.#ports = ports;
    this.#settings = settings;
    this.#listener = listener;
    this.#pool = new BufferPool(ports.allocator, settings.batchBytes, settings.bufferBytes);
    this.#keeper = settings.idempotent
      ? new IdentityKeeper(ports.endpointName, IDENTITY_TIMER, settings.retryBackoffMs)
      : undefined;
    const sequences = this.#keeper && new Sequences(ports.memory, ports.crc, this.#keeper);
    const { memory, image, crc } = ports;
    this.#compressor = this.#compressorFor(settings.compression);
    this.#accumulator = new Accumulator({
      memory,
      image,
      crc,
      pool: this.#pool,
      ledger: this.#ledger,
      sequences,
      partitioner: settings.partitioner,
      compressor: this.#compressor,
    });
    this.#parking = new Parking({
      settings,
      image: ports.image,
      pool: this.#pool,
      ledger: this.#ledger,
      timerTag: PARKED_TIMER,
      host: {
        place: (given, context) => this.#placeParked(given, context),
        failed: (given, error) => this.#parkedFailed(given, error),
      },
    });
    this.#sender = new Sender({
      image: ports.image,
      settings,
      sequences,
      retryTagBase: RETRY_TIMER_BASE,
      memoryShortage: () => ports.memoryShortage?.(),
      events: {
        delivered: (batch, baseOffset, logAppendTime) => this.#delivered(batch, baseOffset, logAppendTime),
        givenUp: (batch, error) => this.#givenUp(batch, error),
      },
    });
  }

  get bufferedBytes(): number {
    return this.#pool.usedBytes;
  }
  /** Batches and waiting records that have no result yet. */
  get unfinished(): number {
    return this.#ledger.unfinished;
  }
  get settledGeneration(): number {
    return this.#ledger.settled;
  }
  get hasRoom(): boolean {
    return this.#pool.hasRoom && !this.#parking.waitsForSpace;
  }
  /** So much waits for space that its writer must wait, too. */
  get isOverdrawn(): boolean {
    return this.#parking.isOverdrawn;
  }
  /** Records that waited for `maxBlockMs` in vain. */
  get recordsExpired(): number {
    return this.#parking.expiredCount;
  }
  get recordsSent(): number {
    return this.#sender.recordsSent;
  }
  get batchesSent(): number {
    return this.#sender.batchesSent;
  }
  get batchesRetried(): number {
    return this.#sender.batchesRetried;
  }

  /** Once, before anything else. */
  start(context: ActorContext): void {
    context.subscribeMetadata();
    this.#keeper?.require(undefined, context);
  }

  /** Appends where no decision is needed, without a context. False: nothing happened, call `append`. */
  add(record: ProducerRecord, timestamp: number, tag?: unknown): boolean {
    if (!this.#parking.isEmpty) return false;
    return this.#accumulator.add(record, timestamp, tag);
  }

  /**
   * Takes a record; what becomes of it the listener hears with `tag` (undefined: nobody asks for this one). False: taken,
   * but the buffer is full now. Throws RECORD_TOO_LARGE, UNKNOWN_TOPIC_OR_PARTITION for a partition that a known topic
   * does not have, INVALID_TOPIC_EXCEPTION for a name that no topic can have, INVALID_OPTION for what a user's partitioner
   * did, and BUFFER_TIMEOUT when too many records wait already.
   */
  append(record: ProducerRecord, tag: unknown, context: ActorContext): boolean {
    const timestamp = record.timestamp ?? context.wallTime;
    const given = { record, timestamp, tag, generation: this.#ledger.current };
    const queue = this.#parking.waitsForTopic(record.topic) ? undefined : this.#accumulator.queueOf(record, context);
    if (!queue) {
      refuseBadName(record.topic);
      this.#parking.park(given, "topic", context);
      return this.hasRoom;
    }
    if (!this.#parking.waitsForSpace && this.#place(queue, given, context)) {
      this.#sealIfDue(queue, context);
      return this.#pool.hasRoom;
    }
    this.#parking.park(this.#routed(given, queue), "space", context);
    this.#sealAll(context);
    this.#compressor?.takeBackLate(context);
    this.#watchArena(context);
    return false;
  }

  /** The record of this tag is not sent after all. False: it is in a batch already. */
  withdraw(tag: unknown): boolean {
    const given = this.#parking.withdraw(tag);
    if (given) this.#finish(given.generation);
    return given !== undefined;
  }

  /** Why a record for `topic` found no place within `maxBlockMs`. */
  fullError(topic: string): MillraceError {
    return this.#parking.fullError(topic);
  }

  /** `spaceAvailable` will follow (at once, when there is room already). */
  awaitSpace(context: ActorContext): void {
    this.#isSpaceAwaited = true;
    this.#sealAll(context);
    this.#noteSpace();
    this.#watchArena(context);
  }

  /** For a loop that never lets the event loop run: batches that are compressed elsewhere must not stop it. */
  takeBackLate(context: ActorContext): void {
    this.#compressor?.takeBackLate(context);
  }

  /** Sends everything now; returns the generation that the listener's `settled` will reach. */
  flush(context: ActorContext): number {
    this.#sealAll(context);
    return this.#ledger.endGeneration();
  }

  /** Everything that is unfinished then fails with `error`; of several calls the first to be due counts. */
  abandonAfter(delayMs: number, error: MillraceError, context: ActorContext): void {
    const atMs = context.now + delayMs;
    if (this.#end !== undefined && this.#end.atMs <= atMs) return;
    this.#end = { atMs, error };
    context.setTimer(delayMs, CLOSE_TIMER);
  }

  /** The producer ends: everything unfinished fails with `error`, and no message is taken any more. */
  abandon(error: MillraceError): void {
    this.#isAbandoned = true;
    for (const queue of this.#accumulator.queues) {
      for (const batch of queue.batches.splice(0)) this.#givenUp(batch, error);
      const { open } = queue;
      queue.open = undefined;
      if (open) this.#givenUp(open, error);
    }
    this.#parking.abandon(error);
  }

  /** Gives the buffers back; nothing may be unfinished, or be expected any more. */
  close(): void {
    this.#pool.close();
  }

  standstills(nowMs: number): StandstillStats[] {
    const stats: StandstillStats[] = [];
    for (const { topic, partition, standstill } of this.#accumulator.queues) {
      if (standstill.count === 0) continue;
      const { count, sinceMs } = standstill;
      const longestMs = Math.max(standstill.longestMs, sinceMs === undefined ? 0 : nowMs - sinceMs);
      stats.push({ topic, partition, count, longestMs, sinceMs });
    }
    return stats;
  }

  receive(message: Message, context: ActorContext): void {
    if (this.#isAbandoned) return;
    if (this.#keeper?.receive(message, context)) this.#pumpAll(context);
    else if (message.type === "message") this.#afterAnswer(this.#sender.answered(message, context), context);
    else if (message.type === "askFailed") {
      this.#afterAnswer(this.#sender.askFailed(message.correlation, message.error, context), context);
    } else if (message.type === "timer") this.#timerFired(message.tag, context);
    else if (message.type === "metadata") this.#metadataMoved(context);
    else if (message.type === "local") this.#compressor?.finished(message.note as CompressedNote, context);
    else if (message.type === "turnEnd") {
      this.#sender.spaceAvailable(context);
      this.#drainParked(context);
    }
  }

  #compressorFor(compression: Compression | undefined): BatchCompressor | undefined {
    if (!compression) return undefined;
    const { memory, codecs, crc, compressElsewhere: elsewhere } = this.#ports;
    const ready = (queue: PartitionQueue, context: ActorContext): void => this.#sender.pump(queue, context);
    return new BatchCompressor({ memory, codecs, crc, compression, elsewhere, ready });
  }

  /** False: there is no buffer for it now. */
  #place(queue: PartitionQueue, given: GivenRecord, context: ActorContext): boolean {
    const { record, timestamp, tag, generation } = given;
    if (!this.#accumulator.append(queue, record, timestamp, tag)) {
      if (queue.open) this.#seal(queue, context);
      // Sealing may have sent the batch and moved the sticky partition on: this record still belongs to `queue`.
      if (!this.#accumulator.openFor(queue, record, generation, context.now)) return false;
      let fits: boolean;
      try {
        fits = this.#accumulator.append(queue, record, timestamp, tag);
      } catch (error) {
        this.#accumulator.discard(queue);
        throw error;
      }
      if (!fits) throw this.#accumulator.refuse(queue, record);
      this.#batchOpened(queue, context);
    }
    // A large record has a batch of its own.
    if (queue.open && queue.open.capacityBytes > this.#pool.bufferBytes) this.#seal(queue, context);
    return true;
  }

  /** False: no buffer, or its topic is gone again. A batch that holds a record of an earlier flush goes at once. */
  #placeParked(given: GivenRecord, context: ActorContext): boolean {
    const queue = this.#accumulator.queueOf(given.record, context);
    if (!queue) return false;
    given.record = this.#routed(given, queue).record;
    if (!this.#place(queue, given, context)) return false;
    const batch = queue.open;
    if (batch && batch.generation > given.generation) {
      this.#ledger.begin(given.generation);
      this.#ledger.finish(batch.generation);
      batch.generation = given.generation;
    }
    if (batch && batch.generation < this.#ledger.current) this.#seal(queue, context);
    else this.#sealIfDue(queue, context);
    return true;
  }

  /** A partition that was chosen once stays chosen; only the default choice may as well be made anew. */
  #routed(given: GivenRecord, { partition }: PartitionQueue): GivenRecord {
    if (this.#settings.partitioner === "default") return given;
    return { ...given, record: { ...given.record, partition } };
  }

  #drainParked(context: ActorContext): void {
    this.#parking.drain(context);
    if (this.#parking.waitsForSpace) this.#sealAll(context);
    this.#noteSpace();
    this.#watchArena(context);
  }

  #batchOpened(queue: PartitionQueue, context: ActorContext): void {
    if (this.#settings.lingerMs === 0) queue.openIsDue = true;
    else this.#lingerTimer ??= context.setTimer(this.#settings.lingerMs, LINGER_TIMER);
    this.#deliveryTimer ??= context.setTimer(this.#settings.deliveryTimeoutMs, DELIVERY_TIMER);
  }

  #seal(queue: PartitionQueue, context: ActorContext): void {
    this.#accumulator.seal(queue, context);
    this.#sender.pump(queue, context);
  }

  #sealAll(context: ActorContext): void {
    for (const batch of [...this.#accumulator.open]) this.#seal(batch.queue, context);
  }

  /** Seals what has waited its linger time, unless all places in flight are taken: then it may as well grow. */
  #sealDue(context: ActorContext): void {
    for (const batch of [...this.#accumulator.open]) {
      if (batch.createdAtMs + this.#settings.lingerMs > context.now) break;
      batch.queue.openIsDue = true;
      this.#sealIfDue(batch.queue, context);
    }
  }

  #sealIfDue(queue: PartitionQueue, context: ActorContext): void {
    if (queue.openIsDue && queue.batches.length < this.#settings.maxInFlight) this.#seal(queue, context);
  }

  #afterAnswer(queue: PartitionQueue | undefined, context: ActorContext): void {
    if (!queue) return;
    this.#sealIfDue(queue, context);
    this.#drainParked(context);
  }

  #pumpAll(context: ActorContext): void {
    for (const queue of this.#accumulator.queues) this.#sender.pump(queue, context);
  }

  #metadataMoved(context: ActorContext): void {
    for (const queue of this.#accumulator.forgetDeletedTopics()) this.#topicDeleted(queue, context);
    this.#accumulator.refreshRoutes();
    for (const queue of this.#accumulator.queues) this.#sender.metadataMoved(queue, context);
    this.#parking.metadataMoved();
    this.#drainParked(context);
  }

  /** A topic of the same name is another one: what was written for the one that is gone does not go there. */
  #topicDeleted(queue: PartitionQueue, context: ActorContext): void {
    if (queue.open) this.#accumulator.seal(queue, context);
    const message = `topic ${queue.topic} was deleted: records for ${queue.topic}-${queue.partition} that were not acknowledged before cannot be`;
    this.#sender.giveUpAll(queue, new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message), context);
  }

  #timerFired(tag: number, context: ActorContext): void {
    if (tag >= RETRY_TIMER_BASE) {
      const queue = this.#accumulator.queues[tag - RETRY_TIMER_BASE] as PartitionQueue;
      this.#sender.retryTimerFired(queue, context);
      this.#afterAnswer(queue, context);
    } else if (tag === LINGER_TIMER) {
      this.#lingerTimer = undefined;
      this.#sealDue(context);
      for (const batch of this.#accumulator.open) {
        if (batch.queue.openIsDue) continue;
        const delayMs = Math.max(0, batch.createdAtMs + this.#settings.lingerMs - context.now);
        this.#lingerTimer = context.setTimer(delayMs, LINGER_TIMER);
        break;
      }
    } else if (tag === DELIVERY_TIMER) this.#expireBatches(context);
    else if (tag === PARKED_TIMER) {
      this.#parking.expire(context);
      this.#noteSpace();
    } else if (tag === ARENA_TIMER) {
      this.#arenaTimer = undefined;
      this.#pool.forgetArenaFull();
      this.#drainParked(context);
    } else if (tag === CLOSE_TIMER && this.#end) this.abandon(this.#end.error);
  }

  #expireBatches(context: ActorContext): void {
    this.#deliveryTimer = undefined;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const queue of this.#accumulator.queues) {
      const { open } = queue;
      if (open && open.createdAtMs + this.#settings.deliveryTimeoutMs <= context.now)
        this.#accumulator.seal(queue, context);
      this.#sender.expire(queue, context);
      const oldest = queue.batches[0] ?? queue.open;
      if (oldest && oldest.createdAtMs < firstMs) firstMs = oldest.createdAtMs;
      this.#sealIfDue(queue, context);
    }
    if (firstMs < Number.POSITIVE_INFINITY) {
      const delayMs = Math.max(1, firstMs + this.#settings.deliveryTimeoutMs - context.now);
      this.#deliveryTimer = context.setTimer(delayMs, DELIVERY_TIMER);
    }
    this.#drainParked(context);
  }

  /** Nobody tells when the arena has room again: a writer that waits for it asks from time to time. */
  #watchArena(context: ActorContext): void {
    if (!this.#pool.isArenaFull || (!this.#isSpaceAwaited && !this.#parking.waitsForSpace)) return;
    this.#arenaTimer ??= context.setTimer(this.#settings.retryBackoffMs, ARENA_TIMER);
  }

  #noteSpace(): void {
    if (!this.#isSpaceAwaited || !this.#pool.hasAmpleRoom || this.#parking.waitsForSpace) return;
    this.#isSpaceAwaited = false;
    this.#listener.spaceAvailable();
  }

  #delivered(batch: ProducerBatch, baseOffset: number, logAppendTime: number): void {
    this.recordsAcknowledged += batch.recordCount;
    this.#listener.acknowledged(outcomeOf(batch, baseOffset, logAppendTime));
    this.#batchDone(batch);
  }

  #givenUp(batch: ProducerBatch, error: MillraceError): void {
    this.recordsFailed += batch.recordCount;
    this.#listener.failed(outcomeOf(batch, -1), error);
    this.#batchDone(batch);
  }

  #batchDone(batch: ProducerBatch): void {
    this.#compressor?.forget(batch);
    this.#pool.give(batch.address, batch.capacityBytes);
    this.#finish(batch.generation);
  }

  #parkedFailed(entry: GivenRecord, error: MillraceError): void {
    this.recordsFailed++;
    const tags = entry.tag === undefined ? [] : [{ index: 0, tag: entry.tag }];
    const { topic, partition = -1 } = entry.record;
    const topicId = this.#ports.image.topicByName(topic)?.id ?? 0;
    const nowhere = { firstNumber: -1, recordCount: 1, baseOffset: -1, logAppendTime: -1 };
    this.#listener.failed({ topic, topicId, partition, ...nowhere, tags }, error);
    this.#finish(entry.generation);
  }

  #finish(generation: number): void {
    if (this.#ledger.finish(generation)) this.#listener.settled(this.#ledger.settled);
    if (this.#ledger.unfinished === 0) this.#listener.idle();
  }
}

/** A topic of such a name will not appear, however long its records wait. */
function refuseBadName(topic: string): void {
  const problem = topicNameProblem(topic);
  if (problem !== undefined) throw new MillraceError("INVALID_TOPIC_EXCEPTION", problem);
}

function outcomeOf(batch: ProducerBatch, baseOffset: number, logAppendTime = -1): BatchOutcome {
  const { topic, topicId, partition } = batch.queue;
  const { firstNumber, recordCount, tags = [] } = batch;
  return { topic, topicId, partition, firstNumber, recordCount, baseOffset, logAppendTime, tags };
}
