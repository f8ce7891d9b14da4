import { binaryOfTime, timeOfBinary } from "./binary.ts";
import { AFTER_TIMES, BY_KEY, BY_TIME, type OrderedBytes, storedBytes, storedOf } from "./ordered-bytes.ts";
import type { KeyedValue } from "./ordered-map.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

const TIME_BYTES = 8;
const SUFFIX_BYTES = 2 * TIME_BYTES;
const NOTHING = new Uint8Array(0);

/**
 * Entries of keys and times over ordered bytes, as `TimeKeyedMap` has them in memory: an entry lies under key, time and
 * tie, and another one, empty, under time, key and tie leads to it. Ties in descending order lie there turned round.
 */
export class OrderedTimedEntries {
  readonly #bytes: OrderedBytes;
  readonly #tieOrder: 1 | -1;

  constructor(bytes: OrderedBytes, tieOrder: 1 | -1) {
    this.#bytes = bytes;
    this.#tieOrder = tieOrder;
  }

  get(key: string, time: number, tie: number): Stored | undefined {
    const bytes = this.#bytes.get(BY_KEY + key + binaryOfTime(time) + this.#tieBinary(tie));
    return bytes === undefined ? undefined : storedOf(bytes);
  }

  put(key: string, time: number, tie: number, value: Stored): void {
    const timeBinary = binaryOfTime(time);
    const tieBinary = this.#tieBinary(tie);
    this.#bytes.put(BY_KEY + key + timeBinary + tieBinary, storedBytes(value));
    this.#bytes.put(BY_TIME + timeBinary + key + tieBinary, NOTHING);
  }

  delete(key: string, time: number, tie: number): void {
    const timeBinary = binaryOfTime(time);
    const tieBinary = this.#tieBinary(tie);
    this.#bytes.delete(BY_KEY + key + timeBinary + tieBinary);
    this.#bytes.delete(BY_TIME + timeBinary + key + tieBinary);
  }

  dropBefore(time: number): void {
    const range = { from: BY_TIME, to: BY_TIME + binaryOfTime(Math.max(0, time)), toInclusive: false };
    const cursor = this.#bytes.range(range);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
      const entry = this.entryByTime(found.key, undefined);
      this.delete(entry.key, entry.time, entry.tie);
    }
  }

  ofKey(key: string, fromTime: number, toTime: number, forward: boolean): Cursor<TimedEntry> {
    if (fromTime > toTime || toTime < 0) return EMPTY_CURSOR;
    const from = BY_KEY + key + binaryOfTime(Math.max(0, fromTime));
    const to = Number.isSafeInteger(toTime) ? BY_KEY + key + binaryOfTime(toTime + 1) : `${BY_KEY}${key}\xff`;
    const length = BY_KEY.length + key.length + SUFFIX_BYTES;
    return new ByKeyCursor(this, this.#bytes.range({ from, to, toInclusive: false, forward }), length);
  }

  ordered(range: TimedRange): Cursor<TimedEntry> {
    const { fromTime, toTime, forward } = range;
    if (toTime < 0) return EMPTY_CURSOR;
    const from = BY_TIME + binaryOfTime(Math.max(0, fromTime));
    const to = Number.isSafeInteger(toTime) ? BY_TIME + binaryOfTime(toTime + 1) : AFTER_TIMES;
    return new ByTimeCursor(this, this.#bytes.range({ from, to, toInclusive: false, forward }), range);
  }

  entryByKey(binary: string, value: Uint8Array): TimedEntry {
    const at = binary.length - SUFFIX_BYTES;
    const tie = this.#tieOf(binary);
    return { key: binary.slice(BY_KEY.length, at), time: timeOfBinary(binary, at), tie, value: storedOf(value) };
  }

  entryByTime(binary: string, value: Stored | undefined): TimedEntry {
    const key = binary.slice(BY_TIME.length + TIME_BYTES, binary.length - TIME_BYTES);
    return { key, time: timeOfBinary(binary, BY_TIME.length), tie: this.#tieOf(binary), value };
  }

  #tieBinary(tie: number): string {
    return binaryOfTime(this.#tieOrder === 1 ? tie : Number.MAX_SAFE_INTEGER - tie);
  }

  #tieOf(binary: string): number {
    const tie = timeOfBinary(binary, binary.length - TIME_BYTES);
    return this.#tieOrder === 1 ? tie : Number.MAX_SAFE_INTEGER - tie;
  }
}

/** Keys of another length may lie among those of one key. */
class ByKeyCursor implements Cursor<TimedEntry> {
  readonly #entries: OrderedTimedEntries;
  readonly #cursor: Cursor<KeyedValue<Uint8Array>>;
  readonly #length: number;

  constructor(entries: OrderedTimedEntries, cursor: Cursor<KeyedValue<Uint8Array>>, length: number) {
    this.#entries = entries;
    this.#cursor = cursor;
    this.#length = length;
  }

  next(): TimedEntry | undefined {
    for (;;) {
      const found = this.#cursor.next();
      if (found === undefined) return undefined;
      if (found.key.length === this.#length) return this.#entries.entryByKey(found.key, found.value);
    }
  }
}

class ByTimeCursor implements Cursor<TimedEntry> {
  readonly #entries: OrderedTimedEntries;
  readonly #cursor: Cursor<KeyedValue<Uint8Array>>;
  readonly #range: TimedRange;

  constructor(entries: OrderedTimedEntries, cursor: Cursor<KeyedValue<Uint8Array>>, range: TimedRange) {
    this.#entries = entries;
    this.#cursor = cursor;
    this.#range = range;
  }

  next(): TimedEntry | undefined {
    const { fromKey, toKey } = this.#range;
    for (;;) {
      const found = this.#cursor.next();
      if (found === undefined) return undefined;
      const entry = this.#entries.entryByTime(found.key, undefined);
      if ((fromKey !== undefined && entry.key < fromKey) || (toKey !== undefined && entry.key > toKey)) continue;
      const value = this.#entries.get(entry.key, entry.time, entry.tie);
      if (value !== undefined) return { ...entry, value };
    }
  }
}
