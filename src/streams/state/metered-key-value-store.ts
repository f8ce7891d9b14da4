import type { KeyValue } from "../api/record.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { CachedStateStore, FlushListener, KeyValueIterator, KeyValueStore } from "../api/stores.ts";
import { afterPrefix, binaryOf } from "./binary.ts";
import type { KeyValueBytesStore } from "./byte-stores.ts";
import { MeteredStore, StoreIterator } from "./metered-store.ts";
import type { KeyedValue } from "./ordered-map.ts";
import { EMPTY_CURSOR, type Stored } from "./stored.ts";

/** Puts without the side effects of a put that is new. */
export interface Restorable {
  restore(key: string, value: Stored | undefined): void;
}

export class MeteredKeyValueStore<K, V>
  extends MeteredStore<KeyValueBytesStore, K, V>
  implements KeyValueStore<K, V>, CachedStateStore<K, V>
{
  get(key: K): V | undefined {
    return this.#decoded(this.inner.get(this.keys.encode(key)));
  }

  put(key: K, value: V | null | undefined): void {
    this.inner.put(this.keys.encode(key), this.values.encode(value));
  }

  putIfAbsent(key: K, value: V | null | undefined): V | undefined {
    return this.#decoded(this.inner.putIfAbsent(this.keys.encode(key), this.values.encode(value)));
  }

  /** Nothing is put when one of them cannot be written. */
  putAll(entries: Iterable<readonly [K, V | null | undefined]>): void {
    const { inner } = this;
    const encoded: [string, Stored | undefined][] = [];
    for (const [key, value] of entries) encoded.push([this.keys.encode(key), this.values.encode(value)]);
    for (const [key, value] of encoded) inner.put(key, value);
  }

  delete(key: K): V | undefined {
    return this.#decoded(this.inner.delete(this.keys.encode(key)));
  }

  range(from: K | undefined, to: K | undefined): KeyValueIterator<K, V> {
    return this.#range(from, to, true);
  }

  reverseRange(from: K | undefined, to: K | undefined): KeyValueIterator<K, V> {
    return this.#range(from, to, false);
  }

  all(): KeyValueIterator<K, V> {
    return new StoreIterator(this.inner.range({}), this.#items());
  }

  reverseAll(): KeyValueIterator<K, V> {
    return new StoreIterator(this.inner.range({ forward: false }), this.#items());
  }

  prefixScan(prefix: Uint8Array | string): KeyValueIterator<K, V> {
    const from = binaryOf(prefix);
    return new StoreIterator(this.inner.range({ from, to: afterPrefix(from), toInclusive: false }), this.#items());
  }

  approximateNumEntries(): number {
    return this.inner.approximateNumEntries();
  }

  setFlushListener(listener: FlushListener<K, V>, sendOldValues: boolean): boolean {
    const layer = this.cachingLayer;
    layer?.setBytesFlushListener(
      (key, newValue, oldValue, timestamp) =>
        listener(this.keys.decode(key), this.#orNull(newValue), this.#orNull(oldValue), timestamp),
      sendOldValues,
    );
    return layer !== undefined;
  }

  protected restore(store: KeyValueBytesStore, { key, value, timestamp }: ChangelogEntry): void {
    const stored = this.values.restored(value, timestamp);
    if ("restore" in store) (store as unknown as Restorable).restore(binaryOf(key), stored);
    else store.put(binaryOf(key), stored);
  }

  #range(from: K | undefined, to: K | undefined, forward: boolean): KeyValueIterator<K, V> {
    const first = from === undefined ? undefined : this.keys.encode(from);
    const last = to === undefined ? undefined : this.keys.encode(to);
    const isEmpty = first !== undefined && last !== undefined && first > last;
    const cursor = isEmpty ? EMPTY_CURSOR : this.inner.range({ from: first, to: last, forward });
    return new StoreIterator(cursor, this.#items());
  }

  /** A list store gives many values under one key: they share the object that the key becomes. */
  #items(): (entry: KeyedValue<Stored>) => KeyValue<K, V> {
    let binary: string | undefined;
    let decoded: K;
    return ({ key, value }) => {
      if (key !== binary) {
        decoded = this.keys.decode(key);
        binary = key;
      }
      return [decoded, this.values.decode(value)];
    };
  }

  #decoded(stored: Stored | undefined): V | undefined {
    return stored === undefined ? undefined : this.values.decode(stored);
  }

  #orNull(stored: Stored | undefined): V | null {
    return stored === undefined ? null : this.values.decode(stored);
  }
}
