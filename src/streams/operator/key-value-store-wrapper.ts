import { MillraceError } from "../../base/errors.ts";
import type { StateStore, TimestampedKeyValueStore, ValueAndTimestamp, VersionedKeyValueStore } from "../api/stores.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** As a versioned store answers: undefined when the value put is the latest of its key. */
type PutResult = number | undefined | "not-put";

/** The store of a table, timestamped or versioned, as operators use it. */
export class KeyValueStoreWrapper<K, V> {
  readonly store: StateStore;
  readonly #timestamped: TimestampedKeyValueStore<K, V> | undefined;
  readonly #versioned: VersionedKeyValueStore<K, V> | undefined;

  constructor(context: InternalProcessorContext<never, never>, storeName: string) {
    const store = context.getStateStore(storeName);
    this.store = store;
    const versioned = "getAsOf" in store;
    this.#timestamped = versioned ? undefined : (store as TimestampedKeyValueStore<K, V>);
    this.#versioned = versioned ? (store as VersionedKeyValueStore<K, V>) : undefined;
  }

  get name(): string {
    return this.store.name;
  }

  get isVersioned(): boolean {
    return this.#versioned !== undefined;
  }

  get(key: K): ValueAndTimestamp<V> | undefined {
    return this.#timestamped !== undefined ? this.#timestamped.get(key) : this.#versioned!.get(key);
  }

  getAsOf(key: K, asOfTimestampMs: number): ValueAndTimestamp<V> | undefined {
    if (this.#versioned === undefined) {
      throw new MillraceError(
        "INVALID_STATE",
        `The store ${this.name} has no history: make it with a versioned supplier`,
      );
    }
    return this.#versioned.getAsOf(key, asOfTimestampMs);
  }

  /** null deletes. */
  put(key: K, value: V | null, timestamp: number): PutResult {
    if (this.#timestamped === undefined) return this.#versioned!.put(key, value, timestamp);
    this.#timestamped.put(key, value === null ? null : { value, timestamp });
    return undefined;
  }
}
