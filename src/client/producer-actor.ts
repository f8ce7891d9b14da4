import type { Actor, ActorContext, Message, Received, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import { Accumulator } from "./accumulator.ts";
import type { ProducerRecord } from "./api.ts";
import { BufferPool } from "./buffer-pool.ts";
import type { ClientEngine } from "./engine.ts";
import { FlushLedger } from "./flush-ledger.ts";
import { IdentityKeeper } from "./identity-keeper.ts";
import { type ParkedRecord, ParkedRecords } from "./parked-records.ts";
import type { PartitionQueue, ProducerBatch } from "./partition-queue.ts";
import type { BatchOutcome, ProducerListener, StandstillStats } from "./producer-listener.ts";
import { Sender } from "./sender.ts";
import { Sequences } from "./sequences.ts";
import { PARKED_RECORDS_MAX, type ProducerSettings } from "./settings.ts";

/** The part of an engine that a producer's decisions need. */
export type ProducerPorts = Pick<ClientEngine, "memory" | "allocator" | "crc" | "image" | "endpointName">;

type GivenRecord = Omit<ParkedRecord, "deadlineMs">;

const LINGER_TIMER = 0;
const DELIVERY_TIMER = 1;
const PARKED_TIMER = 2;
const IDENTITY_TIMER = 3;
const ARENA_TIMER = 4;
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
  readonly #parked = new ParkedRecords();
  readonly #accumulator: Accumulator;
  readonly #keeper: IdentityKeeper | undefined;
  readonly #sender: Sender;
  #isSpaceAwaited = false;
  #lingerTimer: TimerId | undefined;
  #deliveryTimer: TimerId | undefined;
  #parkedTimer: TimerId | undefined;
  #arenaTimer: TimerId | undefined;
  #turnEndAsked = false;
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
    this.#accumulator = new Accumulator({ ...portsOf(ports), pool: this.#pool, ledger: this.#ledger, sequences });
    this.#sender = new Sender({
      image: ports.image,
      settings,
      sequences,
      retryTagBase: RETRY_TIMER_BASE,
      events: {
        delivered: (batch, baseOffset) => this.#delivered(batch, baseOffset),
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
    return this.#pool.hasRoom && !this.#parked.waitsForSpace;
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
    if (this.#parked.count > 0) return false;
    return this.#accumulator.add(record, timestamp, tag);
  }

  /**
   * Takes a record; what becomes of it the listener hears with `tag` (undefined: nobody asks for this one). False: taken,
   * but the buffer is full now. Throws RECORD_TOO_LARGE, UNKNOWN_TOPIC_OR_PARTITION for a partition that a known topic
   * does not have, and BUFFER_TIMEOUT when too many records wait already.
   */
  append(record: ProducerRecord, tag: unknown, context: ActorContext): boolean {
    const timestamp = record.timestamp ?? context.wallTime;
    const unknownTopic = this.#parked.waitsForTopic(record.topic);
    const queue = unknownTopic ? undefined : this.#accumulator.queueOf(record, context);
    if (queue && !this.#parked.waitsForSpace && this.#place(queue, { record, timestamp, tag, generation: this.#ledger.current }, context)) {
      return this.#pool.hasRoom;
    }
    this.#park(record, timestamp, tag, queue === undefined, context);
    return queue === undefined && this.hasRoom;
  }

  /** `spaceAvailable` will follow (at once, when there is room already). */
  awaitSpace(context: ActorContext): void {
    this.#isSpaceAwaited = true;
    this.#sealAll(context);
    this.#noteSpace();
    this.#watchArena(context);
  }

  /** Sends everything now; returns the generation that the listener's `settled` will reach. */
  flush(context: ActorContext): number {
    this.#sealAll(context);
    return this.#ledger.endGeneration();
  }

  /** The endpoint ends: everything unfinished fails with `error`. */
  abandon(error: MillraceError): void {
    for (const queue of this.#accumulator.queues) {
      for (const batch of queue.batches.splice(0)) this.#givenUp(batch, error);
      const { open } = queue;
      queue.open = undefined;
      if (open) this.#givenUp(open, error);
    }
    for (const { entry } of this.#parked.expire(Number.POSITIVE_INFINITY)) this.#parkedFailed(entry, error);
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
    if (this.#keeper?.receive(message, context)) return this.#pumpAll(context);
    switch (message.type) {
      case "message":
        return this.#afterAnswer(this.#sender.answered(message as Received, context), context);
      case "askFailed":
        return this.#afterAnswer(this.#sender.askFailed(message.correlation, message.error, context), context);
      case "timer":
        return this.#timerFired(message.tag, context);
      case "metadata":
        return this.#metadataMoved(context);
      case "turnEnd":
        this.#turnEndAsked = false;
        if (this.#settings.lingerMs === 0) this.#sealDue(context);
        this.#sender.spaceAvailable(context);
        return this.#drainParked(context);
      case "endpointDied":
      case "local":
        return;
    }
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
      this.#batchOpened(context);
    }
    // A large record has a batch of its own.
    if (queue.open && queue.open.capacityBytes > this.#pool.bufferBytes) this.#seal(queue, context);
    return true;
  }

  #park(record: ProducerRecord, timestamp: number, tag: unknown, forTopic: boolean, context: ActorContext): void {
    if (this.#parked.count >= PARKED_RECORDS_MAX) {
      const message = `${PARKED_RECORDS_MAX} records wait for buffer space already: await send() or ready()`;
      throw new MillraceError("BUFFER_TIMEOUT", message);
    }
    const deadlineMs = context.now + this.#settings.maxBlockMs;
    const entry = { record: detached(record), timestamp, tag, deadlineMs, generation: this.#ledger.current };
    this.#ledger.begin(entry.generation);
    if (forTopic) this.#parked.parkForTopic(entry);
    else {
      this.#parked.parkForSpace(entry);
      this.#sealAll(context);
      this.#watchArena(context);
    }
    this.#watchParked(context);
  }

  /** Gives waiting records their place, first come first served, as far as there is room. */
  #drainParked(context: ActorContext): void {
    for (let entry = this.#parked.first(); entry !== undefined; entry = this.#parked.first()) {
      try {
        const queue = this.#accumulator.queueOf(entry.record, context);
        if (!queue || !this.#place(queue, entry, context)) break;
        const batch = queue.open;
        if (batch && batch.generation > entry.generation) this.#adopt(batch, entry.generation);
        if (batch && batch.generation < this.#ledger.current) this.#seal(queue, context);
        this.#parked.removeFirst();
        this.#finish(entry.generation);
      } catch (error) {
        if (!(error instanceof MillraceError)) throw error;
        this.#parked.removeFirst();
        this.#parkedFailed(entry, error);
      }
    }
    if (this.#parked.waitsForSpace) this.#sealAll(context);
    this.#noteSpace();
    this.#watchArena(context);
  }

  /** A record of an earlier flush is in this batch: the batch counts for that flush. */
  #adopt(batch: ProducerBatch, generation: number): void {
    this.#ledger.begin(generation);
    this.#finish(batch.generation);
    batch.generation = generation;
  }

  #batchOpened(context: ActorContext): void {
    const { lingerMs, deliveryTimeoutMs } = this.#settings;
    if (lingerMs > 0) this.#lingerTimer ??= context.setTimer(lingerMs, LINGER_TIMER);
    else if (!this.#turnEndAsked) {
      this.#turnEndAsked = true;
      context.atTurnEnd();
    }
    this.#deliveryTimer ??= context.setTimer(deliveryTimeoutMs, DELIVERY_TIMER);
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
    this.#accumulator.refreshRoutes();
    for (const queue of this.#accumulator.queues) this.#sender.metadataMoved(queue, context);
    for (const topic of this.#parked.topics()) {
      const state = this.#ports.image.topicByName(topic);
      if (state && state.partitions.length > 0) this.#parked.topicFound(topic);
    }
    this.#drainParked(context);
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
    else if (tag === PARKED_TIMER) this.#expireParked(context);
    else if (tag === ARENA_TIMER) {
      this.#arenaTimer = undefined;
      this.#pool.forgetArenaFull();
      this.#drainParked(context);
    }
  }

  #expireBatches(context: ActorContext): void {
    this.#deliveryTimer = undefined;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const queue of this.#accumulator.queues) {
      const { open } = queue;
      if (open && open.createdAtMs + this.#settings.deliveryTimeoutMs <= context.now) this.#accumulator.seal(queue, context);
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

  #expireParked(context: ActorContext): void {
    this.#parkedTimer = undefined;
    for (const { entry, forTopic } of this.#parked.expire(context.now)) {
      const { topic } = entry.record;
      const waited = `within maxBlockMs (${this.#settings.maxBlockMs} ms)`;
      const error = forTopic
        ? new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", `topic ${topic} did not appear ${waited}: create it first`)
        : new MillraceError("BUFFER_TIMEOUT", `no buffer became free for ${topic} ${waited}: ${this.#fullness()}`);
      this.#parkedFailed(entry, error);
    }
    this.#watchParked(context);
    this.#noteSpace();
  }

  #fullness(): string {
    if (this.#pool.isArenaFull) return "the cluster's arena is full; give it more memory or its topics less retention";
    return `${this.#pool.usedBytes} of bufferBytes (${this.#pool.limitBytes}) are unacknowledged; look at the leaders, or raise bufferBytes`;
  }

  #watchParked(context: ActorContext): void {
    const deadlineMs = this.#parked.deadlineMs;
    if (deadlineMs === undefined || this.#parkedTimer !== undefined) return;
    this.#parkedTimer = context.setTimer(Math.max(0, deadlineMs - context.now), PARKED_TIMER);
  }

  /** Nobody tells when the arena has room again: a writer that waits for it asks from time to time. */
  #watchArena(context: ActorContext): void {
    if (!this.#pool.isArenaFull || (!this.#isSpaceAwaited && !this.#parked.waitsForSpace)) return;
    this.#arenaTimer ??= context.setTimer(this.#settings.retryBackoffMs, ARENA_TIMER);
  }

  #noteSpace(): void {
    if (!this.#isSpaceAwaited || !this.#pool.hasAmpleRoom || this.#parked.waitsForSpace) return;
    this.#isSpaceAwaited = false;
    this.#listener.spaceAvailable();
  }

  #delivered(batch: ProducerBatch, baseOffset: number): void {
    this.recordsAcknowledged += batch.recordCount;
    this.#listener.acknowledged(outcomeOf(batch, baseOffset));
    this.#batchDone(batch);
  }

  #givenUp(batch: ProducerBatch, error: MillraceError): void {
    this.recordsFailed += batch.recordCount;
    this.#listener.failed(outcomeOf(batch, -1), error);
    this.#batchDone(batch);
  }

  #batchDone(batch: ProducerBatch): void {
    this.#pool.give(batch.address, batch.capacityBytes);
    this.#finish(batch.generation);
  }

  #parkedFailed(entry: ParkedRecord, error: MillraceError): void {
    this.recordsFailed++;
    const tags = entry.tag === undefined ? [] : [{ index: 0, tag: entry.tag }];
    const { topic, partition = -1 } = entry.record;
    const topicId = this.#ports.image.topicByName(topic)?.id ?? 0;
    this.#listener.failed({ topic, topicId, partition, firstNumber: -1, recordCount: 1, baseOffset: -1, tags }, error);
    this.#finish(entry.generation);
  }

  #finish(generation: number): void {
    if (this.#ledger.finish(generation)) this.#listener.settled(this.#ledger.settled);
    if (this.#ledger.unfinished === 0) this.#listener.idle();
  }
}

function portsOf(ports: ProducerPorts): Pick<ProducerPorts, "memory" | "image" | "crc"> {
  return { memory: ports.memory, image: ports.image, crc: ports.crc };
}

function outcomeOf(batch: ProducerBatch, baseOffset: number): BatchOutcome {
  const { topic, topicId, partition } = batch.queue;
  const { firstNumber, recordCount, tags = [] } = batch;
  return { topic, topicId, partition, firstNumber, recordCount, baseOffset, tags };
}

/** A waiting record must not change when its caller reuses a buffer. */
function detached(record: ProducerRecord): ProducerRecord {
  const { key, value } = record;
  return {
    ...record,
    ...(key instanceof Uint8Array && { key: key.slice() }),
    value: value instanceof Uint8Array ? value.slice() : value,
  };
}
