import type { StoreContext } from "../api/store-context.ts";
import type { SessionBytesStore } from "./byte-stores.ts";
import { EXPIRED, isEmptyRange } from "./in-memory-window-store.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import { type TimedEntry, type TimedRange, TimeKeyedMap } from "./time-keyed-map.ts";

/**
 * Keeps a session as long as its end lies less than the retention behind the largest end that was put. Iterates by end,
 * then key, then start, of which the later comes first (RocksDB's store: by key, then end, then start, the earlier first).
 */
export class InMemorySessionStore implements SessionBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly #retentionMs: number;
  readonly #sessions = new TimeKeyedMap("descending");
  #context: StoreContext | undefined;
  #observedMs = -1;
  /** Of the longest session that was ever put: one that ends this much after a time starts after it. */
  #longestMs = 0;

  constructor(name: string, retentionMs: number) {
    this.name = name;
    this.#retentionMs = retentionMs;
  }

  init(context: StoreContext): void {
    this.#context = context;
  }

  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void {
    if (endMs > this.#observedMs) {
      this.#observedMs = endMs;
      this.#sessions.dropBefore(endMs - this.#retentionMs + 1);
    }
    if (endMs <= this.#observedMs - this.#retentionMs) this.#context?.countDropped?.(EXPIRED);
    else if (value === undefined) this.#sessions.delete(key, endMs, startMs);
    else {
      if (endMs - startMs > this.#longestMs) this.#longestMs = endMs - startMs;
      this.#sessions.put(key, endMs, startMs, value);
    }
  }

  remove(key: string, startMs: number, endMs: number): void {
    this.#sessions.delete(key, endMs, startMs);
  }

  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined {
    return this.#sessions.get(key, endMs, startMs);
  }

  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry> {
    const cursor = this.#sessions.ofKey(key, earliestEndMs, latestStartMs + this.#longestMs, forward);
    return cursor === EMPTY_CURSOR ? cursor : new StartedBy(cursor, latestStartMs);
  }

  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry> {
    if (isEmptyRange(range)) return EMPTY_CURSOR;
    return new StartedBy(this.#sessions.ordered(range), latestStartMs);
  }

  flush(): void {}

  close(): void {
    this.#sessions.clear();
  }
}

/** Leaves out the sessions that start later. */
export class StartedBy implements Cursor<TimedEntry> {
  readonly #cursor: Cursor<TimedEntry>;
  readonly #latestStartMs: number;

  constructor(cursor: Cursor<TimedEntry>, latestStartMs: number) {
    this.#cursor = cursor;
    this.#latestStartMs = latestStartMs;
  }

  next(): TimedEntry | undefined {
    for (;;) {
      const entry = this.#cursor.next();
      if (entry === undefined || entry.tie <= this.#latestStartMs) return entry;
    }
  }
}
