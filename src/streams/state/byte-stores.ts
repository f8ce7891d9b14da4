import type { StoreContext } from "../api/store-context.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import type { Cursor, Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

// What engines implement and layers wrap: keys are binary strings (see binary.ts), values are `Stored`.

export interface BytesStore {
  readonly name: string;
  readonly persistent: boolean;
  init(context: StoreContext): void;
  flush(): void;
  close(): void;
  /** Engines on disk, of these three: see `StateStore`. */
  readonly committedOffset?: number | undefined;
  /** The next flush commits with this offset. */
  flushWithOffset?(changelogOffset: number): void;
  /** Deletes everything. */
  clear?(): void;
}

export interface KeyValueBytesStore extends BytesStore {
  get(key: string): Stored | undefined;
  /** undefined deletes. */
  put(key: string, value: Stored | undefined): void;
  /** Answers what was there, and puts only where nothing was. */
  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined;
  /** Answers what was there. */
  delete(key: string): Stored | undefined;
  range(range: KeyRange): Cursor<KeyedValue<Stored>>;
  approximateNumEntries(): number;
}

export interface WindowBytesStore extends BytesStore {
  /** undefined deletes; in a store that retains duplicates it does nothing. */
  put(key: string, value: Stored | undefined, startMs: number): void;
  fetch(key: string, startMs: number): Stored | undefined;
  /** Of one key, by window start. */
  fetchRange(key: string, fromMs: number, toMs: number, forward: boolean): Cursor<TimedEntry>;
  fetchKeys(range: TimedRange): Cursor<TimedEntry>;
}

/** `time` of an entry is the session's end, `tie` its start. */
export interface SessionBytesStore extends BytesStore {
  /** undefined removes; moves the store's time as every put does. */
  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void;
  remove(key: string, startMs: number, endMs: number): void;
  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined;
  /** Sessions of a key that end at or after one time and start at or before the other. */
  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry>;
  /** The same of a range of keys; times of the range are those of ends. With a last time it is a search by ends alone. */
  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry>;
}

export interface Version {
  readonly value: Stored;
  /** The time that it holds from. */
  readonly timestamp: number;
  /** The time that it holds until, exclusive; undefined: until further notice. */
  readonly validTo: number | undefined;
}

export interface VersionedBytesStore extends BytesStore {
  put(key: string, value: Stored | undefined, timestamp: number): number | undefined | "not-put";
  delete(key: string, timestamp: number): Version | undefined;
  get(key: string): Version | undefined;
  getAsOf(key: string, timestamp: number): Version | undefined;
  /** Those that held within the two times, oldest first. */
  versions(key: string, fromMs: number, toMs: number): readonly Version[];
  readonly historyRetentionMs: number;
}
