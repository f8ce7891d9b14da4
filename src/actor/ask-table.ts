import type { ActorId, EndpointId } from "../base/ids.ts";
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
 */
export class AskTable {
  readonly #timers: TimerQueue;
  readonly #asks = new Map<number, Ask>();
  readonly #byTimeout = new Map<TimerId, number>();
  readonly #inMailbox = new Set<number>();
  #next = 1;

  constructor(timers: TimerQueue) {
    this.#timers = timers;
  }

  get size(): number {
    return this.#asks.size;
  }

  /** A correlation that no open ask has; 1..2^32-1. */
  nextCorrelation(): number {
    for (;;) {
      const correlation = this.#next;
      this.#next = (this.#next + 1) >>> 0 || 1;
      if (!this.#asks.has(correlation) && !this.#inMailbox.has(correlation)) return correlation;
    }
  }

  open(correlation: number, target: AskTarget): void {
    let timeout: TimerId | undefined;
    if (target.timeoutAt !== undefined) {
      timeout = this.#timers.set(target.timeoutAt, target.actor, TIMEOUT_TAG);
      this.#byTimeout.set(timeout, correlation);
    }
    this.#asks.set(correlation, { ...target, correlation, timeout });
  }

  close(correlation: number): Ask | undefined {
    const ask = this.#asks.get(correlation);
    if (ask === undefined) return undefined;
    this.#asks.delete(correlation);
    if (ask.timeout !== undefined) {
      this.#timers.cancel(ask.timeout);
      this.#byTimeout.delete(ask.timeout);
    }
    return ask;
  }

  /** Ends every ask that `matches`, in the order in which they were opened. */
  closeWhere(matches: (ask: Ask) => boolean): Ask[] {
    const closed: Ask[] = [];
    for (const ask of this.#asks.values()) if (matches(ask)) closed.push(ask);
    for (const ask of closed) this.close(ask.correlation);
    return closed;
  }

  /** Ends the ask whose timeout is `timer`; undefined when the timer is not one. */
  timedOut(timer: TimerId): Ask | undefined {
    const correlation = this.#byTimeout.get(timer);
    return correlation === undefined ? undefined : this.close(correlation);
  }

  awaitDelivery(correlation: number): void {
    this.#inMailbox.add(correlation);
  }

  /** False when it was cancelled while it waited in the mailbox. */
  deliver(correlation: number): boolean {
    return this.#inMailbox.delete(correlation);
  }

  cancel(correlation: number): void {
    this.close(correlation);
    this.#inMailbox.delete(correlation);
  }
}
