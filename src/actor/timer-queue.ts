import type { TimerId } from "./actor.ts";

/** Cancelled entries that nobody minds. */
const CANCELLED_MIN = 64;

interface Entry {
  readonly at: number; // ms
  readonly id: TimerId; // rises, so that timers of the same moment fire in the order in which they were set
  readonly owner: number;
  readonly tag: number;
}

/**
 * Timers of one endpoint: a binary heap by (time, id); a cancelled timer is dropped when it comes up, or when most are
 * cancelled: timeouts of answered requests would else pile up until they would have been due. A timer that was taken
 * can be cancelled until `finish` says that its owner hears of it: it may wait in a mailbox in between.
 */
export class TimerQueue {
  #heap: Entry[] = [];
  readonly #live = new Set<TimerId>();
  #nextId = 1;

  set(at: number, owner: number, tag: number): TimerId {
    const entry = { at, id: this.#nextId++, owner, tag };
    this.#live.add(entry.id);
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return entry.id;
  }

  cancel(timer: TimerId): void {
    this.#live.delete(timer);
    if (this.#heap.length > 2 * this.#live.size + CANCELLED_MIN) this.#forgetCancelled();
  }

  /** Entries, cancelled ones included. */
  get size(): number {
    return this.#heap.length;
  }

  /** Cancels whatever this owner still has in the queue. */
  cancelAll(owner: number): void {
    for (const entry of this.#heap) if (entry.owner === owner) this.#live.delete(entry.id);
  }

  /** Ends a timer that was taken. False when it was cancelled since then. */
  finish(timer: TimerId): boolean {
    return this.#live.delete(timer);
  }

  /** When the next timer fires, in ms; undefined when there is none. */
  nextAt(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.at;
  }

  /** Takes the first timer that is due at `now`; the taker calls `finish`. */
  takeDue(now: number): Entry | undefined {
    this.#dropCancelled();
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    this.#removeFirst();
    return first;
  }

  #forgetCancelled(): void {
    this.#heap = this.#heap.filter((entry) => this.#live.has(entry.id));
    this.#heap.sort((left, right) => left.at - right.at || left.id - right.id); // a sorted array is a heap
  }

  #dropCancelled(): void {
    for (let first = this.#heap[0]; first !== undefined && !this.#live.has(first.id); first = this.#heap[0])
      this.#removeFirst();
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #before(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.at < b.at || (a.at === b.at && a.id < b.id);
  }

  #swap(left: number, right: number): void {
    const entry = this.#heap[left] as Entry;
    this.#heap[left] = this.#heap[right] as Entry;
    this.#heap[right] = entry;
  }

  #rise(start: number): void {
    for (let child = start; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#before(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #sink(start: number): void {
    for (let parent = start; ; ) {
      const left = parent * 2 + 1;
      const right = left + 1;
      const child = this.#before(right, left) ? right : left;
      if (child >= this.#heap.length || !this.#before(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }
}
