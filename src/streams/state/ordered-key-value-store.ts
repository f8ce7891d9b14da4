import type { KeyValueBytesStore } from "./byte-stores.ts";
import { BY_KEY, BY_TIME, storedBytes, storedOf } from "./ordered-bytes.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import { OrderedStore } from "./ordered-store.ts";
import type { Cursor, Stored } from "./stored.ts";

export class OrderedKeyValueStore extends OrderedStore implements KeyValueBytesStore {
  get(key: string): Stored | undefined {
    const bytes = this.bytes.get(BY_KEY + key);
    return bytes === undefined ? undefined : storedOf(bytes);
  }

  put(key: string, value: Stored | undefined): void {
    if (value === undefined) this.bytes.delete(BY_KEY + key);
    else this.bytes.put(BY_KEY + key, storedBytes(value));
  }

  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined {
    const found = this.get(key);
    if (found === undefined) this.put(key, value);
    return found;
  }

  delete(key: string): Stored | undefined {
    const found = this.get(key);
    if (found !== undefined) this.bytes.delete(BY_KEY + key);
    return found;
  }

  range({ from = "", to, toInclusive = true, forward = true }: KeyRange): Cursor<KeyedValue<Stored>> {
    const end = to === undefined ? { to: BY_TIME, toInclusive: false } : { to: BY_KEY + to, toInclusive };
    return new StoredCursor(this.bytes.range({ from: BY_KEY + from, ...end, forward }));
  }

  approximateNumEntries(): number {
    return this.bytes.count();
  }
}

class StoredCursor implements Cursor<KeyedValue<Stored>> {
  readonly #cursor: Cursor<KeyedValue<Uint8Array>>;

  constructor(cursor: Cursor<KeyedValue<Uint8Array>>) {
    this.#cursor = cursor;
  }

  next(): KeyedValue<Stored> | undefined {
    const entry = this.#cursor.next();
    return entry === undefined ? undefined : { key: entry.key.slice(BY_KEY.length), value: storedOf(entry.value) };
  }
}
