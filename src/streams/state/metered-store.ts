import { MillraceError } from "../../base/errors.ts";
import type { KeyValue } from "../api/record.ts";
import type { ChangelogEntry, StoreContext } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import type { BytesStore } from "./byte-stores.ts";
import { CachingStore } from "./caching.ts";
import { type KeyCodec, TimestampedValueCodec, type ValueCodec } from "./store-serdes.ts";
import type { Cursor } from "./stored.ts";

/** The layers of a store, innermost first; without logging or caching the layer is the one below. */
export interface Layers<S extends BytesStore> {
  readonly store: S;
  readonly logging: S;
  readonly caching: S;
}

/** What the typed stores have in common: they turn keys and values into bytes and back for the layers below. */
export abstract class MeteredStore<S extends BytesStore, K, V> implements StateStore {
  readonly name: string;
  readonly persistent: boolean;
  protected readonly keys: KeyCodec<K>;
  protected readonly values: ValueCodec<V>;
  readonly #layers: Layers<S>;
  #inner: S;
  #isOpen = false;

  constructor(layers: Layers<S>, keys: KeyCodec<K>, values: ValueCodec<V>) {
    this.name = layers.store.name;
    this.persistent = layers.store.persistent;
    this.keys = keys;
    this.values = values;
    this.#layers = layers;
    this.#inner = layers.caching;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Do its values carry timestamps? */
  get timestamped(): boolean {
    return this.values instanceof TimestampedValueCodec;
  }

  /** A task without a budget for caches has no caching layer. */
  init(context: StoreContext): void {
    const topic = context.changelogTopic(this.name);
    this.keys.init(topic);
    this.values.init(topic);
    this.#inner = context.cache.maxBytes > 0 ? this.#layers.caching : this.#layers.logging;
    this.#inner.init(context);
    this.#isOpen = true;
    const { store, logging } = this.#layers;
    let begun = false;
    context.register(this.name, (entries) => {
      // Not every replay over old content gives the same again, e.g. duplicates would double.
      if (!begun && store.committedOffset === undefined) store.clear?.();
      begun = true;
      for (const entry of entries) this.restore(store, entry, logging);
    });
  }

  get committedOffset(): number | undefined {
    return this.#layers.store.committedOffset;
  }

  commit(changelogOffset: number): void {
    this.#layers.store.flushWithOffset?.(changelogOffset);
    this.inner.flush();
  }

  flush(): void {
    this.inner.flush();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#inner.close();
    this.#isOpen = false;
  }

  /** The outermost layer. Throws MillraceError INVALID_STATE before `init` and after `close`. */
  protected get inner(): S {
    if (!this.#isOpen)
      throw new MillraceError("INVALID_STATE", `store ${this.name} is not open: use it between init and close`);
    return this.#inner;
  }

  protected get cachingLayer(): CachingStore<S> | undefined {
    return this.inner instanceof CachingStore ? this.inner : undefined;
  }

  /** `logging`: the layer above the store, where there is one, else the store. */
  protected abstract restore(store: S, entry: ChangelogEntry, logging: S): void;
}

/** The public face of a cursor. */
export class StoreIterator<E, K, V> implements IterableIterator<KeyValue<K, V>> {
  #cursor: Cursor<E> | undefined;
  readonly #itemOf: (entry: E) => KeyValue<K, V>;

  constructor(cursor: Cursor<E>, itemOf: (entry: E) => KeyValue<K, V>) {
    this.#cursor = cursor;
    this.#itemOf = itemOf;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<KeyValue<K, V>, undefined> {
    const entry = this.#cursor?.next();
    if (entry !== undefined) return { done: false, value: this.#itemOf(entry) };
    this.#cursor = undefined;
    return { done: true, value: undefined };
  }

  return(): IteratorResult<KeyValue<K, V>, undefined> {
    this.#cursor = undefined;
    return { done: true, value: undefined };
  }
}
