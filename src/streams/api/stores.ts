import type { KeyValue } from "./record.ts";
import type { StoreContext } from "./store-context.ts";
import type { Windowed } from "./windowed.ts";

/** What every store has. A task calls `init` once; after `close` every other call throws INVALID_STATE. */
export interface StateStore {
  readonly name: string;
  /** Does its content outlive the process? */
  readonly persistent: boolean;
  readonly isOpen: boolean;
  init(context: StoreContext): void;
  /**
   * Stores on disk: where in its changelog a restore goes on (KIP-1035). Undefined: nowhere, since what is on disk was not
   * committed as it is; then a restore reads the whole changelog, and begins by deleting everything.
   */
  readonly committedOffset?: number | undefined;
  /**
   * Flushes, and remembers in the same transaction that all entries of the changelog before this offset are in the store.
   * Stores in memory remember nothing.
   */
  commit?(changelogOffset: number): void;
  /** Hands on what a cache holds back. */
  flush(): void;
  close(): void;
}

/**
 * Iterates over a store as it was when the iterator was made, as far as the store promises no more. A loop that ends early
 * closes it by itself (`return`).
 */
export type KeyValueIterator<K, V> = IterableIterator<KeyValue<K, V>>;

export interface ReadOnlyKeyValueStore<K, V> {
  get(key: K): V | undefined;
  /** Both ends inclusive, in the order of the keys' bytes; undefined is an open end. */
  range(from: K | undefined, to: K | undefined): KeyValueIterator<K, V>;
  reverseRange(from: K | undefined, to: K | undefined): KeyValueIterator<K, V>;
  all(): KeyValueIterator<K, V>;
  reverseAll(): KeyValueIterator<K, V>;
  /** Keys whose bytes begin with these. */
  prefixScan(prefix: Uint8Array | string): KeyValueIterator<K, V>;
  approximateNumEntries(): number;
}

export interface KeyValueStore<K, V> extends StateStore, ReadOnlyKeyValueStore<K, V> {
  /** null or undefined deletes. */
  put(key: K, value: V | null | undefined): void;
  /** Answers what was there. */
  putIfAbsent(key: K, value: V | null | undefined): V | undefined;
  putAll(entries: Iterable<readonly [K, V | null | undefined]>): void;
  /** Answers what was there. */
  delete(key: K): V | undefined;
}

/** `value` may be null only inside joins that keep a tombstone's time. */
export interface ValueAndTimestamp<V> {
  readonly value: V;
  readonly timestamp: number;
}

/** Called with what left a cache, within the context of the record that made the change. `timestamp` is that record's. */
export type FlushListener<K, V> = (key: K, newValue: V | null, oldValue: V | null, timestamp: number) => void;

/** What the stores of `Stores` have beside their interface. Windowed stores give `Windowed` keys. */
export interface CachedStateStore<K, V> {
  /**
   * Answers whether there is a caching layer, which then calls the listener with every change that it hands on. Without
   * one nothing is ever called. Call it after `init`. The old value is given when asked for, else null.
   */
  setFlushListener(listener: FlushListener<K, V>, sendOldValues: boolean): boolean;
}

export type TimestampedKeyValueStore<K, V> = KeyValueStore<K, ValueAndTimestamp<V>>;

/** Window starts and times in ms; ranges inclusive at both ends. */
export interface ReadOnlyWindowStore<K, V> {
  fetch(key: K, windowStartMs: number): V | undefined;
  /** By window start, ascending. */
  fetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V>;
  backwardFetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V>;
  /** Keys in a range; undefined is an open end. */
  fetchKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    fromMs: number,
    toMs: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFetchKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    fromMs: number,
    toMs: number,
  ): KeyValueIterator<Windowed<K>, V>;
  all(): KeyValueIterator<Windowed<K>, V>;
  backwardAll(): KeyValueIterator<Windowed<K>, V>;
  fetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V>;
  backwardFetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V>;
}

export interface WindowStore<K, V> extends StateStore, ReadOnlyWindowStore<K, V> {
  /** null or undefined deletes, except that a store that retains duplicates ignores it. */
  put(key: K, value: V | null | undefined, windowStartMs: number): void;
}

export type TimestampedWindowStore<K, V> = WindowStore<K, ValueAndTimestamp<V>>;

export interface ReadOnlySessionStore<K, V> {
  /** Sessions of a key that end at or after `earliestEndMs` and start at or before `latestStartMs`, ascending. */
  findSessions(key: K, earliestEndMs: number, latestStartMs: number): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessions(key: K, earliestEndMs: number, latestStartMs: number): KeyValueIterator<Windowed<K>, V>;
  findSessionsOfKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    earliestEndMs: number,
    latestStartMs: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessionsOfKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    earliestEndMs: number,
    latestStartMs: number,
  ): KeyValueIterator<Windowed<K>, V>;
  /** All sessions that end within the two times, of every key. */
  findSessionsEndingIn(earliestEndMs: number, latestEndMs: number): KeyValueIterator<Windowed<K>, V>;
  fetchSession(key: K, startMs: number, endMs: number): V | undefined;
  /** All sessions of a key. */
  fetch(key: K): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(key: K): KeyValueIterator<Windowed<K>, V>;
  fetchKeys(fromKey: K | undefined, toKey: K | undefined): KeyValueIterator<Windowed<K>, V>;
  backwardFetchKeys(fromKey: K | undefined, toKey: K | undefined): KeyValueIterator<Windowed<K>, V>;
}

export interface SessionStore<K, V> extends StateStore, ReadOnlySessionStore<K, V> {
  /** null or undefined deletes. */
  put(session: Windowed<K>, value: V | null | undefined): void;
  remove(session: Windowed<K>): void;
}

/** A value with the time from which it holds, and until which (exclusive), where that is known (KIP-889). */
export interface VersionedRecord<V> {
  readonly value: V;
  readonly timestamp: number;
  readonly validTo: number | undefined;
}

/** Kafka's VersionedKeyValueStore (KIP-889, KIP-968). */
export interface VersionedKeyValueStore<K, V> extends StateStore {
  /**
   * null or undefined deletes from that time on. Answers the time until which the value holds, undefined when it is the
   * latest, "not-put" when it came too late for the history.
   */
  put(key: K, value: V | null | undefined, timestampMs: number): number | undefined | "not-put";
  /** What held at that time before the deletion. */
  delete(key: K, timestampMs: number): VersionedRecord<V> | undefined;
  get(key: K): VersionedRecord<V> | undefined;
  /** What held at that time; undefined also when the history does not go back so far. */
  getAsOf(key: K, asOfTimestampMs: number): VersionedRecord<V> | undefined;
  /** All versions that held within the two times, by default newest first. */
  versions(key: K, options?: VersionRange): IterableIterator<VersionedRecord<V>>;
  readonly historyRetentionMs: number;
}

/** Which versions; both times in ms, inclusive. */
export interface VersionRange {
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly order?: "ascending" | "descending";
}
