import type { ActorId, EndpointId } from "../base/ids.ts";
import { ANSWERS_HELD_MAX, ASKS_OPEN_MAX } from "../base/limits.ts";
import type { TimerId } from "./actor.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** Timer tag of the timeouts of asks. */
const TIMEOUT_TAG = -1;

export interface Ask {
  readonly correlation: number;
  readonly actor: ActorId; // who asked
  readonly endpoint: EndpointId; // who was asked
  readonly incarnation: number; // of who was asked
  readonly timeout: TimerId | undefined;
}

export interface AskTarget {
  readonly actor: ActorId;
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  readonly timeoutAt: number | undefined; // ms
}

/**
 * Requests of one endpoint that have no answer yet, with their timeouts. Each ends once: answered, failed or cancelled.
 * An end that waits in a mailbox can still be cancelled: `awaitDelivery` marks it, `deliver` asks whether it is wanted.
 *
 * Whoever was asked does not know of a cancellation or a timeout: it answers all the same, and holds the answer while
 * nobody takes it. So an ask that ended early keeps its place among those that its endpoint has to answer, until it did
 * or is dead. Asks within an endpoint are answered through the mailbox and need no such place.
 */
export class AskTable {
  readonly #own: EndpointId;
  readonly #timers: TimerQueue;
  readonly #asks = new Map<number, Ask>();
  readonly #byTimeout = new Map<TimerId, number>();
  readonly #inMailbox = new Set<number>();
  /** Ended before their answer came. */
  readonly #early = new Map<number, Ask>();
  /** Asks by the endpoint that has to answer them. */
  readonly #unanswered = new Map<EndpointId, number>();
  #next = 1;

  constructor(own: EndpointId, timers: TimerQueue) {
    this.#own = own;
    this.#timers = timers;
  }

  /** Without an end yet. */
  get size(): number {
    return this.#asks.size;
  }

  /** Is there a place for one more ask of `endpoint`? */
  hasRoom(endpoint: EndpointId): boolean {
    return this.#asks.size < ASKS_OPEN_MAX && (this.#unanswered.get(endpoint) ?? 0) < ANSWERS_HELD_MAX;
  }

  /** A correlation that no ask has; 1..2^32-1. */
  nextCorrelation(): number {
    for (;;) {
      const correlation = this.#next;
      this.#next = (this.#next + 1) >>> 0 || 1;
      if (!this.#asks.has(correlation) && !this.#inMailbox.has(correlation) && !this.#early.has(correlation))
        return correlation;
    }
  }

  open(correlation: number, target: AskTarget): void {
    let timeout: TimerId | undefined;
    if (target.timeoutAt !== undefined) {
      timeout = this.#timers.set(target.timeoutAt, target.actor, TIMEOUT_TAG);
      this.#byTimeout.set(timeout, correlation);
    }
    this.#asks.set(correlation, { ...target, correlation, timeout });
    this.#addUnanswered(target.endpoint, 1);
  }

  /** The answer is here. Undefined: its ask ended before. */
  answered(correlation: number): Ask | undefined {
    const ask = this.#end(correlation);
    const answered = ask ?? this.#early.get(correlation);
    if (answered !== undefined) this.#addUnanswered(answered.endpoint, -1);
    this.#early.delete(correlation);
    return ask;
  }

  /** Ends what was asked of incarnations of `endpoint` up to this one, in the order in which it was. */
  endpointDied(endpoint: EndpointId, incarnation: number): Ask[] {
    const isOfDead = (ask: Ask): boolean => ask.endpoint === endpoint && ask.incarnation <= incarnation;
    const ended = [...this.#asks.values()].filter(isOfDead);
    for (const { correlation } of ended) this.#end(correlation);
    const early = [...this.#early.values()].filter(isOfDead);
    for (const { correlation } of early) this.#early.delete(correlation);
    this.#addUnanswered(endpoint, -ended.length - early.length);
    return ended;
  }

  /** Ends all asks of an actor. */
  forget(actor: ActorId): void {
    for (const { correlation } of [...this.#asks.values()].filter((ask) => ask.actor === actor))
      this.#endEarly(correlation);
  }

  /** Ends the ask whose timeout is `timer`; undefined when the timer is not one. */
  timedOut(timer: TimerId): Ask | undefined {
    const correlation = this.#byTimeout.get(timer);
    return correlation === undefined ? undefined : this.#endEarly(correlation);
  }

  awaitDelivery(correlation: number): void {
    this.#inMailbox.add(correlation);
  }

  /** False when it was cancelled while it waited in the mailbox. */
  deliver(correlation: number): boolean {
    return this.#inMailbox.delete(correlation);
  }

  cancel(correlation: number): void {
    this.#endEarly(correlation);
    this.#inMailbox.delete(correlation);
  }

  #endEarly(correlation: number): Ask | undefined {
    const ask = this.#end(correlation);
    if (ask !== undefined && ask.endpoint !== this.#own) this.#early.set(correlation, ask);
    return ask;
  }

  #end(correlation: number): Ask | undefined {
    const ask = this.#asks.get(correlation);
    if (ask === undefined) return undefined;
    this.#asks.delete(correlation);
    if (ask.timeout !== undefined) {
      this.#timers.cancel(ask.timeout);
      this.#byTimeout.delete(ask.timeout);
    }
    return ask;
  }

  #addUnanswered(endpoint: EndpointId, count: number): void {
    if (endpoint === this.#own) return;
    this.#unanswered.set(endpoint, (this.#unanswered.get(endpoint) ?? 0) + count);
  }
}
