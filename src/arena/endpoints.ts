import { assert } from "../base/assert.ts";
import { DEAD_LETTER_REASONS, type DeadLetterReason } from "../base/dead-letters.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import {
  type ArenaLayout,
  DEATH_WAKEUPS_WORD,
  DEATHS_RUNG_WORD,
  INCARNATION_MAX,
  MEMBERSHIP_VERSION_WORD,
  ROW_ACKNOWLEDGED,
  ROW_BEAT,
  ROW_BUFFER_UNITS,
  ROW_DEAD_LETTERS,
  ROW_INBOUND_HIGH,
  ROW_INBOUND_LOW,
  ROW_INBOUND_VERSION,
  ROW_PARKED,
  ROW_RESCUED,
  ROW_STATE,
} from "./layout.ts";

// The state word: incarnation * 4 + state, so that one compare-and-swap changes both.
const FREE = 0;
const ALIVE = 1;
const DEAD = 2;
const STATES = 4;
/**
 * The rows of all endpoints: who lives, in which incarnation. Any thread may use it; every change is one
 * compare-and-swap.
 *
 * Lifecycle of a row: FREE, `claim` makes it ALIVE with the next incarnation, `markDead` DEAD (one caller wins and rings
 * all bells), the guardian confirms it when the thread has ended (`confirmDeath`), and after every living endpoint has
 * drained its rings reclaims what it had (`Arena.reclaim`) and retires the row to FREE, from where it may be claimed again.
 */
export class Endpoints {
  readonly #words: Int32Array;
  readonly #layout: ArenaLayout;

  constructor(words: Int32Array, layout: ArenaLayout) {
    this.#words = words;
    this.#layout = layout;
  }

  /** Makes `endpoint` alive. Its new incarnation, or undefined when it lives already. Only after its old thread ended. */
  claim(endpoint: number): number | undefined {
    return this.#claim(endpoint, true);
  }

  /** Claims the first FREE row from `first` to `last`, both included. Undefined: there is none. */
  claimFree(first: number, last: number): { endpoint: number; incarnation: number } | undefined {
    for (let endpoint = first; endpoint <= last; endpoint++) {
      const incarnation = this.#claim(endpoint, false);
      if (incarnation !== undefined) return { endpoint, incarnation };
    }
    return undefined;
  }

