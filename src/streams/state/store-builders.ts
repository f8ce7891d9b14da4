import { MillraceError } from "../../base/errors.ts";
import type { Serde } from "../../serde/serde.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { StateStore, ValueAndTimestamp } from "../api/stores.ts";
import type { BytesStore } from "./byte-stores.ts";
import { CachingKeyValueStore, CachingSessionStore, CachingWindowStore } from "./caching.ts";
import {
  ChangeLoggingKeyValueBytesStore,
  ChangeLoggingSessionBytesStore,
  ChangeLoggingVersionedBytesStore,
  ChangeLoggingWindowBytesStore,
} from "./change-logging.ts";
import { MeteredKeyValueStore } from "./metered-key-value-store.ts";
import { MeteredSessionStore } from "./metered-session-store.ts";
import type { Layers } from "./metered-store.ts";
import { MeteredVersionedKeyValueStore } from "./metered-versioned-store.ts";
import { MeteredWindowStore } from "./metered-window-store.ts";
import { KeyCodec, PlainValueCodec, TimestampedValueCodec, type ValueCodec } from "./store-serdes.ts";
import type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  VersionedBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "./suppliers.ts";

/** Undefined: not known yet; `build` refuses it. */
export type SerdeOrUnknown<T> = Serde<T> | undefined;

export abstract class AbstractStoreBuilder<S extends StateStore> implements StoreBuilder<S> {
  readonly name: string;
  #logConfig: Record<string, string>;
  #logs = true;
  #caches = false;

  constructor(name: string, logConfig: Readonly<Record<string, string>> = {}) {
    this.name = name;
    this.#logConfig = { ...logConfig };
  }

  get loggingEnabled(): boolean {
    return this.#logs;
  }

  get cachingEnabled(): boolean {
    return this.#caches;
  }

  get logConfig(): Readonly<Record<string, string>> {
    return this.#logConfig;
  }

  withCachingEnabled(): this {
    this.#caches = true;
    return this;
  }

  withCachingDisabled(): this {
    this.#caches = false;
    return this;
  }

  withLoggingEnabled(config: Readonly<Record<string, string>>): this {
    this.#logs = true;
    this.#logConfig = { ...this.#logConfig, ...config };
    return this;
  }

  withLoggingDisabled(): this {
    this.#logs = false;
    this.#logConfig = {};
    return this;
  }

  abstract build(): S;

  protected layers<B extends BytesStore>(store: B, logged: (inner: B) => B, cached?: (inner: B) => B): Layers<B> {
    const logging = this.#logs ? logged(store) : store;
    return { store, logging, caching: this.#caches && cached !== undefined ? cached(logging) : logging };
  }
}

export class KeyValueStoreBuilder<K, V> extends AbstractStoreBuilder<MeteredKeyValueStore<K, V>> {
  readonly #supplier: KeyValueBytesStoreSupplier;
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #values: () => ValueCodec<V>;
  readonly #logHeaders: boolean;

  constructor(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    values: () => ValueCodec<V>,
    logHeaders = false,
  ) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#values = values;
    this.#logHeaders = logHeaders;
  }

  build(): MeteredKeyValueStore<K, V> {
    const layers = this.layers(
      this.#supplier.get(),
      (inner) => new ChangeLoggingKeyValueBytesStore(inner, this.#logHeaders),
      (inner) => new CachingKeyValueStore(inner),
    );
    return new MeteredKeyValueStore(layers, keyCodec(this.name, this.#keySerde), this.#values());
  }
}

export class WindowStoreBuilder<K, V> extends AbstractStoreBuilder<MeteredWindowStore<K, V>> {
  readonly #supplier: WindowBytesStoreSupplier;
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #values: () => ValueCodec<V>;
  readonly #logHeaders: boolean;

  constructor(
    supplier: WindowBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    values: () => ValueCodec<V>,
    logConfig: Readonly<Record<string, string>>,
    logHeaders: boolean,
  ) {
    super(supplier.name, logConfig);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#values = values;
    this.#logHeaders = logHeaders;
  }

  get retentionMs(): number {
    return this.#supplier.retentionMs;
  }

  /** A store that retains duplicates has no cache, whatever was asked for. */
  build(): MeteredWindowStore<K, V> {
    const { retainDuplicates, windowSizeMs } = this.#supplier;
    if (retainDuplicates) this.withCachingDisabled();
    const layers = this.layers(
      this.#supplier.get(),
      (inner) => new ChangeLoggingWindowBytesStore(inner, retainDuplicates, this.#logHeaders),
      (inner) => new CachingWindowStore(inner),
    );
    return new MeteredWindowStore(layers, keyCodec(this.name, this.#keySerde), this.#values(), windowSizeMs);
  }
}

export class SessionStoreBuilder<K, V> extends AbstractStoreBuilder<MeteredSessionStore<K, V>> {
  readonly #supplier: SessionBytesStoreSupplier;
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #values: () => ValueCodec<V>;

  constructor(supplier: SessionBytesStoreSupplier, keySerde: SerdeOrUnknown<K>, values: () => ValueCodec<V>) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#values = values;
  }

  get retentionMs(): number {
    return this.#supplier.retentionMs;
  }

  build(): MeteredSessionStore<K, V> {
    const layers = this.layers(
      this.#supplier.get(),
      (inner) => new ChangeLoggingSessionBytesStore(inner),
      (inner) => new CachingSessionStore(inner),
    );
    return new MeteredSessionStore(layers, keyCodec(this.name, this.#keySerde), this.#values());
  }
}

export class VersionedKeyValueStoreBuilder<K, V> extends AbstractStoreBuilder<MeteredVersionedKeyValueStore<K, V>> {
  readonly #supplier: VersionedBytesStoreSupplier;
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #values: () => ValueCodec<V>;

  constructor(supplier: VersionedBytesStoreSupplier, keySerde: SerdeOrUnknown<K>, values: () => ValueCodec<V>) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#values = values;
  }

  get historyRetentionMs(): number {
    return this.#supplier.historyRetentionMs;
  }

  /** Throws MillraceError INVALID_OPTION: versioned stores have no cache. */
  override withCachingEnabled(): never {
    throw new MillraceError("INVALID_OPTION", `store ${this.name} is versioned, and versioned stores have no cache`);
  }

  build(): MeteredVersionedKeyValueStore<K, V> {
    const layers = this.layers(this.#supplier.get(), (inner) => new ChangeLoggingVersionedBytesStore(inner));
    return new MeteredVersionedKeyValueStore(layers, keyCodec(this.name, this.#keySerde), this.#values());
  }
}

export function plainValues<V>(store: string, serde: SerdeOrUnknown<V>): () => ValueCodec<V> {
  return () => new PlainValueCodec(store, known(store, "value", serde));
}

export function timestampedValues<V>(store: string, serde: SerdeOrUnknown<V>): () => ValueCodec<ValueAndTimestamp<V>> {
  return () => new TimestampedValueCodec(store, known(store, "value", serde));
}

export function keyCodec<K>(store: string, serde: SerdeOrUnknown<K>): KeyCodec<K> {
  return new KeyCodec(store, known(store, "key", serde));
}

function known<T>(store: string, part: string, serde: SerdeOrUnknown<T>): Serde<T> {
  if (serde !== undefined) return serde;
  throw new MillraceError("INVALID_OPTION", `store ${store} has no ${part} serde: give one to its builder`);
}
