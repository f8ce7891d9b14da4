import type { StoreContext } from "../api/store-context.ts";
import type { SessionBytesStore } from "./byte-stores.ts";
import { StartedBy } from "./in-memory-session-store.ts";
import { EXPIRED, isEmptyRange } from "./in-memory-window-store.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import { type TimedEntry, type TimedRange, TimeKeyedMap } from "./time-keyed-map.ts";

/**
 * Keeps sessions that are emitted when they close, in memory, as Kafka's time-ordered store does: by end, then start, then
 * key. A session closes just when its retention is over, so a search by ends alone looks past the retention: there is
 * everything whose segment of time still lives. Searches by key see only ends within the retention.
 */
export class TimeOrderedSessionStore implements SessionBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly #retentionMs: number;
  readonly #segmentIntervalMs: number;
  readonly #sessions = new TimeKeyedMap("before-keys");
  #context: StoreContext | undefined;
  #observedMs = -1;
  /** Of the longest session that was ever put: one that ends this much after a time starts after it. */
  #longestMs = 0;

  constructor(name: string, retentionMs: number, segmentIntervalMs: number) {
    this.name = name;
    this.#retentionMs = retentionMs;
    this.#segmentIntervalMs = segmentIntervalMs;
  }

  init(context: StoreContext): void {
    this.#context = context;
  }

  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void {
    if (endMs > this.#observedMs) this.#observedMs = endMs;
    const liveFromMs = this.#liveFromMs;
    if (endMs < liveFromMs) {
      this.#context?.countDropped?.(EXPIRED);
      return;
    }
    this.#sessions.dropBefore(liveFromMs);
    if (value === undefined) this.#sessions.delete(key, endMs, startMs);
    else {
      if (endMs - startMs > this.#longestMs) this.#longestMs = endMs - startMs;
      this.#sessions.put(key, endMs, startMs, value);
    }
  }

  remove(key: string, startMs: number, endMs: number): void {
    if (endMs > this.#observedMs) this.#observedMs = endMs;
    this.#sessions.delete(key, endMs, startMs);
  }

  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined {
    return endMs < this.#readableFromMs ? undefined : this.#sessions.get(key, endMs, startMs);
  }

  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry> {
    const fromMs = Math.max(earliestEndMs, this.#readableFromMs);
    const cursor = this.#sessions.ofKey(key, fromMs, latestStartMs + this.#longestMs, forward);
    return cursor === EMPTY_CURSOR ? cursor : new StartedBy(cursor, latestStartMs);
  }

  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry> {
    if (range.toTime !== Infinity) return this.#sessions.ordered(range);
    const readable = { ...range, fromTime: Math.max(range.fromTime, this.#readableFromMs) };
    return isEmptyRange(readable) ? EMPTY_CURSOR : new StartedBy(this.#sessions.ordered(readable), latestStartMs);
  }

  flush(): void {}

  close(): void {
    this.#sessions.clear();
  }

  get #readableFromMs(): number {
    return this.#observedMs - this.#retentionMs + 1;
  }

  /** Where the segment begins in which the retention ends. */
  get #liveFromMs(): number {
    return Math.floor((this.#observedMs - this.#retentionMs) / this.#segmentIntervalMs) * this.#segmentIntervalMs;
  }
}
