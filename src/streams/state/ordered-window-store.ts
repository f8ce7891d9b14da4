import type { WindowBytesStore } from "./byte-stores.ts";
import { EXPIRED, isEmptyRange } from "./in-memory-window-store.ts";
import { type OpenBytes, readNumber, writeNumber } from "./ordered-bytes.ts";
import { OrderedStore } from "./ordered-store.ts";
import { OrderedTimedEntries } from "./ordered-timed-entries.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

const SEQUENCE_MAX = 0x7fff_ffff;
const OBSERVED = "observed";
const SEQUENCE = "sequence";

/** As `InMemoryWindowStore`; expired windows are never read, and go from the disk a segment's length at a time. */
export class OrderedWindowStore extends OrderedStore implements WindowBytesStore {
  readonly #retentionMs: number;
  readonly #segmentIntervalMs: number;
  readonly #retainDuplicates: boolean;
  #entries!: OrderedTimedEntries;
  #observedMs = -1;
  #droppedToMs = 0;
  #sequence = 0;

  constructor(
    name: string,
    open: OpenBytes,
    retentionMs: number,
    segmentIntervalMs: number,
    retainDuplicates: boolean,
  ) {
    super(name, open);
    this.#retentionMs = retentionMs;
    this.#segmentIntervalMs = segmentIntervalMs;
    this.#retainDuplicates = retainDuplicates;
  }

  put(key: string, value: Stored | undefined, startMs: number): void {
    this.#observe(startMs);
    if (startMs < this.#firstMs) {
      this.context?.countDropped?.(EXPIRED);
      return;
    }
    if (this.#retainDuplicates) {
      if (value === undefined) return;
      this.#sequence = (this.#sequence + 1) & SEQUENCE_MAX;
      this.#entries.put(key, startMs, this.#sequence, value);
    } else if (value === undefined) this.#entries.delete(key, startMs, 0);
    else this.#entries.put(key, startMs, 0, value);
  }

  fetch(key: string, startMs: number): Stored | undefined {
    const isGone = this.#retainDuplicates || startMs < this.#firstMs || startMs < 0;
    return isGone ? undefined : this.#entries.get(key, startMs, 0);
  }

  fetchRange(key: string, fromMs: number, toMs: number, forward: boolean): Cursor<TimedEntry> {
    return this.#entries.ofKey(key, Math.max(fromMs, this.#firstMs), toMs, forward);
  }

  fetchKeys(range: TimedRange): Cursor<TimedEntry> {
    const left = { ...range, fromTime: Math.max(range.fromTime, this.#firstMs) };
    return isEmptyRange(left) ? EMPTY_CURSOR : this.#entries.ordered(left);
  }

  protected override opened(): void {
    this.#entries = new OrderedTimedEntries(this.bytes, 1);
    this.#observedMs = readNumber(this.bytes, OBSERVED, -1);
    this.#sequence = readNumber(this.bytes, SEQUENCE, 0);
  }

  protected override beforeFlush(): void {
    if (this.#observedMs < 0) return;
    writeNumber(this.bytes, OBSERVED, this.#observedMs);
    writeNumber(this.bytes, SEQUENCE, this.#sequence);
  }

  /** The first start that has not expired. */
  get #firstMs(): number {
    return this.#observedMs - this.#retentionMs + 1;
  }

  #observe(startMs: number): void {
    if (startMs <= this.#observedMs) return;
    this.#observedMs = startMs;
    if (this.#firstMs < this.#droppedToMs + this.#segmentIntervalMs) return;
    this.#droppedToMs = this.#firstMs;
    this.#entries.dropBefore(this.#firstMs);
  }
}
