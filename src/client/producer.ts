import type { ActorContext } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { repeatableHeaderList } from "../record/record-input.ts";
import type {
  HeadersInput,
  Producer,
  ProducerMetrics,
  ProducerOptions,
  ProducerRecord,
  RecordMetadata,
} from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { producerSettings } from "./options.ts";
import { ProducerActor } from "./producer-actor.ts";
import type { BatchOutcome, ProducerListener, StandstillStats } from "./producer-listener.ts";
import { closedError, reasonError, Waiters } from "./waiters.ts";

/** A `send` that waits for its result. */
interface Sending {
  resolve(metadata: RecordMetadata): void;
  reject(error: Error): void;
  timestamp: number;
}

/**
 * The user's side of a producer: promises and arguments. Decisions are `ProducerActor`'s, in the same thread; a call goes
 * to it directly while a batch is open, else through `engine.enter`.
 */
export class EngineProducer implements Producer, ProducerListener {
  readonly #engine: ClientEngine;
  readonly #actor: ProducerActor;
  readonly #ref: ActorRef;
  readonly #onError: ProducerOptions["onError"];
  readonly #wallTime: (() => number) | undefined;
  readonly #readyWaiters = new Waiters();
  readonly #flushes: { generation: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  readonly #unsubscribe: () => void;
  #stopOwing: (() => void) | undefined;
  #deliveryError: MillraceError | undefined; // the first since the last flush
  #unheardError: MillraceError | undefined; // the first that reached neither a promise nor onError
  #closing: Promise<void> | undefined;
  #closedBy: MillraceError | undefined;

  /** Throws MillraceError INVALID_OPTION. */
  constructor(engine: ClientEngine, options: ProducerOptions = {}) {
    const settings = producerSettings(options);
    this.#engine = engine;
    this.#onError = options.onError;
    this.#wallTime = engine.wallTime?.bind(engine);
    this.#actor = new ProducerActor(engine, settings, this);
    this.#ref = engine.spawn(this.#actor);
    this.#unsubscribe = engine.onClose((reason) => this.#endpointClosed(reason));
    this.#enter((context) => this.#actor.start(context));
  }

  get metrics(): ProducerMetrics {
    const { recordsSent, recordsAcknowledged, recordsFailed, batchesSent, batchesRetried, bufferedBytes } = this.#actor;
    return { recordsSent, recordsAcknowledged, recordsFailed, batchesSent, batchesRetried, bufferedBytes };
  }

  /** Per partition: how often and how long writes stood still (leader lost, replicas missing). */
  standstills(): readonly StandstillStats[] {
    return this.#enter((context) => this.#actor.standstills(context.now));
  }

  send(record: ProducerRecord): Promise<RecordMetadata> {
    return new Promise((resolve, reject) => {
      this.#take(record, { resolve, reject, timestamp: 0 });
    });
  }

  write(record: ProducerRecord): boolean {
    return this.#take(record, undefined);
  }

  async ready(): Promise<void> {
    if (this.#closedBy) throw this.#closedBy;
    if (this.#actor.hasRoom) return;
    const waiting = this.#readyWaiters.wait();
    this.#enter((context) => this.#actor.awaitSpace(context));
    this.#engine.poll();
    return waiting;
  }

  async flush(): Promise<void> {
    if (this.#closedBy) throw this.#closedBy;
    await this.#flushed();
    const error = this.#deliveryError;
    this.#deliveryError = undefined;
    this.#unheardError = undefined;
    if (error) throw error;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  acknowledged(batch: BatchOutcome): void {
    const { topic, partition, baseOffset } = batch;
    for (const { index, tag } of batch.tags) {
      const { resolve, timestamp } = tag as Sending;
      resolve({ topic, partition, offset: baseOffset < 0 ? -1 : baseOffset + index, timestamp });
    }
  }

  failed(batch: BatchOutcome, error: MillraceError): void {
    this.#deliveryError ??= error;
    for (const { tag } of batch.tags) (tag as Sending).reject(error);
    const { topic, partition } = batch;
    const recordCount = batch.recordCount - batch.tags.length;
    if (recordCount === 0) return;
    const onError = this.#onError;
    if (!onError) this.#unheardError ??= error;
    // The user's code must not run, and not throw, within the actor's turn.
    else queueMicrotask(() => onError(error, { topic, partition, recordCount }));
  }

  spaceAvailable(): void {
    this.#readyWaiters.resolveAll();
  }

  settled(generation: number): void {
    while (this.#flushes[0] && this.#flushes[0].generation <= generation) this.#flushes.shift()?.resolve();
  }

  idle(): void {
    this.#stopOwing?.();
    this.#stopOwing = undefined;
  }

  #take(record: ProducerRecord, sending: Sending | undefined): boolean {
    if (this.#closedBy) throw this.#closedBy;
    checkRecord(record);
    const timestamp = record.timestamp ?? this.#wallTime?.();
    if (timestamp !== undefined) {
      if (sending) sending.timestamp = timestamp;
      if (this.#actor.add(record, timestamp, sending)) return true;
    }
    const hasRoom = this.#enter((context) => {
      if (sending) sending.timestamp = timestamp ?? context.wallTime;
      return this.#actor.append(record, sending, context);
    });
    if (this.#actor.unfinished > 0) this.#stopOwing ??= this.#engine.owe();
    // A batch may have gone out: a loop that never awaits must see its acknowledgements too.
    this.#engine.poll();
    return hasRoom || this.#actor.hasRoom;
  }

  #enter<T>(run: (context: ActorContext) => T): T {
    return this.#engine.enter(this.#ref, run);
  }

  #flushed(): Promise<void> {
    const generation = this.#enter((context) => this.#actor.flush(context));
    if (this.#actor.settledGeneration >= generation) return Promise.resolve();
    const flushed = new Promise<void>((resolve, reject) => this.#flushes.push({ generation, resolve, reject }));
    this.#engine.poll();
    return flushed;
  }

  async #close(): Promise<void> {
    if (this.#closedBy) return;
    const flushed = this.#flushed();
    this.#closedBy = closedError("producer");
    await flushed;
    this.#actor.close();
    this.#release();
    if (this.#unheardError) throw this.#unheardError;
  }

  #release(): void {
    this.#unsubscribe();
    this.#readyWaiters.rejectAll(this.#closedBy ?? closedError("producer"));
    this.idle();
    this.#engine.stop(this.#ref);
  }

  #endpointClosed(reason: Error): void {
    const error = reasonError(reason, "producer");
    this.#closedBy = error;
    this.#unheardError = undefined;
    this.#actor.abandon(error);
    this.#readyWaiters.rejectAll(error);
    for (const flush of this.#flushes.splice(0)) flush.reject(error);
    this.idle();
  }
}

function isPayload(value: unknown): boolean {
  return typeof value === "string" || value instanceof Uint8Array || value === null;
}

function checkRecord(record: ProducerRecord): void {
  if (typeof record !== "object" || record === null) throw invalid("a record is an object { topic, key, value, ... }");
  if (!isPayload(record.value)) throw invalid("a record's value is a Uint8Array, a string or null");
  if (record.key !== undefined && !isPayload(record.key))
    throw invalid("a record's key is a Uint8Array, a string or null");
  if (typeof record.topic !== "string" || record.topic === "") throw invalid("a record names its topic");
  if (record.headers !== undefined) checkHeaders(record.headers);
}

function checkHeaders(headers: HeadersInput): void {
  for (const [name, value] of repeatableHeaderList(headers)) {
    if (typeof name !== "string" || !isPayload(value))
      throw invalid("a header is a name with a Uint8Array or a string");
  }
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_RECORD", message);
}
