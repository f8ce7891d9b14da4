import type { OrderedBytes } from "./ordered-bytes.ts";
import { type KeyedValue, type KeyRange, OrderedMap } from "./ordered-map.ts";
import type { Cursor } from "./stored.ts";

/** A write that waits; undefined deletes. */
interface Write {
  readonly value: Uint8Array | undefined;
}

/** What a database must do: writes come many at a time. */
export interface BatchBytes {
  get(key: string): Uint8Array | undefined;
  /** As the database is now. */
  range(range: KeyRange): Cursor<KeyedValue<Uint8Array>>;
  count(): number;
  /** All or nothing, and they survive the process. Undefined deletes. */
  write(entries: Cursor<KeyedValue<Write>>): void;
  close(): void;
}

/** Gathers writes before a database that wants them in one transaction. */
export class BufferedBytes implements OrderedBytes {
  readonly #database: BatchBytes;
  readonly #writesMax: number;
  #waiting = new OrderedMap<Write>();
  /** Counts writes, so that an iterator knows whether it must look again. */
  #writes = 0;

  /** More than `writesMax` waiting writes are written at once. */
  constructor(database: BatchBytes, writesMax: number) {
    this.#database = database;
    this.#writesMax = writesMax;
  }

  get writes(): number {
    return this.#writes;
  }

  get(key: string): Uint8Array | undefined {
    const waiting = this.#waiting.get(key);
    return waiting === undefined ? this.#database.get(key) : waiting.value;
  }

  put(key: string, value: Uint8Array): void {
    this.#write(key, value);
  }

  delete(key: string): void {
    this.#write(key, undefined);
  }

  range(range: KeyRange): Cursor<KeyedValue<Uint8Array>> {
    return new BufferedCursor(this, this.#waiting.range(range), this.#database.range(range), range.forward ?? true);
  }

  count(): number {
    let count = this.#database.count();
    const waiting = this.#waiting.range({});
    for (let entry = waiting.next(); entry !== undefined; entry = waiting.next()) {
      const before = this.#database.get(entry.key) === undefined ? 0 : 1;
      count += (entry.value.value === undefined ? 0 : 1) - before;
    }
    return count;
  }

  flush(): void {
    if (this.#waiting.size === 0) return;
    this.#database.write(this.#waiting.range({}));
    // A new one: iterators still read the old.
    this.#waiting = new OrderedMap();
  }

  close(): void {
    this.flush();
    this.#database.close();
  }

  #write(key: string, value: Uint8Array | undefined): void {
    this.#writes++;
    this.#waiting.set(key, { value });
    if (this.#waiting.size > this.#writesMax) this.flush();
  }
}

/** Both in the order of keys; what waits hides what is in the database. */
class BufferedCursor implements Cursor<KeyedValue<Uint8Array>> {
  readonly #bytes: BufferedBytes;
  readonly #writes: number;
  readonly #waiting: Cursor<KeyedValue<Write>>;
  readonly #written: Cursor<KeyedValue<Uint8Array>>;
  readonly #forward: boolean;
  #nextWaiting: KeyedValue<Write> | undefined;
  #nextWritten: KeyedValue<Uint8Array> | undefined;

  constructor(
    bytes: BufferedBytes,
    waiting: Cursor<KeyedValue<Write>>,
    written: Cursor<KeyedValue<Uint8Array>>,
    forward: boolean,
  ) {
    this.#bytes = bytes;
    this.#writes = bytes.writes;
    this.#waiting = waiting;
    this.#written = written;
    this.#forward = forward;
    this.#nextWaiting = waiting.next();
    this.#nextWritten = written.next();
  }

  next(): KeyedValue<Uint8Array> | undefined {
    for (;;) {
      const entry = this.#next();
      if (entry === undefined) return undefined;
      const value = this.#writes === this.#bytes.writes ? entry.value : this.#bytes.get(entry.key);
      if (value !== undefined) return { key: entry.key, value };
    }
  }

  #next(): KeyedValue<Uint8Array | undefined> | undefined {
    const waiting = this.#nextWaiting;
    const written = this.#nextWritten;
    if (waiting === undefined || (written !== undefined && this.#isFirst(written.key, waiting.key))) {
      if (written !== undefined) this.#nextWritten = this.#written.next();
      return written;
    }
    if (written?.key === waiting.key) this.#nextWritten = this.#written.next();
    this.#nextWaiting = this.#waiting.next();
    return { key: waiting.key, value: waiting.value.value };
  }

  #isFirst(one: string, other: string): boolean {
    return this.#forward ? one < other : one > other;
  }
}
