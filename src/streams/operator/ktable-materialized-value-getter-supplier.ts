import type { ValueAndTimestamp } from "../api/stores.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import { KeyValueStoreWrapper } from "./key-value-store-wrapper.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "./ktable-supplier.ts";

/** Reads a table's own store. */
export class KTableMaterializedValueGetterSupplier<K, V> implements KTableValueGetterSupplier<K, V> {
  readonly storeNames: readonly string[];
  readonly #storeName: string;

  constructor(storeName: string) {
    this.#storeName = storeName;
    this.storeNames = [storeName];
  }

  get(): KTableValueGetter<K, V> {
    return new KTableMaterializedValueGetter(this.#storeName);
  }
}

class KTableMaterializedValueGetter<K, V> implements KTableValueGetter<K, V> {
  readonly #storeName: string;
  #store!: KeyValueStoreWrapper<K, V>;

  constructor(storeName: string) {
    this.#storeName = storeName;
  }

  get isVersioned(): boolean {
    return this.#store.isVersioned;
  }

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#store = new KeyValueStoreWrapper(context, this.#storeName);
  }

  get(key: K): ValueAndTimestamp<V> | undefined {
    return this.#store.get(key);
  }

  getAsOf(key: K, asOfTimestampMs: number): ValueAndTimestamp<V> | undefined {
    return this.#store.getAsOf(key, asOfTimestampMs);
  }

  close(): void {}
}
