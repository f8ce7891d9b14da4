import type { ActorContext, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { abortedError, openSignal, signalOf, unlessAborted, type WaitOptions } from "./abort.ts";
import type {
  Assignment,
  Bytes,
  Consumer,
  ConsumerBatch,
  ConsumerMetrics,
  ConsumerOptions,
  PartitionOffset,
  PollOptions,
  SeekTarget,
  TimestampOffset,
  TopicPartition,
} from "./api.ts";
import { type AssignedPartition, ConsumerActor, type ConsumerListener } from "./consumer-actor.ts";
import type { ConsumerPartition, StartPosition } from "./consumer-partition.ts";
import type { Decoders } from "./decoded-record.ts";
import type { ClientEngine } from "./engine.ts";
import { FetchedBatch } from "./fetched-batch.ts";
import { OffsetQueries } from "./offset-queries.ts";
import { consumerSettings, pollTimeoutMs } from "./options.ts";
import { OwedCalls } from "./owed-calls.ts";
import { checkPartitions, nameOf, startPosition, timestampOf } from "./partition-arguments.ts";
import type { ConsumerSettings } from "./settings.ts";
import { closedError, reasonError } from "./waiters.ts";

/** The `poll` or `next` that waits for a batch. */
interface Taking<Batch> {
  readonly tag: number;
  readonly timer: TimerId | undefined;
  readonly forgetSignal: () => void;
  resolve(batch: Batch | undefined): void;
  reject(error: Error): void;
}

/**
 * The user's side of a consumer: promises, batches and their end. Decisions are `ConsumerActor`'s, in the same thread. One
 * batch is out at a time.
 */
export class EngineConsumer<K = Bytes, V = Bytes> implements Consumer<K, V>, ConsumerListener {
  readonly #engine: ClientEngine;
  readonly #settings: ConsumerSettings;
  readonly #decoders: Decoders<K, V> | undefined;
  readonly #actor: ConsumerActor;
  readonly #ref: ActorRef;
  readonly #unsubscribe: () => void;
  readonly #calls: OwedCalls;
  readonly #queries: OffsetQueries;
  readonly #consumed = { batches: 0, records: 0, bytes: 0 };
  #batch: FetchedBatch<K, V> | undefined;
  #taking: Taking<FetchedBatch<K, V>> | undefined;
  #takeCount = 0;
  #error: MillraceError | undefined; // for the next poll
  #closedBy: MillraceError | undefined;

  /** Throws MillraceError INVALID_OPTION. */
  constructor(engine: ClientEngine, options: ConsumerOptions<K, V> = {}) {
    this.#settings = consumerSettings(options);
    const { key, value } = options;
    this.#decoders = key || value ? { key, value } : undefined;
    this.#engine = engine;
    this.#actor = new ConsumerActor(engine, this.#settings, this);
    this.#ref = engine.spawn(this.#actor);
    this.#calls = new OwedCalls(engine, this.#ref);
    this.#queries = new OffsetQueries(engine, this.#actor, this.#calls);
    this.#unsubscribe = engine.onClose((reason) => this.#endpointClosed(reasonError(reason, "consumer")));
    this.#enter((context) => this.#actor.start(context));
  }

  get metrics(): ConsumerMetrics {
    const lags = this.#actor.assignment.flatMap(({ lag }) => lag ?? []);
    return {
      batchesConsumed: this.#consumed.batches,
      recordsConsumed: this.#consumed.records,
      bytesConsumed: this.#consumed.bytes,
      bufferedBytes: this.#actor.bufferedBytes,
      offsetResets: this.#actor.offsetResets,
      truncations: this.#actor.truncations,
      recordsLagMax: lags.length > 0 ? Math.max(...lags) : undefined,
    };
  }

  async assign(partitions: readonly Assignment[], options?: WaitOptions): Promise<void> {
    this.#assertOpen();
    const signal = signalOf("assign", options);
    const assigned = checkPartitions("assign", partitions, "offset", "leaderEpoch").map((partition) =>
      this.#assigned(partition),
    );
    const work = this.#positioned(assigned.length, (done, context) => this.#actor.assign(assigned, done, context));
    await unlessAborted("assign", signal, work, "the partitions stay assigned");
  }

  assignment(): readonly TopicPartition[] {
    return this.#actor.assignment.map(placeOf);
  }

  async seek(target: SeekTarget, options?: WaitOptions): Promise<void> {
    const targets = checkPartitions("seek", [target], "offset", "leaderEpoch");
    await this.#seekAll("seek", targets, startPosition(target.offset, target.leaderEpoch), options);
  }

  async seekToTimestamp(target: TopicPartition & { readonly timestamp: number }, options?: WaitOptions): Promise<void> {
    const targets = checkPartitions("seekToTimestamp", [target], "timestamp");
    await this.#seekAll("seekToTimestamp", targets, { timestamp: timestampOf(target.timestamp) }, options);
  }

  async seekToBeginning(partitions?: readonly TopicPartition[], options?: WaitOptions): Promise<void> {
    await this.#seekAll("seekToBeginning", partitions ?? this.assignment(), startPosition("earliest"), options);
  }

  async seekToEnd(partitions?: readonly TopicPartition[], options?: WaitOptions): Promise<void> {
    await this.#seekAll("seekToEnd", partitions ?? this.assignment(), startPosition("latest"), options);
  }

  pause(partitions: readonly TopicPartition[]): void {
    const paused = this.#assignedOf("pause", partitions);
    this.#forgetError(paused);
    for (const partition of paused) this.#actor.pause(partition);
  }

  resume(partitions: readonly TopicPartition[]): void {
    const resumed = this.#assignedOf("resume", partitions);
    this.#enter((context) => {
      for (const partition of resumed) this.#actor.resume(partition, context);
    });
    this.#engine.poll();
  }

  paused(): readonly TopicPartition[] {
    return this.#actor.assignment.filter(({ isPaused }) => isPaused).map(placeOf);
  }

  position(partition: TopicPartition): number | undefined {
    return this.#find(partition)?.position;
  }

  lag(partition: TopicPartition): number | undefined {
    return this.#find(partition)?.lag;
  }

  async beginningOffsets(
    partitions: readonly TopicPartition[],
    options?: WaitOptions,
  ): Promise<readonly PartitionOffset[]> {
    this.#assertOpen();
    return this.#queries.beginning(partitions, options);
  }

  async endOffsets(partitions: readonly TopicPartition[], options?: WaitOptions): Promise<readonly PartitionOffset[]> {
    this.#assertOpen();
    return this.#queries.end(partitions, options);
  }

  async offsetsForTimes(
    partitions: readonly (TopicPartition & { readonly timestamp: number })[],
    options?: WaitOptions,
  ): Promise<readonly TimestampOffset[]> {
    this.#assertOpen();
    return this.#queries.forTimes(partitions, options);
  }

  async poll(options: PollOptions = {}): Promise<ConsumerBatch<K, V> | undefined> {
    const timeoutMs = pollTimeoutMs(options);
    return this.#next(timeoutMs, openSignal("poll", options.signal));
  }

  [Symbol.asyncIterator](): AsyncIterator<ConsumerBatch<K, V>> {
    return {
      next: async (): Promise<IteratorResult<ConsumerBatch<K, V>>> => {
        if (this.#wasClosed()) return { done: true, value: undefined };
        try {
          const value = await this.#next(undefined, undefined);
          return value ? { done: false, value } : { done: true, value: undefined };
        } catch (error) {
          // close() from elsewhere is an ordinary end of the loop.
          if (error instanceof MillraceError && error.code === "CLOSED") return { done: true, value: undefined };
          throw error;
        }
      },
      return: async (): Promise<IteratorResult<ConsumerBatch<K, V>>> => {
        this.#giveBack();
        return { done: true, value: undefined };
      },
    };
  }

  async close(): Promise<void> {
    if (this.#closedBy) return;
    this.#end(closedError("consumer"));
    this.#unsubscribe();
    try {
      this.#giveBack();
    } finally {
      if (this.#enter((context) => this.#actor.close(context))) this.#engine.stop(this.#ref);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  runAvailable(): boolean {
    // The waiting call takes its batch outside of the actor's turn; if several wake-ups meet, the first one wins.
    if (this.#taking) queueMicrotask(() => this.#serveTaking());
    return this.#taking !== undefined;
  }

  failed(error: MillraceError): void {
    const taking = this.#endTaking();
    if (taking) taking.reject(error);
    else this.#error ??= error;
  }

  ended(): void {
    queueMicrotask(() => this.#engine.stop(this.#ref)); // not from within its own turn
  }

  wokeUp(tag: number): void {
    if (this.#taking?.tag === tag) this.#endTaking()?.resolve(undefined);
  }

  async #next(timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<FetchedBatch<K, V> | undefined> {
    this.#assertOpen();
    if (this.#taking) throw new MillraceError("INVALID_STATE", "poll() or next() is waiting already: await it first");
    this.#giveBack();
    const error = this.#error;
    this.#error = undefined;
    if (error) throw error;
    const batch = this.#take();
    if (batch) return batch;
    const stop = this.#actor.haltedBy; // as Kafka's consumer: told again until the user says where to go on
    if (stop) throw stop;
    if (timeoutMs === 0) return undefined;
    const stopOwing = this.#engine.owe();
    try {
      return await new Promise((resolve, reject) => {
        const tag = this.#takeCount++;
        const timer =
          timeoutMs === undefined
            ? undefined
            : this.#enter((context) => this.#actor.wakeAfter(timeoutMs, tag, context));
        const abort = (): void => {
          if (timer !== undefined) this.#enter((context) => context.cancelTimer(timer));
          if (signal) this.#endTaking()?.reject(abortedError("poll", signal, "no batch was taken"));
        };
        signal?.addEventListener("abort", abort, { once: true });
        const forgetSignal = (): void => signal?.removeEventListener("abort", abort);
        this.#taking = { tag, timer, forgetSignal, resolve, reject };
        this.#engine.poll();
      });
    } finally {
      stopOwing();
    }
  }

  #serveTaking(): void {
    if (!this.#taking) return;
    const batch = this.#take();
    if (batch) this.#endTaking()?.resolve(batch);
  }

  #endTaking(): Taking<FetchedBatch<K, V>> | undefined {
    const taking = this.#taking;
    this.#taking = undefined;
    taking?.forgetSignal();
    return taking;
  }

  #take(): FetchedBatch<K, V> | undefined {
    const timer = this.#taking?.timer;
    const run = this.#enter((context) => {
      const taken = this.#taking ? this.#actor.takeAwaited(context) : this.#actor.take(context);
      if (taken && timer !== undefined) context.cancelTimer(timer);
      return taken;
    });
    if (!run) return undefined;
    this.#consumed.batches++;
    this.#consumed.records += run.recordCount;
    this.#consumed.bytes += run.length;
    this.#batch = new FetchedBatch(this.#engine, run, this.#decoders);
    return this.#batch;
  }

  /** Ends the batch that is out. */
  #giveBack(): void {
    const batch = this.#batch;
    if (!batch) return;
    this.#batch = undefined;
    try {
      if (this.#settings.verify) batch.verify(this.#engine.crc);
    } finally {
      batch.expire();
      this.#actor.release(batch.run);
    }
  }

  #assigned({ topic, partition, offset, leaderEpoch }: Assignment): AssignedPartition {
    const hasStart = offset !== undefined || leaderEpoch !== undefined;
    const start = hasStart ? startPosition(offset, leaderEpoch) : this.#actor.resetPosition;
    if (start) return { topic, partition, start };
    const where = nameOf({ topic, partition });
    const message = `${where} has no start offset, and autoOffsetReset is "none": assign it with an offset`;
    throw new MillraceError("NO_OFFSET", message);
  }

  /** Throws MillraceError INVALID_OPTION for what is no partition. */
  #find(place: TopicPartition): ConsumerPartition | undefined {
    nameOf(place);
    return this.#actor.find(place.topic, place.partition);
  }

  /** All of them, or none: throws before anything changed. */
  #assignedOf(call: string, partitions: readonly TopicPartition[]): readonly ConsumerPartition[] {
    this.#assertOpen();
    return checkPartitions(call, partitions).map((place) => {
      const known = this.#actor.find(place.topic, place.partition);
      if (known) return known;
      throw new MillraceError("INVALID_STATE", `${nameOf(place)} is not assigned: assign it first`);
    });
  }

  async #seekAll(
    call: string,
    partitions: readonly TopicPartition[],
    start: StartPosition,
    options: WaitOptions | undefined,
  ): Promise<void> {
    const signal = signalOf(call, options);
    const sought = this.#assignedOf(call, partitions);
    this.#forgetError(sought);
    const work = this.#positioned(sought.length, (done, context) => {
      for (const partition of sought) this.#actor.seek(partition, start, done, context);
    });
    await unlessAborted(call, signal, work, "the seek goes on");
  }

  /** Resolves when `done` was called `count` times; rejects with the first error. */
  #positioned(
    count: number,
    begin: (done: (error?: MillraceError) => void, context: ActorContext) => void,
  ): Promise<void> {
    let missing = count;
    return this.#calls.run<void>((resolve, reject, context) => {
      const done = (error?: MillraceError): void => {
        if (error) reject(error);
        else if (--missing === 0) resolve();
      };
      begin(done, context);
      if (missing === 0) resolve();
    });
  }

  #end(error: MillraceError): void {
    this.#closedBy = error;
    this.#endTaking()?.reject(error);
    this.#calls.rejectAll(error);
    this.#batch?.expire();
  }

  /** This thread leaves the arena: the batch that is out must not be given back later, when its lease is another's. */
  #endpointClosed(error: MillraceError): void {
    this.#end(error);
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch) this.#actor.release(batch.run);
  }

  /** What was to be said of a partition is no longer so. */
  #forgetError(partitions: readonly ConsumerPartition[]): void {
    if (partitions.some(({ haltedBy }) => haltedBy !== undefined && haltedBy === this.#error)) this.#error = undefined;
  }

  #enter<T>(run: (context: ActorContext) => T): T {
    return this.#engine.enter(this.#ref, run);
  }

  #wasClosed(): boolean {
    return this.#closedBy?.code === "CLOSED";
  }

  #assertOpen(): void {
    if (this.#closedBy) throw this.#closedBy;
  }
}

function placeOf({ topic, partition }: TopicPartition): TopicPartition {
  return { topic, partition };
}
