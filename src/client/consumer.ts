import type { ActorContext, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import type { Assignment, Consumer, ConsumerBatch, ConsumerOptions, TopicPartition } from "./api.ts";
import { ConsumerActor, type ConsumerListener } from "./consumer-actor.ts";
import type { StartPosition } from "./consumer-partition.ts";
import type { ClientEngine } from "./engine.ts";
import { FetchedBatch } from "./fetched-batch.ts";
import { EARLIEST, LATEST } from "./offset-lookups.ts";
import { consumerSettings, pollTimeoutMs } from "./options.ts";
import { OwedCalls } from "./owed-calls.ts";
import type { ConsumerSettings } from "./settings.ts";
import { closedError, reasonError } from "./waiters.ts";

/** The `poll` or `next` that waits for a batch. */
interface Taking {
  readonly tag: number;
  readonly timer: TimerId | undefined;
  resolve(batch: FetchedBatch | undefined): void;
  reject(error: Error): void;
}

/**
 * The user's side of a consumer: promises, batches and their end. Decisions are `ConsumerActor`'s, in the same thread. One
 * batch is out at a time.
 */
export class EngineConsumer implements Consumer, ConsumerListener {
  readonly #engine: ClientEngine;
  readonly #settings: ConsumerSettings;
  readonly #actor: ConsumerActor;
  readonly #ref: ActorRef;
  readonly #unsubscribe: () => void;
  readonly #calls: OwedCalls;
  #batch: FetchedBatch | undefined;
  #taking: Taking | undefined;
  #takeCount = 0;
  #error: MillraceError | undefined; // for the next poll
  #closedBy: MillraceError | undefined;

  /** Throws MillraceError INVALID_OPTION. */
  constructor(engine: ClientEngine, options: ConsumerOptions = {}) {
    this.#settings = consumerSettings(options);
    this.#engine = engine;
    this.#actor = new ConsumerActor(engine, this.#settings, this);
    this.#ref = engine.spawn(this.#actor);
    this.#calls = new OwedCalls(engine, this.#ref);
    this.#unsubscribe = engine.onClose((reason) => this.#end(reasonError(reason, "consumer")));
    this.#enter((context) => this.#actor.start(context));
  }

  async assign(partitions: readonly Assignment[]): Promise<void> {
    this.#assertOpen();
    const seen = new Set<string>();
    const assigned = partitions.map(({ topic, partition, offset }) => {
      const name = nameOf({ topic, partition });
      if (seen.has(name)) throw new MillraceError("INVALID_OPTION", `${name} is assigned twice`);
      seen.add(name);
      return { topic, partition, start: offset === undefined ? undefined : startPosition(offset) };
    });
    await this.#positioned(assigned.length, (done, context) => this.#actor.assign(assigned, done, context));
  }

  async seek(target: TopicPartition & { readonly offset: number | "earliest" | "latest" }): Promise<void> {
    this.#assertOpen();
    const start = startPosition(target.offset);
    const partition = this.#actor.find(target.topic, target.partition);
    if (!partition) throw new MillraceError("INVALID_STATE", `${nameOf(target)} is not assigned: assign it first`);
    await this.#positioned(1, (done, context) => this.#actor.seek(partition, start, done, context));
  }

  position({ topic, partition }: TopicPartition): number | undefined {
    return this.#actor.find(topic, partition)?.position;
  }

  async poll(options: { readonly timeoutMs?: number } = {}): Promise<ConsumerBatch | undefined> {
    return this.#next(pollTimeoutMs(options));
  }

  [Symbol.asyncIterator](): AsyncIterator<ConsumerBatch> {
    return {
      next: async (): Promise<IteratorResult<ConsumerBatch>> => {
        if (this.#wasClosed()) return { done: true, value: undefined };
        try {
          const value = await this.#next(undefined);
          return value ? { done: false, value } : { done: true, value: undefined };
        } catch (error) {
          // close() from elsewhere is an ordinary end of the loop.
          if (error instanceof MillraceError && error.code === "CLOSED") return { done: true, value: undefined };
          throw error;
        }
      },
      return: async (): Promise<IteratorResult<ConsumerBatch>> => {
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
      this.#enter((context) => this.#actor.close(context));
      this.#engine.stop(this.#ref);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  runAvailable(): void {
    // The waiting call takes its batch outside of the actor's turn; if several wake-ups meet, the first one wins.
    if (this.#taking) queueMicrotask(() => this.#serveTaking());
  }

  failed(error: MillraceError): void {
    const taking = this.#endTaking();
    if (taking) taking.reject(error);
    else this.#error ??= error;
  }

  wokeUp(tag: number): void {
    if (this.#taking?.tag === tag) this.#endTaking()?.resolve(undefined);
  }

  async #next(timeoutMs: number | undefined): Promise<FetchedBatch | undefined> {
    this.#assertOpen();
    if (this.#taking) throw new MillraceError("INVALID_STATE", "poll() or next() is waiting already: await it first");
    this.#giveBack();
    const error = this.#error;
    this.#error = undefined;
    if (error) throw error;
    const batch = this.#take();
    if (batch || timeoutMs === 0) return batch;
    const stopOwing = this.#engine.owe();
    try {
      return await new Promise((resolve, reject) => {
        const tag = this.#takeCount++;
        const timer =
          timeoutMs === undefined
            ? undefined
            : this.#enter((context) => this.#actor.wakeAfter(timeoutMs, tag, context));
        this.#taking = { tag, timer, resolve, reject };
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

  #endTaking(): Taking | undefined {
    const taking = this.#taking;
    this.#taking = undefined;
    return taking;
  }

  #take(): FetchedBatch | undefined {
    const timer = this.#taking?.timer;
    const run = this.#enter((context) => {
      const taken = this.#actor.take(context);
      if (taken && timer !== undefined) context.cancelTimer(timer);
      return taken;
    });
    if (!run) return undefined;
    this.#batch = new FetchedBatch(this.#engine.memory, run);
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

function startPosition(offset: unknown): StartPosition {
  if (offset === "earliest") return { timestamp: EARLIEST };
  if (offset === "latest") return { timestamp: LATEST };
  if (typeof offset === "number" && Number.isSafeInteger(offset) && offset >= 0) return { offset };
  const message = `an offset is a whole number from 0, "earliest" or "latest", not ${String(offset)}`;
  throw new MillraceError("INVALID_OPTION", message);
}

function nameOf({ topic, partition }: TopicPartition): string {
  if (typeof topic !== "string" || topic === "" || !Number.isInteger(partition) || partition < 0) {
    throw new MillraceError("INVALID_OPTION", "a partition is { topic, partition } with a name and a number from 0");
  }
  return `${topic}-${partition}`;
}