  #claim(endpoint: number, fromDead: boolean): number | undefined {
    assert(endpoint >= 0 && endpoint < ENDPOINTS_MAX, `endpoint ${endpoint} has a row`);
    const row = this.#layout.rowWord(endpoint);
    const version = this.membershipVersion; // before it lives: who dies afterwards may have sent to it
    const seen = Atomics.load(this.#words, row + ROW_STATE);
    const state = seen % STATES;
    if (state === ALIVE || (state === DEAD && !fromDead)) return undefined;
    const incarnation = Math.floor(seen / STATES) + 1;
    assert(incarnation <= INCARNATION_MAX, "an endpoint starts less than 2^24 times");
    const next = incarnation * STATES + ALIVE;
    if (Atomics.compareExchange(this.#words, row + ROW_STATE, seen, next) !== seen) return undefined;
    // Nobody rings or counts for this incarnation before its thread runs. The inbound mask stays: it is only a hint,
    // and the ring directory knows which rings are of this incarnation. What was counted for all incarnations of the row
    // stays too: rescued wake-ups, dead letters.
    Atomics.store(this.#words, row + ROW_PARKED, 0);
    Atomics.store(this.#words, row + ROW_BEAT, 0);
    Atomics.store(this.#words, row + ROW_BUFFER_UNITS, 0);
    Atomics.store(this.#words, row + ROW_ACKNOWLEDGED, version);
    return incarnation;
  }

  /** The incarnation that is alive, or undefined. */
  incarnation(endpoint: number): number | undefined {
    const seen = Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_STATE);
    return seen % STATES === ALIVE ? Math.floor(seen / STATES) : undefined;
  }

  isAlive(endpoint: number, incarnation: number): boolean {
    return this.incarnation(endpoint) === incarnation;
  }

  /** Has no later incarnation been claimed? Dead or alive. */
  isLatest(endpoint: number, incarnation: number): boolean {
    const seen = Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_STATE);
    return Math.floor(seen / STATES) === incarnation;
  }

  /** Declares an incarnation dead. True for the one caller that did; it must ring all bells (`Doorbell.ringAll`). */
  markDead(endpoint: number, incarnation: number): boolean {
    const row = this.#layout.rowWord(endpoint);
    const alive = incarnation * STATES + ALIVE;
    const dead = incarnation * STATES + DEAD;
    if (Atomics.compareExchange(this.#words, row + ROW_STATE, alive, dead) !== alive) return false;
    Atomics.add(this.#words, MEMBERSHIP_VERSION_WORD, 1);
    return true;
  }

  /**
   * As `markDead`, for the guardian, which knows that the thread has ended; whoever was first. Whoever acknowledges the
   * version that this returns has looked after the death: the one who declared it may not have moved the version yet.
   * Ring all bells.
   */
  confirmDeath(endpoint: number, incarnation: number): number {
    const row = this.#layout.rowWord(endpoint);
    const alive = incarnation * STATES + ALIVE;
    Atomics.compareExchange(this.#words, row + ROW_STATE, alive, incarnation * STATES + DEAD);
    return (Atomics.add(this.#words, MEMBERSHIP_VERSION_WORD, 1) + 1) | 0;
  }

  /** Gives a dead incarnation's row to `claimFree`. Only after its thread ended and its extents were freed. */
  retire(endpoint: number, incarnation: number): boolean {
    const row = this.#layout.rowWord(endpoint);
    const dead = incarnation * STATES + DEAD;
    return Atomics.compareExchange(this.#words, row + ROW_STATE, dead, incarnation * STATES + FREE) === dead;
  }

  /** Has the thread of this incarnation ended for certain: was its row retired or claimed again? */
  hasEnded(endpoint: number, incarnation: number): boolean {
    const seen = Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_STATE);
    return seen !== incarnation * STATES + ALIVE && seen !== incarnation * STATES + DEAD;
  }

  /** Moves at every death. */
  get membershipVersion(): number {
    return Atomics.load(this.#words, MEMBERSHIP_VERSION_WORD);
  }

  /** The guardian rings all bells for a death. */
  countDeathRung(): void {
    Atomics.add(this.#words, DEATHS_RUNG_WORD, 1);
  }

  /** Deaths for which the guardian rang all bells. */
  get deathsRung(): number {
    return Atomics.load(this.#words, DEATHS_RUNG_WORD);
  }

  /** What `Doorbell.ringAll` found after a death. */
  countDeathWakeups(count: number): void {
    if (count > 0) Atomics.add(this.#words, DEATH_WAKEUPS_WORD, count);
  }

  /** Sleepers that were found after a death beside a word that said awake. */
  get deathWakeups(): number {
    return Atomics.load(this.#words, DEATH_WAKEUPS_WORD);
  }

  /** Says that `endpoint` has drained and forgotten the rings of all endpoints that died up to `version`. */
  acknowledge(endpoint: number, version: number): void {
    Atomics.store(this.#words, this.#layout.rowWord(endpoint) + ROW_ACKNOWLEDGED, version);
  }

  /** Have all living endpoints acknowledged the deaths up to `version`? */
  isAcknowledged(version: number): boolean {
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) {
      if (this.incarnation(endpoint) === undefined) continue;
      const seen = Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_ACKNOWLEDGED);
      if (((seen - version) | 0) < 0) return false;
    }
    return true;
  }

  /** Counts a turn of `endpoint`, for the failure detector. */
  beat(endpoint: number): void {
    const word = this.#layout.rowWord(endpoint) + ROW_BEAT;
    Atomics.store(this.#words, word, ((this.#words[word] as number) + 1) | 0);
  }

  beats(endpoint: number): number {
    return Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_BEAT);
  }

  /** Of all incarnations that the row has had. */
  rescuedCount(endpoint: number): number {
    return Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_RESCUED);
  }

  /** Says what `endpoint` has of the arena for its producers' buffers. */
  setBufferUnits(endpoint: number, units: number): void {
    Atomics.store(this.#words, this.#layout.rowWord(endpoint) + ROW_BUFFER_UNITS, units);
  }

  /** What all living endpoints have for buffers. */
  bufferUnitsOfAll(): number {
    let units = 0;
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++)
      if (this.incarnation(endpoint) !== undefined)
        units += Atomics.load(this.#words, this.#layout.rowWord(endpoint) + ROW_BUFFER_UNITS);
    return units;
  }

  /** Counts a message that reached nobody. For the thread that is `endpoint`. */
  countDeadLetter(endpoint: number, reason: DeadLetterReason): void {
    const word = this.#deadLetterWord(endpoint, reason);
    Atomics.store(this.#words, word, ((this.#words[word] as number) + 1) | 0);
  }

  /** Messages of `endpoint` that reached nobody, of all incarnations that the row has had. */
  deadLetters(endpoint: number, reason: DeadLetterReason): number {
    return Atomics.load(this.#words, this.#deadLetterWord(endpoint, reason)) >>> 0;
  }

  #deadLetterWord(endpoint: number, reason: DeadLetterReason): number {
    return this.#layout.rowWord(endpoint) + ROW_DEAD_LETTERS + DEAD_LETTER_REASONS.indexOf(reason);
  }

  /** Tells `receiver` that `sender` has a (new) ring to it. The version moves also when the bit was set before. */
  announceInbound(sender: number, receiver: number): void {
    const row = this.#layout.rowWord(receiver);
    const word = row + (sender < 32 ? ROW_INBOUND_LOW : ROW_INBOUND_HIGH);
    Atomics.or(this.#words, word, 1 << (sender & 31));
    Atomics.add(this.#words, row + ROW_INBOUND_VERSION, 1);
  }

  /** Moves at every announcement: look at `inboundSenders` again when it did. */
  inboundVersion(receiver: number): number {
    return Atomics.load(this.#words, this.#layout.rowWord(receiver) + ROW_INBOUND_VERSION);
  }

  /** Calls `visit` with every endpoint that has ever announced a ring to `receiver`. */
  inboundSenders(receiver: number, visit: (sender: number) => void): void {
    const row = this.#layout.rowWord(receiver);
    const low = Atomics.load(this.#words, row + ROW_INBOUND_LOW);
    const high = Atomics.load(this.#words, row + ROW_INBOUND_HIGH);
    for (let bit = 0; bit < 32; bit++) {
      if ((low >>> bit) & 1) visit(bit);
    }
    for (let bit = 0; bit < 32; bit++) {
      if ((high >>> bit) & 1) visit(32 + bit);
    }
  }
}
