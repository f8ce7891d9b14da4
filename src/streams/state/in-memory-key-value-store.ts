import type { StoreContext } from "../api/store-context.ts";
import type { KeyValueBytesStore } from "./byte-stores.ts";
import { type KeyedValue, type KeyRange, OrderedMap } from "./ordered-map.ts";
import type { Cursor, Stored } from "./stored.ts";

/** An iterator keeps the keys as they were when it was made, leaves out those deleted since, and reads values as they are. */
export class InMemoryKeyValueStore implements KeyValueBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly #map = new OrderedMap<Stored>();

  constructor(name: string) {
    this.name = name;
  }

  init(_context: StoreContext): void {}

  get(key: string): Stored | undefined {
    return this.#map.get(key);
  }

  put(key: string, value: Stored | undefined): void {
    if (value === undefined) this.#map.delete(key);
    else this.#map.set(key, value);
  }

  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined {
    const found = this.#map.get(key);
    if (found === undefined) this.put(key, value);
    return found;
  }

  delete(key: string): Stored | undefined {
    const found = this.#map.get(key);
    if (found !== undefined) this.#map.delete(key);
    return found;
  }

  range(range: KeyRange): Cursor<KeyedValue<Stored>> {
    return this.#map.range(range);
  }

  approximateNumEntries(): number {
    return this.#map.size;
  }

  flush(): void {}

  close(): void {
    this.#map.clear();
  }
}
