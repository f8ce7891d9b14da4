import type { KeyValue } from "../api/record.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { CachedStateStore, FlushListener, KeyValueIterator, WindowStore } from "../api/stores.ts";
import { Windowed } from "../api/windowed.ts";
import { binaryOf, bytesOf, readInt32, timeOfBinary } from "./binary.ts";
import type { WindowBytesStore } from "./byte-stores.ts";
import { windowEntry } from "./caching.ts";
import { ChangeLoggingWindowBytesStore } from "./change-logging.ts";
import { type Layers, MeteredStore, StoreIterator } from "./metered-store.ts";
import type { KeyCodec, ValueCodec } from "./store-serdes.ts";
import type { Stored } from "./stored.ts";
import type { TimedEntry } from "./time-keyed-map.ts";

const TIME_BYTES = 8;
/** Bytes of a start and a sequence number at the end of a changelog's key. */
const SUFFIX_BYTES = TIME_BYTES + 4;

export class MeteredWindowStore<K, V>
  extends MeteredStore<WindowBytesStore, K, V>
  implements WindowStore<K, V>, CachedStateStore<Windowed<K>, V>
{
  readonly #windowSizeMs: number;

  constructor(layers: Layers<WindowBytesStore>, keys: KeyCodec<K>, values: ValueCodec<V>, windowSizeMs: number) {
    super(layers, keys, values);
    this.#windowSizeMs = windowSizeMs;
  }

  put(key: K, value: V | null | undefined, windowStartMs: number): void {
    this.inner.put(this.keys.encode(key), this.values.encode(value), windowStartMs);
  }

  fetch(key: K, windowStartMs: number): V | undefined {
    const stored = this.inner.fetch(this.keys.encode(key), windowStartMs);
    return stored === undefined ? undefined : this.values.decode(stored);
  }

  fetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V> {
    return new StoreIterator(this.inner.fetchRange(this.keys.encode(key), fromMs, toMs, true), this.#timeItemOf);
  }

  backwardFetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V> {
    return new StoreIterator(this.inner.fetchRange(this.keys.encode(key), fromMs, toMs, false), this.#timeItemOf);
  }

  fetchKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    fromMs: number,
    toMs: number,
  ): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(fromKey, toKey, fromMs, toMs, true);
  }

  backwardFetchKeys(
    fromKey: K | undefined,
    toKey: K | undefined,
    fromMs: number,
    toMs: number,
  ): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(fromKey, toKey, fromMs, toMs, false);
  }

  all(): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(undefined, undefined, -Infinity, Infinity, true);
  }

  backwardAll(): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(undefined, undefined, -Infinity, Infinity, false);
  }

  fetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(undefined, undefined, fromMs, toMs, true);
  }

  backwardFetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V> {
    return this.#fetch(undefined, undefined, fromMs, toMs, false);
  }

  setFlushListener(listener: FlushListener<Windowed<K>, V>, sendOldValues: boolean): boolean {
    const layer = this.cachingLayer;
    layer?.setBytesFlushListener((cacheKey, newValue, oldValue, timestamp) => {
      const { key, time } = windowEntry(cacheKey, newValue);
      listener(this.#windowed(key, time), this.#orNull(newValue), this.#orNull(oldValue), timestamp);
    }, sendOldValues);
    return layer !== undefined;
  }

  protected restore(
    store: WindowBytesStore,
    { key, value, timestamp }: ChangelogEntry,
    logging: WindowBytesStore,
  ): void {
    const binary = binaryOf(key);
    const length = binary.length - SUFFIX_BYTES;
    store.put(binary.slice(0, length), this.values.restored(value, timestamp), timeOfBinary(binary, length));
    if (logging instanceof ChangeLoggingWindowBytesStore)
      logging.restoreSequence(readInt32(bytesOf(key), length + TIME_BYTES));
  }

  #fetch(
    from: K | undefined,
    to: K | undefined,
    fromTime: number,
    toTime: number,
    forward: boolean,
  ): KeyValueIterator<Windowed<K>, V> {
    const fromKey = from === undefined ? undefined : this.keys.encode(from);
    const toKey = to === undefined ? undefined : this.keys.encode(to);
    return new StoreIterator(this.inner.fetchKeys({ fromKey, toKey, fromTime, toTime, forward }), this.#itemOf);
  }

  readonly #timeItemOf = ({ time, value }: TimedEntry): KeyValue<number, V> => [
    time,
    this.values.decode(value as Stored),
  ];

  readonly #itemOf = ({ key, time, value }: TimedEntry): KeyValue<Windowed<K>, V> => [
    this.#windowed(key, time),
    this.values.decode(value as Stored),
  ];

  #windowed(key: string, startMs: number): Windowed<K> {
    return new Windowed(this.keys.decode(key), { startMs, endMs: startMs + this.#windowSizeMs });
  }

  #orNull(stored: Stored | undefined): V | null {
    return stored === undefined ? null : this.values.decode(stored);
  }
}
