import type { StoreContext } from "../api/store-context.ts";
import { bytesOf, readInt32, serializedOf, writeInt32 } from "./binary.ts";
import type { KeyValueBytesStore } from "./byte-stores.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import { type Cursor, NO_TIMESTAMP, Stored } from "./stored.ts";

/** Kafka's list serde: a byte that says that lengths vary, the count, then a length before every item. */
const VARIABLE_SIZE = 1;
const HEADER_BYTES = 1 + 4;
const LENGTH_BYTES = 4;

/**
 * Keeps all values that were put under a key: a put adds one, a put of nothing deletes them all. Iterates over each value
 * by itself. Logs the whole list. The store of the unmatched records of an outer stream join.
 */
export class ListValueStore implements KeyValueBytesStore {
  readonly #inner: KeyValueBytesStore;
  readonly #logs: boolean;
  #context!: StoreContext;

  constructor(inner: KeyValueBytesStore, logs: boolean) {
    this.#inner = inner;
    this.#logs = logs;
  }

  get name(): string {
    return this.#inner.name;
  }

  get persistent(): boolean {
    return this.#inner.persistent;
  }

  init(context: StoreContext): void {
    this.#context = context;
    this.#inner.init(context);
  }

  /** The whole list, as it is logged. */
  get(key: string): Stored | undefined {
    return this.#inner.get(key);
  }

  put(key: string, value: Stored | undefined): void {
    const list = value === undefined ? undefined : listWith(this.#inner.get(key), value);
    this.#inner.put(key, list);
    if (!this.#logs) return;
    const { timestamp } = this.#context.recordContext;
    this.#context.logChange(this.name, serializedOf(key), list === undefined ? null : list.raw, timestamp);
  }

  /** As in Kafka it is the other way round: puts only where something was. */
  putIfAbsent(key: string, value: Stored | undefined): undefined {
    if (this.#inner.get(key) !== undefined) this.put(key, value);
  }

  delete(key: string): Stored | undefined {
    const found = this.#inner.get(key);
    this.put(key, undefined);
    return found;
  }

  /** Puts a list as it was logged. */
  restore(key: string, list: Stored | undefined): void {
    this.#inner.put(key, list);
  }

  range(range: KeyRange): Cursor<KeyedValue<Stored>> {
    return new ItemCursor(this.#inner.range(range));
  }

  approximateNumEntries(): number {
    return this.#inner.approximateNumEntries();
  }

  flush(): void {
    this.#inner.flush();
  }

  close(): void {
    this.#inner.close();
  }
}

class ItemCursor implements Cursor<KeyedValue<Stored>> {
  readonly #lists: Cursor<KeyedValue<Stored>>;
  #key = "";
  #items: readonly Stored[] = [];
  #at = 0;

  constructor(lists: Cursor<KeyedValue<Stored>>) {
    this.#lists = lists;
  }

  next(): KeyedValue<Stored> | undefined {
    for (;;) {
      const value = this.#items[this.#at++];
      if (value !== undefined) return { key: this.#key, value };
      const list = this.#lists.next();
      if (list === undefined) return undefined;
      this.#key = list.key;
      this.#items = itemsOf(list.value);
      this.#at = 0;
    }
  }
}

function listWith(list: Stored | undefined, item: Stored): Stored {
  const before = list === undefined ? new Uint8Array(HEADER_BYTES) : bytesOf(list.raw);
  const added = bytesOf(item.raw);
  const bytes = new Uint8Array(before.length + LENGTH_BYTES + added.length);
  bytes.set(before);
  bytes[0] = VARIABLE_SIZE;
  writeInt32(bytes, 1, readInt32(before, 1) + 1);
  writeInt32(bytes, before.length, added.length);
  bytes.set(added, before.length + LENGTH_BYTES);
  return new Stored(bytes, NO_TIMESTAMP, undefined);
}

function itemsOf({ raw }: Stored): Stored[] {
  const bytes = bytesOf(raw);
  const items: Stored[] = [];
  let at = HEADER_BYTES;
  while (at < bytes.length) {
    const end = at + LENGTH_BYTES + readInt32(bytes, at);
    items.push(new Stored(bytes.subarray(at + LENGTH_BYTES, end), NO_TIMESTAMP, undefined));
    at = end;
  }
  return items;
}
