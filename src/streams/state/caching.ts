import type { StoreContext } from "../api/store-context.ts";
import { binaryOfTime, timeOfBinary } from "./binary.ts";
import type { KeyValueBytesStore, SessionBytesStore, WindowBytesStore } from "./byte-stores.ts";
import { ArrayCursor, MergedKeyCursor, MergedTimedCursor, timedOrder } from "./merge-cursors.ts";
import { type DirtyEntry, NamedCache } from "./named-cache.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import type { Cursor, Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

const TIME_BYTES = 8;
/** Kafka puts the number of a segment before such keys, and after a window's a sequence number. */
const WINDOW_KEY_OVERHEAD_BYTES = 8 + 4;
const SESSION_KEY_OVERHEAD_BYTES = 8;
const LAST_TIME = "\xff".repeat(TIME_BYTES);

/** Called with a change that leaves the cache, within the context of the record that made it. `key` is the cache's. */
export type BytesFlushListener = (
  key: string,
  newValue: Stored | undefined,
  oldValue: Stored | undefined,
  timestamp: number,
) => void;

/** Holds changes back until the cache is flushed or full, so that only the last one of a key goes on. */
export abstract class CachingStore<S extends { readonly name: string; readonly persistent: boolean }> {
  readonly inner: S;
  protected context!: StoreContext;
  protected cache!: NamedCache;
  #listener: BytesFlushListener | undefined;
  #sendOldValues = false;

  constructor(inner: S) {
    this.inner = inner;
  }

  get name(): string {
    return this.inner.name;
  }

  get persistent(): boolean {
    return this.inner.persistent;
  }

  setBytesFlushListener(listener: BytesFlushListener, sendOldValues: boolean): void {
    this.#listener = listener;
    this.#sendOldValues = sendOldValues;
  }

