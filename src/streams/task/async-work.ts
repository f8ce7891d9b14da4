import type { AsyncAttempt, AsyncOutcome, AsyncResult } from "../operator/async-calls.ts";
import type { AsyncOperator } from "../operator/async-operator.ts";

type Attempt = AsyncAttempt<unknown, unknown>;

/** One call of a user's function that is to be made now, outside of the task. */
export class CallAttempt {
  readonly nodeName: string;
  readonly operator: AsyncOperator;
  readonly attempt: Attempt;

  constructor(nodeName: string, operator: AsyncOperator, attempt: Attempt) {
    this.nodeName = nodeName;
    this.operator = operator;
    this.attempt = attempt;
  }

  /** Calls the function: its answer, or the promise of one. Throws what the function throws. */
  run(): unknown {
    return this.operator.run(this.attempt.call.record);
  }

  /** Does the task still wait for the answer? Not when the attempt timed out or the task was closed. */
  get isAwaited(): boolean {
    return this.operator.calls.isRunning(this.attempt);
  }
}

/** A call that is over, and the operator that hands its result on. */
export interface FinishedCall {
  readonly nodeName: string;
  readonly operator: AsyncOperator;
  readonly result: AsyncResult<unknown, unknown, unknown>;
}

interface Registered {
  readonly nodeName: string;
  readonly operator: AsyncOperator;
}

/** The operators of one task whose calls answer later, parents first, and how far their calls let the task commit. */
export class AsyncWork {
  readonly #operators: Registered[] = [];
  /** By topic: no commit goes back behind it, whatever old record a store lets go. */
  readonly #floors = new Map<string, number>();
  /** Of the calls that `clear` has dropped: they are to be made again by whoever goes on. */
  readonly #dropped = new Map<string, number>();

  register(nodeName: string, operator: AsyncOperator): void {
    this.#operators.push({ nodeName, operator });
  }

  get size(): number {
    let size = 0;
    for (const { operator } of this.#operators) size += operator.calls.size;
    return size;
  }

  /** Does an operator hold as many records as it may? */
  get isFull(): boolean {
    for (const { operator } of this.#operators) if (operator.calls.isFull) return true;
    return false;
  }

  nextDueMs(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { operator } of this.#operators) next = Math.min(next, operator.calls.nextDueMs(nowMs));
    return next;
  }

  start(nowMs: number): CallAttempt[] {
    const started: CallAttempt[] = [];
    for (const { nodeName, operator } of this.#operators)
      for (const attempt of operator.calls.start(nowMs)) started.push(new CallAttempt(nodeName, operator, attempt));
    return started;
  }

  /** Undefined for an answer that comes too late, or where another attempt will follow. */
  settle({ nodeName, operator, attempt }: CallAttempt, outcome: AsyncOutcome<unknown>, nowMs: number) {
    const result = operator.calls.settle(attempt.call.id, attempt.attempt, outcome, nowMs);
    return result === undefined ? undefined : { nodeName, operator, result };
  }

  /** Gives up the attempts that took too long; what failed for good. */
  expire(nowMs: number): FinishedCall[] {
    return this.#operators.flatMap(({ nodeName, operator }) =>
      operator.calls
        .expire(nowMs, (call) => operator.timeoutError(call))
        .map((result) => ({ nodeName, operator, result })),
    );
  }

  /** Of every record that the task takes; the first of a topic is where it began. */
  setFirst(topic: string, offset: number): void {
    if (!this.#floors.has(topic)) this.#floors.set(topic, offset);
  }

  /** Where a commit may stand that has reached an offset: at the first record whose call is not done. */
  positionOf(topic: string, reached: number): number {
    const position = Math.min(reached, this.#limitOf(topic));
    this.#floors.set(topic, position);
    return position;
  }

  /** Forgets the calls, and keeps their offsets for the last commit. */
  clear(topics: readonly string[]): void {
    for (const topic of topics) this.#dropped.set(topic, this.#limitOf(topic));
    for (const { operator } of this.#operators) operator.calls.clear();
  }

  /** Infinity when no record of the topic waits for an answer. */
  #limitOf(topic: string): number {
    let limit = this.#dropped.get(topic) ?? Number.POSITIVE_INFINITY;
    for (const { operator } of this.#operators)
      for (const context of operator.calls.pending())
        if (context.topic === topic && context.offset < limit) limit = context.offset;
    return Math.max(limit, this.#floors.get(topic) ?? limit);
  }
}
