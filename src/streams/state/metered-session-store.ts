import type { KeyValue } from "../api/record.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { CachedStateStore, FlushListener, KeyValueIterator, SessionStore } from "../api/stores.ts";
import { Windowed } from "../api/windowed.ts";
import { binaryOf } from "./binary.ts";
import type { SessionBytesStore } from "./byte-stores.ts";
import { sessionEntry } from "./caching.ts";
import { MeteredStore, StoreIterator } from "./metered-store.ts";
import type { Stored } from "./stored.ts";
import type { TimedEntry } from "./time-keyed-map.ts";

export class MeteredSessionStore<K, V>
  extends MeteredStore<SessionBytesStore, K, V>
  implements SessionStore<K, V>, CachedStateStore<Windowed<K>, V>
{
  put({ key, window }: Windowed<K>, value: V | null | undefined): void {
    this.inner.put(this.keys.encode(key), window.startMs, window.endMs, this.values.encode(value));
  }

  remove({ key, window }: Windowed<K>): void {
    this.inner.remove(this.keys.encode(key), window.startMs, window.endMs);
  }

  fetchSession(key: K, startMs: number, endMs: number): V | undefined {
    const stored = this.inner.fetchSession(this.keys.encode(key), startMs, endMs);
    return stored === undefined ? undefined : this.values.decode(stored);
  }

  findSessions(key: K, earliestEndMs: number, latestStartMs: number): KeyValueIterator<Windowed<K>, V> {
    return this.#find(key, earliestEndMs, latestStartMs, true);
  }

  backwardFindSessions(key: K, earliestEndMs: number, latestStartMs: number): KeyValueIterator<Windowed<K>, V> {
    return this.#find(key, earliestEndMs, latestStartMs, false);
  }

  fetch(key: K): KeyValueIterator<Windowed<K>, V> {
    return this.#find(key, 0, Infinity, true);
  }

  backwardFetch(key: K): KeyValueIterator<Windowed<K>, V> {
    return this.#find(key, 0, Infinity, false);
  }

  findSessionsOfKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    earliestEndMs: number,
    latestStartMs: number,
  ): KeyValueIterator<Windowed<K>, V> {
    return this.#findOfKeys(fromKey, toKey, earliestEndMs, Infinity, latestStartMs, true);
  }

  backwardFindSessionsOfKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    earliestEndMs: number,
    latestStartMs: number,
  ): KeyValueIterator<Windowed<K>, V> {
    return this.#findOfKeys(fromKey, toKey, earliestEndMs, Infinity, latestStartMs, false);
  }

  findSessionsEndingIn(earliestEndMs: number, latestEndMs: number): KeyValueIterator<Windowed<K>, V> {
    return this.#findOfKeys(undefined, undefined, earliestEndMs, latestEndMs, Infinity, true);
  }

  fetchKeys(fromKey: K | undefined, toKey: K | undefined): KeyValueIterator<Windowed<K>, V> {
    return this.#findOfKeys(fromKey, toKey, 0, Infinity, Infinity, true);
  }

  backwardFetchKeys(fromKey: K | undefined, toKey: K | undefined): KeyValueIterator<Windowed<K>, V> {
    return this.#findOfKeys(fromKey, toKey, 0, Infinity, Infinity, false);
  }

  setFlushListener(listener: FlushListener<Windowed<K>, V>, sendOldValues: boolean): boolean {
    const layer = this.cachingLayer;
    layer?.setBytesFlushListener((cacheKey, newValue, oldValue, timestamp) => {
      const session = this.#windowed(sessionEntry(cacheKey, undefined));
      listener(session, this.#orNull(newValue), this.#orNull(oldValue), timestamp);
    }, sendOldValues);
    return layer !== undefined;
  }

  protected restore(store: SessionBytesStore, { key, value, timestamp }: ChangelogEntry): void {
    const session = sessionEntry(binaryOf(key), undefined);
    store.put(session.key, session.tie, session.time, this.values.restored(value, timestamp));
  }

  #find(key: K, earliestEndMs: number, latestStartMs: number, forward: boolean): KeyValueIterator<Windowed<K>, V> {
    const cursor = this.inner.findSessions(this.keys.encode(key), earliestEndMs, latestStartMs, forward);
    return new StoreIterator(cursor, this.#itemOf);
  }

  #findOfKeys(
    from: K | undefined,
    to: K | undefined,
    fromTime: number,
    toTime: number,
    latestStartMs: number,
    forward: boolean,
  ): KeyValueIterator<Windowed<K>, V> {
    const fromKey = from === undefined ? undefined : this.keys.encode(from);
    const toKey = to === undefined ? undefined : this.keys.encode(to);
    const range = { fromKey, toKey, fromTime, toTime, forward };
    return new StoreIterator(this.inner.findSessionsOfKeys(range, latestStartMs), this.#itemOf);
  }

  readonly #itemOf = (entry: TimedEntry): KeyValue<Windowed<K>, V> => [
    this.#windowed(entry),
    this.values.decode(entry.value as Stored),
  ];

  #windowed({ key, time, tie }: TimedEntry): Windowed<K> {
    return new Windowed(this.keys.decode(key), { startMs: tie, endMs: time });
  }

  #orNull(stored: Stored | undefined): V | null {
    return stored === undefined ? null : this.values.decode(stored);
  }
}