  protected begin(context: StoreContext, keyOverheadBytes: number): void {
    this.context = context;
    this.cache = new NamedCache(context.cache, keyOverheadBytes, (entry) => this.#handOn(entry));
  }

  protected abstract innerGet(cacheKey: string): Stored | undefined;
  protected abstract innerPut(cacheKey: string, value: Stored | undefined): void;

  /** A deletion of what the store never had goes no further when somebody listens. */
  #handOn({ key, value, context }: DirtyEntry): void {
    const listener = this.#listener;
    const needsOld = listener !== undefined && (value === undefined || this.#sendOldValues);
    const old = needsOld ? this.innerGet(key) : undefined;
    if (listener !== undefined && value === undefined && old === undefined) return;
    this.context.withRecordContext(context, () => {
      this.innerPut(key, value);
      listener?.(key, value, this.#sendOldValues ? old : undefined, context.timestamp);
    });
  }
}

export class CachingKeyValueStore extends CachingStore<KeyValueBytesStore> implements KeyValueBytesStore {
  init(context: StoreContext): void {
    this.begin(context, 0);
    this.inner.init(context);
  }

  get(key: string): Stored | undefined {
    const cached = this.cache.get(key);
    if (cached !== undefined) return cached.value;
    const found = this.inner.get(key);
    if (found !== undefined) this.cache.put(key, found, undefined);
    return found;
  }

  put(key: string, value: Stored | undefined): void {
    this.cache.put(key, value, this.context.recordContext);
  }

  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined {
    const found = this.get(key);
    if (found === undefined) this.put(key, value);
    return found;
  }

  delete(key: string): Stored | undefined {
    const found = this.get(key);
    this.put(key, undefined);
    return found;
  }

  range(range: KeyRange): Cursor<KeyedValue<Stored>> {
    return new MergedKeyCursor(this.cache.range(range), this.inner.range(range), range.forward ?? true);
  }

  approximateNumEntries(): number {
    return this.inner.approximateNumEntries();
  }

  flush(): void {
    this.cache.flush();
    this.inner.flush();
  }

  close(): void {
    this.cache.flush();
    this.cache.clear();
    this.inner.close();
  }

  protected innerGet(key: string): Stored | undefined {
    return this.inner.get(key);
  }

  protected innerPut(key: string, value: Stored | undefined): void {
    this.inner.put(key, value);
  }
}

/** Keys of the cache: the key, then 8 bytes of the start. */
export class CachingWindowStore extends CachingStore<WindowBytesStore> implements WindowBytesStore {
  init(context: StoreContext): void {
    this.begin(context, WINDOW_KEY_OVERHEAD_BYTES);
    this.inner.init(context);
  }

  put(key: string, value: Stored | undefined, startMs: number): void {
    this.cache.put(key + binaryOfTime(startMs), value, this.context.recordContext);
  }

  fetch(key: string, startMs: number): Stored | undefined {
    const cached = this.cache.get(key + binaryOfTime(startMs));
    return cached === undefined ? this.inner.fetch(key, startMs) : cached.value;
  }

  fetchRange(key: string, fromMs: number, toMs: number, forward: boolean): Cursor<TimedEntry> {
    const range = { from: key + lowTime(fromMs), to: key + highTime(toMs), forward };
    const cached = fromMs > toMs || toMs < 0 ? [] : entriesOf(this.cache.range(range), key.length, windowEntry);
    const stored = this.inner.fetchRange(key, fromMs, toMs, forward);
    return new MergedTimedCursor(new ArrayCursor(cached), stored, timedOrder(1, forward));
  }

  fetchKeys(range: TimedRange): Cursor<TimedEntry> {
    const order = timedOrder(1, range.forward);
    const cached = entriesOf(this.cache.untouched(), undefined, windowEntry).sort(order);
    // Kafka's keys in this cache begin with the time: what is read last is what stays longest.
    for (const { key, time } of cached) this.cache.get(key + binaryOfTime(time));
    const wanted = new ArrayCursor(cached.filter((entry) => isWithin(entry, range)));
    return new MergedTimedCursor(wanted, this.inner.fetchKeys(range), order);
  }

  flush(): void {
    this.cache.flush();
    this.inner.flush();
  }

  close(): void {
    this.cache.flush();
    this.cache.clear();
    this.inner.close();
  }

  protected innerGet(cacheKey: string): Stored | undefined {
    const { key, time } = windowEntry(cacheKey, undefined);
    return this.inner.fetch(key, time);
  }

  protected innerPut(cacheKey: string, value: Stored | undefined): void {
    const { key, time } = windowEntry(cacheKey, value);
    this.inner.put(key, value, time);
  }
}

/** Keys of the cache: the key, 8 bytes of the end, 8 bytes of the start. */
export class CachingSessionStore extends CachingStore<SessionBytesStore> implements SessionBytesStore {
  init(context: StoreContext): void {
    this.begin(context, SESSION_KEY_OVERHEAD_BYTES);
    this.inner.init(context);
  }

  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void {
    this.cache.put(sessionCacheKey(key, startMs, endMs), value, this.context.recordContext);
  }

  remove(key: string, startMs: number, endMs: number): void {
    this.put(key, startMs, endMs, undefined);
  }

  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined {
    const cached = this.cache.get(sessionCacheKey(key, startMs, endMs));
    return cached === undefined ? this.inner.fetchSession(key, startMs, endMs) : cached.value;
  }

  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry> {
    const range = { from: key + lowTime(earliestEndMs) + lowTime(0), to: key + LAST_TIME + LAST_TIME, forward };
    const cached = entriesOf(this.cache.range(range), key.length, sessionEntry);
    const stored = this.inner.findSessions(key, earliestEndMs, latestStartMs, forward);
    return merged(
      cached.filter(({ tie }) => tie <= latestStartMs),
      stored,
      forward,
    );
  }

  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry> {
    const cached = entriesOf(this.cache.range({}), undefined, sessionEntry);
    const wanted = cached.filter((entry) => entry.tie <= latestStartMs && isWithin(entry, range));
    return merged(wanted, this.inner.findSessionsOfKeys(range, latestStartMs), range.forward);
  }

  flush(): void {
    this.cache.flush();
    this.inner.flush();
  }

  close(): void {
    this.cache.flush();
    this.cache.clear();
    this.inner.close();
  }

  protected innerGet(cacheKey: string): Stored | undefined {
    const { key, time, tie } = sessionEntry(cacheKey, undefined);
    return this.inner.fetchSession(key, tie, time);
  }

  protected innerPut(cacheKey: string, value: Stored | undefined): void {
    const { key, time, tie } = sessionEntry(cacheKey, value);
    this.inner.put(key, tie, time, value);
  }
}

/** Key and start of a window's key in the cache. */
export function windowEntry(cacheKey: string, value: Stored | undefined): TimedEntry {
  const length = cacheKey.length - TIME_BYTES;
  return { key: cacheKey.slice(0, length), time: timeOfBinary(cacheKey, length), tie: 0, value };
}

/** Key, end (`time`) and start (`tie`) of a session's key in the cache. */
export function sessionEntry(cacheKey: string, value: Stored | undefined): TimedEntry {
  const length = cacheKey.length - 2 * TIME_BYTES;
  const end = timeOfBinary(cacheKey, length);
  return { key: cacheKey.slice(0, length), time: end, tie: timeOfBinary(cacheKey, length + TIME_BYTES), value };
}

function sessionCacheKey(key: string, startMs: number, endMs: number): string {
  return key + binaryOfTime(endMs) + binaryOfTime(startMs);
}

function lowTime(timeMs: number): string {
  return binaryOfTime(Math.max(0, timeMs));
}

function highTime(timeMs: number): string {
  return Number.isSafeInteger(timeMs) ? lowTime(timeMs) : LAST_TIME;
}

/** `keyLength`: leaves out the keys of another length, which may lie among those of one key. */
function entriesOf(
  cursor: Cursor<KeyedValue<{ readonly value: Stored | undefined }>>,
  keyLength: number | undefined,
  entryOf: typeof windowEntry,
): TimedEntry[] {
  const entries: TimedEntry[] = [];
  for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
    const entry = entryOf(found.key, found.value.value);
    if (keyLength === undefined || entry.key.length === keyLength) entries.push(entry);
  }
  return entries;
}

function isWithin({ key, time }: TimedEntry, { fromKey, toKey, fromTime, toTime }: TimedRange): boolean {
  if (time < fromTime || time > toTime) return false;
  return (fromKey === undefined || key >= fromKey) && (toKey === undefined || key <= toKey);
}

function merged(cached: TimedEntry[], stored: Cursor<TimedEntry>, forward: boolean): Cursor<TimedEntry> {
  const order = timedOrder(-1, forward);
  return new MergedTimedCursor(new ArrayCursor(cached.sort(order)), stored, order);
}
