import { assert } from "../base/assert.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import { type ArenaLayout, ROW_PARKED, ROW_RESCUED } from "./layout.ts";

const AWAKE = 0;
const PARKED = 1;
const RUNG = 2; // rung while awake: the next park does not sleep

/** What a bell needs to know of its place; `wordOf` gives the index of an endpoint's parked word. */
export interface BellPlace {
  readonly words: Int32Array;
  wordOf(endpoint: number): number;
}

/**
 * How a thread sleeps and is woken: one parked word per endpoint. One thread owns each Doorbell; it may ring all others.
 *
 * - Waker: publish, then `ring`: it reads the parked word, swaps 1 for 0 and only the one who did notifies, because a
 *   notify costs 100 ns and a process-wide lock. Publishing and ringing are one function without calls between.
 * - Sleeper: `park`, look at all rings again, then either `unpark` or `wait`. Waker and sleeper each write first and
 *   look second, so one of them sees the other: no wake-up is lost.
 * - A ring to a thread that is awake is kept in the word: its next `park` does not sleep but asks for one more turn. So
 *   a sleeper may be rung for things at which its look does not look (room in a ring, news of a death).
 * - While a wait is armed only wakers clear the word. At most one wait is pending, and without a timeout (a timed
 *   `waitAsync` leaks its timer).
 */
export class Doorbell {
  readonly #words: Int32Array;
  readonly #wordOf: (endpoint: number) => number;
  readonly #own: number;
  readonly #rescuedWord: number;
  readonly #shared: boolean;
  #armed = false;
  #waiting: Promise<void> = Promise.resolve();
  #waits = 0; // of this thread, to see whether one lasted from one watchdog tick to the next
  #suspect = -1; // the wait that the last tick found with work beside it

  constructor(place: BellPlace, endpoint: number, rescuedWord: number) {
    this.#words = place.words;
    this.#wordOf = place.wordOf;
    this.#own = place.wordOf(endpoint);
    this.#rescuedWord = rescuedWord;
    this.#shared = place.words.buffer instanceof SharedArrayBuffer;
  }

  static inArena(words: Int32Array, layout: ArenaLayout, endpoint: number): Doorbell {
    const place = { words, wordOf: (other: number) => layout.rowWord(other) + ROW_PARKED };
    return new Doorbell(place, endpoint, layout.rowWord(endpoint) + ROW_RESCUED);
  }

  /** Wakes `endpoint`, or has it take one more turn. Call it after the publishing store. True when it slept. */
  ring(endpoint: number): boolean {
    const word = this.#wordOf(endpoint);
    for (;;) {
      const seen = Atomics.load(this.#words, word);
      if (seen === RUNG) return false;
      const next = seen === PARKED ? AWAKE : RUNG;
      if (Atomics.compareExchange(this.#words, word, seen, next) !== seen) continue;
      if (seen !== PARKED) return false;
      if (this.#shared) Atomics.notify(this.#words, word);
      return true;
    }
  }

  /**
   * Wakes every endpoint whatever its word says, when a death is declared and once more when the thread has ended: a waker
   * that died between its swap and its notify leaves a word of 0 or 2 beside a sleeping thread. How many of these it found;
   * a living waker between the two counts as one.
   */
  ringAll(): number {
    let found = 0;
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) {
      const word = this.#wordOf(endpoint);
      const seen = Atomics.exchange(this.#words, word, RUNG);
      if (this.#shared && Atomics.notify(this.#words, word) > 0 && seen !== PARKED) found++;
    }
    return found;
  }

  /** Announces that this thread is about to sleep. Afterwards look at all rings again, then `unpark` or `wait`. */
  park(): void {
    if (this.#armed) return;
    // Rung since the last turn began: awake, so that `wait` answers "changed".
    if (Atomics.compareExchange(this.#words, this.#own, AWAKE, PARKED) === RUNG) {
      Atomics.store(this.#words, this.#own, AWAKE);
    }
  }

  /** The look after `park` found work. Does nothing while a wait is armed: a waker will clear the word. */
  unpark(): void {
    if (!this.#armed) Atomics.store(this.#words, this.#own, AWAKE);
  }

  /**
   * Sleeps until rung, through the event loop. "changed": rung already, take a turn now. "pending": an earlier wait is
   * still armed and its promise will wake the caller (who was woken by something else meanwhile).
   */
  wait(): Promise<void> | "changed" | "pending" {
    assert(this.#shared, "only a thread over shared memory can sleep");
    if (this.#armed) return "pending";
    const result = Atomics.waitAsync(this.#words, this.#own, PARKED);
    if (!result.async) return "changed";
    this.#armed = true;
    this.#waits++;
    this.#waiting = result.value.then(() => {
      this.#armed = false;
      this.#wakeUp();
    });
    return this.#waiting;
  }

  /** Resolves when no wait is pending: from then on this bell touches memory only when it is called. Ring it first. */
  get quiet(): Promise<void> {
    return this.#waiting;
  }

  /** Sleeps a thread that has no event loop to serve. False when `timeoutMs` passed first; then the word is cleared. */
  waitSync(timeoutMs = Number.POSITIVE_INFINITY): boolean {
    assert(this.#shared && !this.#armed, "only a thread over shared memory without a pending wait can sleep");
    const ended = Atomics.wait(this.#words, this.#own, PARKED, timeoutMs);
    return !this.#wakeUp() || ended !== "timed-out";
  }

  /**
   * The late notify of an earlier ring may end a wait whose word still says parked. A ring during the turn that follows
   * must find the word awake, else it is not kept. True when the word said parked.
   */
  #wakeUp(): boolean {
    return Atomics.compareExchange(this.#words, this.#own, PARKED, AWAKE) === PARKED;
  }

  /**
   * For the owner's watchdog interval: `isWorkVisible` says whether any ring has something. A wake-up was missed when
   * the same wait was found beside work by two ticks in a row (a waker may be between its publishing and its ringing
   * during one). Then the row counts it and the wait is ended. The count must stay 0. True when it rescued.
   */
  rescue(isWorkVisible: boolean): boolean {
    if (!this.#armed || !isWorkVisible) {
      this.#suspect = -1;
      return false;
    }
    if (this.#suspect !== this.#waits) {
      this.#suspect = this.#waits;
      return false;
    }
    this.#suspect = -1;
    Atomics.add(this.#words, this.#rescuedWord, 1);
    Atomics.store(this.#words, this.#own, AWAKE);
    Atomics.notify(this.#words, this.#own);
    return true;
  }

  get isArmed(): boolean {
    return this.#armed;
  }

  get rescuedCount(): number {
    return Atomics.load(this.#words, this.#rescuedWord);
  }
}
