import type { SessionBytesStore } from "./byte-stores.ts";
import { StartedBy } from "./in-memory-session-store.ts";
import { EXPIRED, isEmptyRange } from "./in-memory-window-store.ts";
import { type OpenBytes, readNumber, writeNumber } from "./ordered-bytes.ts";
import { OrderedStore } from "./ordered-store.ts";
import { OrderedTimedEntries } from "./ordered-timed-entries.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

const OBSERVED = "observed";

/** As `InMemorySessionStore`; expired sessions are never read, and go from the disk a segment's length at a time. */
export class OrderedSessionStore extends OrderedStore implements SessionBytesStore {
  readonly #retentionMs: number;
  readonly #segmentIntervalMs: number;
  #entries!: OrderedTimedEntries;
  #observedMs = -1;
  #droppedToMs = 0;

  constructor(name: string, open: OpenBytes, retentionMs: number, segmentIntervalMs: number) {
    super(name, open);
    this.#retentionMs = retentionMs;
    this.#segmentIntervalMs = segmentIntervalMs;
  }

  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void {
    this.#observe(endMs);
    if (endMs < this.#firstMs) this.context?.countDropped?.(EXPIRED);
    else if (value === undefined) this.remove(key, startMs, endMs);
    else this.#entries.put(key, endMs, startMs, value);
  }

  remove(key: string, startMs: number, endMs: number): void {
    this.#entries.delete(key, endMs, startMs);
  }

  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined {
    return endMs < this.#firstMs ? undefined : this.#entries.get(key, endMs, startMs);
  }

  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry> {
    const fromTime = Math.max(earliestEndMs, this.#firstMs);
    return new StartedBy(this.#entries.ofKey(key, fromTime, Infinity, forward), latestStartMs);
  }

  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry> {
    const left = { ...range, fromTime: Math.max(range.fromTime, this.#firstMs) };
    return isEmptyRange(left) ? EMPTY_CURSOR : new StartedBy(this.#entries.ordered(left), latestStartMs);
  }

  protected override opened(): void {
    this.#entries = new OrderedTimedEntries(this.bytes, -1);
    this.#observedMs = readNumber(this.bytes, OBSERVED, -1);
  }

  protected override beforeFlush(): void {
    if (this.#observedMs >= 0) writeNumber(this.bytes, OBSERVED, this.#observedMs);
  }

  /** The first end that has not expired. */
  get #firstMs(): number {
    return this.#observedMs - this.#retentionMs + 1;
  }

  #observe(endMs: number): void {
    if (endMs <= this.#observedMs) return;
    this.#observedMs = endMs;
    if (this.#firstMs < this.#droppedToMs + this.#segmentIntervalMs) return;
    this.#droppedToMs = this.#firstMs;
    this.#entries.dropBefore(this.#firstMs);
  }
}
