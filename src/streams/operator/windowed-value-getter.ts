import { MillraceError } from "../../base/errors.ts";
import type { SessionStore, TimestampedWindowStore, ValueAndTimestamp } from "../api/stores.ts";
import type { Windowed } from "../api/windowed.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "./ktable-supplier.ts";

/** Reads a table of time windows. */
export class WindowValueGetterSupplier<K, V> implements KTableValueGetterSupplier<Windowed<K>, V> {
  readonly storeNames: readonly string[];
  readonly #storeName: string;

  constructor(storeName: string) {
    this.#storeName = storeName;
    this.storeNames = [storeName];
  }

  get(): KTableValueGetter<Windowed<K>, V> {
    return new WindowValueGetter(this.#storeName);
  }
}

/** Reads a table of sessions: the time of a value is its session's end. */
export class SessionValueGetterSupplier<K, V> implements KTableValueGetterSupplier<Windowed<K>, V> {
  readonly storeNames: readonly string[];
  readonly #storeName: string;

  constructor(storeName: string) {
    this.#storeName = storeName;
    this.storeNames = [storeName];
  }

  get(): KTableValueGetter<Windowed<K>, V> {
    return new SessionValueGetter(this.#storeName);
  }
}

abstract class WindowedValueGetter<K, V> implements KTableValueGetter<Windowed<K>, V> {
  readonly isVersioned = false;
  protected readonly storeName: string;

  constructor(storeName: string) {
    this.storeName = storeName;
  }

  abstract init(context: InternalProcessorContext<unknown, unknown>): void;
  abstract get(key: Windowed<K>): ValueAndTimestamp<V> | undefined;

  getAsOf(): never {
    throw new MillraceError("INVALID_STATE", `The windowed store ${this.storeName} has no history to read by time`);
  }

  close(): void {}
}

class WindowValueGetter<K, V> extends WindowedValueGetter<K, V> {
  #store!: TimestampedWindowStore<K, V>;

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#store = context.getStateStore(this.storeName);
  }

  get(key: Windowed<K>): ValueAndTimestamp<V> | undefined {
    return this.#store.fetch(key.key, key.window.startMs);
  }
}

class SessionValueGetter<K, V> extends WindowedValueGetter<K, V> {
  #store!: SessionStore<K, V>;

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#store = context.getStateStore(this.storeName);
  }

  get(key: Windowed<K>): ValueAndTimestamp<V> | undefined {
    const value = this.#store.fetchSession(key.key, key.window.startMs, key.window.endMs);
    return value == null ? undefined : { value, timestamp: key.window.endMs };
  }
}
