import { assert } from "../base/assert.ts";
import type { ActorRef } from "../base/ids.ts";
import { MAILBOX_MESSAGES_MAX, MAILBOX_RESERVE } from "../base/limits.ts";
import type { Random } from "../base/random.ts";
import type { Actor, ActorContext, Message } from "./actor.ts";

/** So many are taken, and as many as wait, before those that wait move to the front: on average a take moves one. */
const TAKEN_KEPT_MAX = 1_024;

/**
 * One living actor: its state machine, its place and its waiting messages. Owned by the endpoint's thread.
 */
export class Cell {
  readonly ref: ActorRef;
  readonly random: Random;
  /** Makes a fresh instance after a failure; without one a failure escalates to the endpoint. */
  readonly restart: (() => Actor) | undefined;
  actor: Actor;
  /** Its view of the endpoint, made at its first message. */
  context: ActorContext | undefined;
  stopped = false;
  /** Waits for its restart: receives nothing. */
  suspended = false;
  queued = false; // in the run queue
  wantsTurnEnd = false;
  /** Moments of the last failures in ms, for the escalation rule. */
  readonly failures: number[] = [];
  #mailbox: Message[] = [];
  #head = 0;

  constructor(ref: ActorRef, actor: Actor, random: Random, restart: (() => Actor) | undefined) {
    this.ref = ref;
    this.actor = actor;
    this.random = random;
    this.restart = restart;
  }

  get waiting(): number {
    return this.#mailbox.length - this.#head;
  }

  /** Messages of other actors must wait at their senders; what ends an ask, timers and notes still fit. */
  get isFull(): boolean {
    return this.waiting >= MAILBOX_MESSAGES_MAX;
  }

  push(message: Message): void {
    const { endpoint, actor } = this.ref;
    assert(this.waiting < MAILBOX_MESSAGES_MAX + MAILBOX_RESERVE, `the mailbox of actor ${endpoint}/${actor} has room`);
    this.#mailbox.push(message);
  }

  /** Takes the waiting messages that `matches` out of the mailbox. */
  withdraw(matches: (message: Message) => boolean): Message[] {
    const waiting = this.#mailbox.splice(0).slice(this.#head);
    this.#head = 0;
    const taken: Message[] = [];
    for (const message of waiting) (matches(message) ? taken : this.#mailbox).push(message);
    return taken;
  }

  shift(): Message | undefined {
    const message = this.#mailbox[this.#head];
    if (message === undefined) return undefined;
    this.#head++;
    if (this.#head === this.#mailbox.length) {
      this.#mailbox.length = 0;
      this.#head = 0;
    } else if (this.#head >= TAKEN_KEPT_MAX && this.#head * 2 >= this.#mailbox.length) {
      this.#mailbox = this.#mailbox.slice(this.#head); // a mailbox that is never empty must not keep what it gave out
      this.#head = 0;
    }
    return message;
  }
}
