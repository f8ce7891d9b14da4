import type { ActorContext } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { abortedError, signalOf, unlessAborted, type WaitOptions } from "./abort.ts";
import type { Producer, ProducerMetrics, ProducerOptions, ProducerRecord, RecordMetadata } from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { closeTimeoutMs, producerSettings } from "./options.ts";
import { ProducerActor } from "./producer-actor.ts";
import type { BatchOutcome, ProducerListener, StandstillStats } from "./producer-listener.ts";
import { checkedRecord } from "./record-check.ts";
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
  readonly #maxBlockMs: number;
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
    // Loads the codec now: where it is missing, this call throws and no later one.
    if (settings.compression) engine.codecs.compress(settings.compression, new Uint8Array(1));
    this.#engine = engine;
    this.#onError = options.onError;
    this.#maxBlockMs = settings.maxBlockMs;
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

  send(record: ProducerRecord, options?: WaitOptions): Promise<RecordMetadata> {
    return new Promise((resolve, reject) => {
      const signal = signalOf("send", options);
      if (signal) this.#sendUnlessAborted(record, signal, resolve, reject);
      else this.#take(record, { resolve, reject, timestamp: 0 });
    });
  }

  write(record: ProducerRecord): boolean {
    return this.#take(record, undefined);
  }

  async ready(options?: WaitOptions): Promise<void> {
    if (this.#closedBy) throw this.#closedBy;
    const signal = signalOf("ready", options);
    if (this.#actor.hasRoom) return;
    const waiting = this.#readyWaiters.wait();
    this.#enter((context) => this.#actor.awaitSpace(context));
    this.#engine.poll();
    return unlessAborted("ready", signal, waiting, "the buffer may be full still");
  }

  async flush(options?: WaitOptions): Promise<void> {
    if (this.#closedBy) throw this.#closedBy;
    const signal = signalOf("flush", options);
    await unlessAborted("flush", signal, this.#flushed(), "records are on their way still");
    const error = this.#deliveryError;
    this.#deliveryError = undefined;
    this.#unheardError = undefined;
    if (error) throw error;
  }

  close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    try {
      const timeoutMs = closeTimeoutMs("producer", options);
      if (this.#closing === undefined) this.#closing = this.#close(timeoutMs);
      else this.#abandonAfter(timeoutMs);
      return this.#closing;
    } catch (error) {
      return Promise.reject(error); // it is as open as before
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  acknowledged(batch: BatchOutcome): void {
    const { topic, partition, baseOffset, logAppendTime } = batch;
    for (const { index, tag } of batch.tags) {
      const { resolve, timestamp: ownTime } = tag as Sending;
      const timestamp = logAppendTime < 0 ? ownTime : logAppendTime;
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
    if (!onError) this.#remember(error);
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

  #sendUnlessAborted(
    record: ProducerRecord,
    signal: AbortSignal,
    resolve: (metadata: RecordMetadata) => void,
    reject: (error: Error) => void,
  ): void {
    const forget = (): void => signal.removeEventListener("abort", abort);
    const sending: Sending = {
      timestamp: 0,
      resolve: (metadata) => {
        forget();
        resolve(metadata);
      },
      reject: (error) => {
        forget();
        reject(error);
      },
    };
    const abort = (): void => {
      const isWithdrawn = this.#enter(() => this.#actor.withdraw(sending));
      const effect = isWithdrawn ? "the record was withdrawn" : "the record is on its way and may still be delivered";
      reject(abortedError("send", signal, effect));
    };
    this.#take(record, sending);
    signal.addEventListener("abort", abort, { once: true });
  }

  #take(given: ProducerRecord, sending: Sending | undefined): boolean {
    if (this.#closedBy) throw this.#closedBy;
    const record = checkedRecord(given);
    // Read for each record, 40 to 60 ns: nothing cheaper tells how long the caller was busy since the last one.
    const timestamp = record.timestamp ?? this.#wallTime?.();
    if (timestamp !== undefined) {
      if (sending) sending.timestamp = timestamp;
      if (this.#actor.add(record, timestamp, sending)) return true;
    }
    if (sending === undefined && this.#actor.isOverdrawn) this.#makeRoom(record.topic);
    const hasRoom = this.#enter((context) => {
      if (sending) sending.timestamp = timestamp ?? context.wallTime;
      return this.#actor.append(record, sending, context);
    });
    if (this.#actor.unfinished > 0) this.#stopOwing ??= this.#engine.owe();
    // A batch may have gone out: a loop that never awaits must see its acknowledgements too.
    this.#engine.poll();
    return hasRoom || this.#actor.hasRoom;
  }

  /**
   * Its writer does not wait, so acknowledgements are worked off within its call, and other threads get the processor
   * between. Throws when that makes no room within `maxBlockMs`, or when this thread cannot wait.
   */
  #makeRoom(topic: string): void {
    const now = (): number =>
      this.#enter((context) => {
        this.#actor.takeBackLate(context); // nothing comes from other threads while this one does not return
        return context.now;
      });
    const deadlineMs = now() + this.#maxBlockMs;
    const expired = this.#actor.recordsExpired;
    for (;;) {
      this.#engine.poll();
      if (this.#closedBy) throw this.#closedBy;
      // Room that others' failures made is none: whoever goes on writing would never hear of them.
      const isLate = this.#actor.recordsExpired > expired || now() >= deadlineMs;
      if (!isLate && !this.#actor.isOverdrawn) return;
      if (isLate || !this.#engine.rest) throw this.#actor.fullError(topic);
      this.#engine.rest();
    }
  }

  /** For the next `flush` or `close`, which may never come. */
  #remember(error: MillraceError): void {
    if (this.#unheardError !== undefined) return;
    this.#unheardError = error;
    if (this.#flushes.length > 0 || this.#closing !== undefined) return;
    const advice = "give the producer onError, or await flush() or close()";
    this.#engine.warn(`records of write() were not delivered: ${error.message} (${error.code}); ${advice}`);
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

  async #close(timeoutMs: number | undefined): Promise<void> {
    if (this.#closedBy) return;
    const flushed = this.#flushed();
    this.#abandonAfter(timeoutMs);
    this.#closedBy = closedError("producer");
    await flushed;
    this.#actor.close();
    this.#release();
    if (this.#unheardError) throw this.#unheardError;
  }

  /** The shortest time limit of several calls counts. */
  #abandonAfter(timeoutMs: number | undefined): void {
    if (timeoutMs === undefined || this.#actor.unfinished === 0) return;
    const message = `the producer was closed, and this was not acknowledged within timeoutMs (${timeoutMs} ms): it may be delivered or not`;
    const error = new MillraceError("CLOSED", message);
    this.#enter((context) => {
      if (timeoutMs === 0) this.#actor.abandon(error);
      else this.#actor.abandonAfter(timeoutMs, error, context);
    });
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
