import type { StoreContext } from "../api/store-context.ts";
import type { WindowBytesStore } from "./byte-stores.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import { type TimedEntry, type TimedRange, TimeKeyedMap } from "./time-keyed-map.ts";

const SEQUENCE_MAX = 0x7fff_ffff;

/** The reason under which stores count records that came too late for them. */
export const EXPIRED = "expired-window-record";

/**
 * Keeps a window as long as its start lies less than the retention behind the largest start that was put, to the
 * millisecond (RocksDB's stores drop whole segments, but read no further back either). Iterates by start, then key, then
 * order of the puts.
 */
export class InMemoryWindowStore implements WindowBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly #retentionMs: number;
  readonly #retainDuplicates: boolean;
  readonly #windows = new TimeKeyedMap("ascending");
  #context: StoreContext | undefined;
  #observedMs = -1;
  #sequence = 0;

  constructor(name: string, retentionMs: number, retainDuplicates: boolean) {
    this.name = name;
    this.#retentionMs = retentionMs;
    this.#retainDuplicates = retainDuplicates;
  }

  init(context: StoreContext): void {
    this.#context = context;
  }

  put(key: string, value: Stored | undefined, startMs: number): void {
    if (startMs > this.#observedMs) {
      this.#observedMs = startMs;
      this.#windows.dropBefore(startMs - this.#retentionMs + 1);
    }
    if (startMs <= this.#observedMs - this.#retentionMs) {
      this.#context?.countDropped?.(EXPIRED);
      return;
    }
    if (this.#retainDuplicates) {
      if (value === undefined) return;
      this.#sequence = (this.#sequence + 1) & SEQUENCE_MAX;
      this.#windows.put(key, startMs, this.#sequence, value);
    } else if (value === undefined) this.#windows.delete(key, startMs, 0);
    else this.#windows.put(key, startMs, 0, value);
  }

  fetch(key: string, startMs: number): Stored | undefined {
    return this.#retainDuplicates ? undefined : this.#windows.get(key, startMs, 0);
  }

  fetchRange(key: string, fromMs: number, toMs: number, forward: boolean): Cursor<TimedEntry> {
    return this.#windows.ofKey(key, fromMs, toMs, forward);
  }

  fetchKeys(range: TimedRange): Cursor<TimedEntry> {
    if (isEmptyRange(range)) return EMPTY_CURSOR;
    return this.#windows.ordered(range);
  }

  flush(): void {}

  close(): void {
    this.#windows.clear();
  }
}

export function isEmptyRange({ fromKey, toKey, fromTime, toTime }: TimedRange): boolean {
  return fromTime > toTime || (fromKey !== undefined && toKey !== undefined && fromKey > toKey);
}
