import type { StreamRecord } from "../api/record.ts";
import type { InputRecord } from "../api/serialized.ts";
import type { RecordContext } from "../api/store-context.ts";

/** A record that is kept to be handed on later, with the input that it came from; undefined where no input was processed. */
export interface HeldContext extends RecordContext {
  readonly input?: InputRecord | undefined;
}

/** How a user's asynchronous function is called. All times are of the wall clock that the task is told, in ms. */
export interface AsyncCallOptions {
  /** Calls that may run at once. */
  readonly concurrency: number;
  /** Records that may wait or run; with so many the task reads no more. */
  readonly capacity: number;
  /** An attempt that takes longer counts as failed; its late answer is ignored. Infinity: none. */
  readonly timeoutMs: number;
  /** Attempts after the first one. */
  readonly retries: number;
  /** Pause before an attempt is repeated. */
  readonly retryBackoffMs: number;
}

/** One attempt to be made by whoever runs the task. */
export interface AsyncAttempt<K, V> {
  readonly call: AsyncCall<K, V>;
  readonly attempt: number;
}

/** A record on its way through the function. */
export interface AsyncCall<K, V> {
  readonly id: number;
  readonly record: StreamRecord<K, V>;
  readonly context: HeldContext;
  readonly identity: unknown;
  attempt: number;
  state: "waiting" | "running";
  /** When a running attempt is given up, or a waiting one may start. */
  dueMs: number;
}

export type AsyncOutcome<R> = { readonly value: R } | { readonly error: unknown };

/** What became of a call: its value, or why it failed for good. */
export interface AsyncResult<K, V, R> {
  readonly call: AsyncCall<K, V>;
  readonly outcome: AsyncOutcome<R>;
}

/**
 * Decides which calls of an asynchronous function start when: at most `concurrency` at once, and of one key only one, so
 * that results of a key come in the order of its records. Takes time and answers as values and draws nothing by chance:
 * the same answers in the same order give the same decisions. Owned by one operator of one task.
 */
export class AsyncCalls<K, V, R> {
  readonly #options: AsyncCallOptions;
  /** In the order of the records; the first of each key is the one that may run. */
  readonly #calls = new Map<number, AsyncCall<K, V>>();
  readonly #heads = new Map<unknown, number[]>();
  #nextId = 0;
  #running = 0;

  constructor(options: AsyncCallOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#calls.size;
  }

  get isFull(): boolean {
    return this.#calls.size >= this.#options.capacity;
  }

  /** Contexts of the records that are not done yet, in the order of the records. */
  *pending(): Generator<HeldContext> {
    for (const { context } of this.#calls.values()) yield context;
  }

  /** `identity` tells keys apart as a Map does; undefined has no order to keep. */
  submit(record: StreamRecord<K, V>, context: HeldContext, identity: unknown): void {
    const id = this.#nextId++;
    this.#calls.set(id, {
      id,
      record,
      context,
      identity,
      attempt: 0,
      state: "waiting",
      dueMs: Number.NEGATIVE_INFINITY,
    });
    if (identity === undefined) return;
    const queue = this.#heads.get(identity);
    if (queue === undefined) this.#heads.set(identity, [id]);
    else queue.push(id);
  }

  /** Does an attempt still wait for its answer? */
  isRunning({ call: { id }, attempt }: AsyncAttempt<K, V>): boolean {
    const call = this.#calls.get(id);
    return call !== undefined && call.state === "running" && call.attempt === attempt;
  }

  /**
   * When the wall clock makes something due that was not due at `nowMs`: a timeout, or the end of a pause. Infinity: answers
   * alone do.
   */
  nextDueMs(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { dueMs } of this.#calls.values()) if (dueMs > nowMs && dueMs < next) next = dueMs;
    return next;
  }

  /** Forgets all calls: what is answered now comes too late. */
  clear(): void {
    this.#calls.clear();
    this.#heads.clear();
    this.#running = 0;
  }

  /** The attempts to begin now, oldest record first. */
  start(nowMs: number): AsyncAttempt<K, V>[] {
    const started: AsyncAttempt<K, V>[] = [];
    for (const call of this.#calls.values()) {
      if (this.#running >= this.#options.concurrency) break;
      if (call.state === "running" || call.dueMs > nowMs || !this.#isHead(call)) continue;
      call.state = "running";
      call.attempt++;
      call.dueMs = nowMs + this.#options.timeoutMs;
      this.#running++;
      started.push({ call, attempt: call.attempt });
    }
    return started;
  }

  /** Takes an answer; undefined when it comes too late, or when the call will be tried again. */
  settle(id: number, attempt: number, outcome: AsyncOutcome<R>, nowMs: number): AsyncResult<K, V, R> | undefined {
    const call = this.#calls.get(id);
    if (call === undefined || call.state !== "running" || call.attempt !== attempt) return undefined;
    this.#running--;
    if ("error" in outcome && attempt <= this.#options.retries) {
      call.state = "waiting";
      call.dueMs = nowMs + this.#options.retryBackoffMs;
      return undefined;
    }
    this.#calls.delete(id);
    const queue = this.#heads.get(call.identity);
    if (queue !== undefined && queue.length > 1) queue.shift();
    else this.#heads.delete(call.identity);
    return { call, outcome };
  }

  /** Gives up the attempts that took too long; what failed for good, oldest first. */
  expire(nowMs: number, error: (call: AsyncCall<K, V>) => unknown): AsyncResult<K, V, R>[] {
    const failed: AsyncResult<K, V, R>[] = [];
    for (const call of [...this.#calls.values()]) {
      if (call.state !== "running" || call.dueMs > nowMs) continue;
      const result = this.settle(call.id, call.attempt, { error: error(call) }, nowMs);
      if (result !== undefined) failed.push(result);
    }
    return failed;
  }

  #isHead({ identity, id }: AsyncCall<K, V>): boolean {
    return identity === undefined || this.#heads.get(identity)?.[0] === id;
  }
}
