import type { KeyValue } from "../../streams/api/record.ts";
import type { StoreContext } from "../../streams/api/store-context.ts";
import type {
  KeyValueIterator,
  KeyValueStore,
  TimestampedKeyValueStore,
  TimestampedWindowStore,
  ValueAndTimestamp,
  WindowStore,
} from "../../streams/api/stores.ts";
import type { Windowed } from "../../streams/api/windowed.ts";

const NO_TIMESTAMP = -1;

function timestamped<V>(value: V | null | undefined): ValueAndTimestamp<V> | undefined {
  return value === null || value === undefined ? undefined : { value, timestamp: NO_TIMESTAMP };
}

function* values<K, V>(entries: KeyValueIterator<K, ValueAndTimestamp<V>>): Generator<KeyValue<K, V>> {
  for (const [key, { value }] of entries) yield [key, value];
}

/** A store of values with timestamps, seen as one of values. What is put through it has the timestamp -1. */
export class KeyValueView<K, V> implements KeyValueStore<K, V> {
  readonly #inner: TimestampedKeyValueStore<K, V>;

  constructor(inner: TimestampedKeyValueStore<K, V>) {
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  get persistent(): boolean {
    return this.#inner.persistent;
  }

  get isOpen(): boolean {
    return this.#inner.isOpen;
  }

  init(context: StoreContext): void {
    this.#inner.init(context);
  }

  flush(): void {
    this.#inner.flush();
  }

  close(): void {
    this.#inner.close();
  }

  get(key: K): V | undefined {
    return this.#inner.get(key)?.value;
  }

  range(from: K | undefined, to: K | undefined): KeyValueIterator<K, V> {
    return values(this.#inner.range(from, to));
  }

  reverseRange(from: K | undefined, to: K | undefined): KeyValueIterator<K, V> {
    return values(this.#inner.reverseRange(from, to));
  }

  all(): KeyValueIterator<K, V> {
    return values(this.#inner.all());
  }

  reverseAll(): KeyValueIterator<K, V> {
    return values(this.#inner.reverseAll());
  }

  prefixScan(prefix: Uint8Array | string): KeyValueIterator<K, V> {
    return values(this.#inner.prefixScan(prefix));
  }

  approximateNumEntries(): number {
    return this.#inner.approximateNumEntries();
  }

  put(key: K, value: V | null | undefined): void {
    this.#inner.put(key, timestamped(value));
  }

  putIfAbsent(key: K, value: V): V | undefined {
    return this.#inner.putIfAbsent(key, { value, timestamp: NO_TIMESTAMP })?.value;
  }

  putAll(entries: Iterable<readonly [K, V | null | undefined]>): void {
    this.#inner.putAll([...entries].map(([key, value]) => [key, timestamped(value)] as const));
  }

  delete(key: K): V | undefined {
    return this.#inner.delete(key)?.value;
  }
}

/** As `KeyValueView`, of a window store. */
export class WindowView<K, V> implements WindowStore<K, V> {
  readonly #inner: TimestampedWindowStore<K, V>;

  constructor(inner: TimestampedWindowStore<K, V>) {
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  get persistent(): boolean {
    return this.#inner.persistent;
  }

  get isOpen(): boolean {
    return this.#inner.isOpen;
  }

  init(context: StoreContext): void {
    this.#inner.init(context);
  }

  flush(): void {
    this.#inner.flush();
  }

  close(): void {
    this.#inner.close();
  }

  fetch(key: K, windowStartMs: number): V | undefined {
    return this.#inner.fetch(key, windowStartMs)?.value;
  }

  fetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V> {
    return values(this.#inner.fetchRange(key, fromMs, toMs));
  }

  backwardFetchRange(key: K, fromMs: number, toMs: number): KeyValueIterator<number, V> {
    return values(this.#inner.backwardFetchRange(key, fromMs, toMs));
  }

  fetchKeys(from: K | undefined, to: K | undefined, fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.fetchKeys(from, to, fromMs, toMs));
  }

  backwardFetchKeys(
    from: K | undefined,
    to: K | undefined,
    fromMs: number,
    toMs: number,
  ): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.backwardFetchKeys(from, to, fromMs, toMs));
  }

  all(): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.all());
  }

  backwardAll(): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.backwardAll());
  }

  fetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.fetchAll(fromMs, toMs));
  }

  backwardFetchAll(fromMs: number, toMs: number): KeyValueIterator<Windowed<K>, V> {
    return values(this.#inner.backwardFetchAll(fromMs, toMs));
  }

  put(key: K, value: V | null | undefined, windowStartMs: number): void {
    this.#inner.put(key, timestamped(value), windowStartMs);
  }
}
