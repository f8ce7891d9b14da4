import { type BatchBytes, BufferedBytes } from "../../../src/streams/state/buffered-bytes.ts";
import type { OpenBytes } from "../../../src/streams/state/ordered-bytes.ts";
import { type KeyedValue, type KeyRange, OrderedMap } from "../../../src/streams/state/ordered-map.ts";
import type { Cursor } from "../../../src/streams/state/stored.ts";

/** A database in memory, as one on disk is: a range is settled when it is made. */
export class MemoryBytes implements BatchBytes {
  readonly #entries = new OrderedMap<Uint8Array>();

  get(key: string): Uint8Array | undefined {
    return this.#entries.get(key);
  }

  range(range: KeyRange): Cursor<KeyedValue<Uint8Array>> {
    const entries = drained(this.#entries.range(range));
    return { next: () => entries.shift() };
  }

  count(): number {
    return this.#entries.size;
  }

  write(entries: Cursor<KeyedValue<{ readonly value: Uint8Array | undefined }>>): void {
    for (const { key, value } of drained(entries)) {
      if (value.value === undefined) this.#entries.delete(key);
      else this.#entries.set(key, value.value);
    }
  }

  close(): void {}
}

export function openMemory(writesMax: number): OpenBytes {
  return () => new BufferedBytes(new MemoryBytes(), writesMax);
}

export function drained<T>(cursor: Cursor<T>): T[] {
  const items: T[] = [];
  for (let item = cursor.next(); item !== undefined; item = cursor.next()) items.push(item);
  return items;
}
