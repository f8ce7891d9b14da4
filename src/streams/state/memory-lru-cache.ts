import type { StoreContext } from "../api/store-context.ts";
import type { KeyValueBytesStore } from "./byte-stores.ts";
import type { Evicting } from "./change-logging.ts";
import type { Restorable } from "./metered-key-value-store.ts";
import { type KeyedValue, type KeyRange, OrderedMap } from "./ordered-map.ts";
import type { Cursor, Stored } from "./stored.ts";

/** Keeps the entries that were last used; one that goes is logged as deleted. An iterator gives a copy of that moment. */
export class MemoryLruCache implements KeyValueBytesStore, Evicting, Restorable {
  readonly name: string;
  readonly persistent = false;
  readonly #entriesMax: number;
  /** The least recently used first. */
  readonly #entries = new Map<string, Stored>();
  #evicted: ((key: string) => void) | undefined;

  constructor(name: string, entriesMax: number) {
    this.name = name;
    this.#entriesMax = entriesMax;
  }

  init(_context: StoreContext): void {}

  onEviction(listener: (key: string) => void): void {
    this.#evicted = listener;
  }

  get(key: string): Stored | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  put(key: string, value: Stored | undefined): void {
    const evicted = this.#put(key, value);
    if (evicted !== undefined) this.#evicted?.(evicted);
  }

  restore(key: string, value: Stored | undefined): void {
    this.#put(key, value);
  }

  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined {
    const found = this.get(key);
    if (found === undefined) this.put(key, value);
    return found;
  }

  delete(key: string): Stored | undefined {
    const found = this.#entries.get(key);
    this.#entries.delete(key);
    return found;
  }

  range(range: KeyRange): Cursor<KeyedValue<Stored>> {
    const copy = new OrderedMap<Stored>();
    for (const [key, value] of this.#entries) copy.set(key, value);
    return copy.range(range);
  }

  approximateNumEntries(): number {
    return this.#entries.size;
  }

  flush(): void {}

  close(): void {
    this.#entries.clear();
  }

  /** Answers the key that had to go. */
  #put(key: string, value: Stored | undefined): string | undefined {
    this.#entries.delete(key);
    if (value === undefined) return undefined;
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#entriesMax) return undefined;
    const [eldest] = this.#entries.keys();
    this.#entries.delete(eldest as string);
    return eldest;
  }
}
