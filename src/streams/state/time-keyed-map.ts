import { SortedTimes } from "./sorted-times.ts";
import { type Cursor, EMPTY_CURSOR, type Stored } from "./stored.ts";

/** What a key has at a time. */
export interface TimedEntry<V = Stored> {
  readonly key: string;
  /** A window's start, a session's end. */
  readonly time: number;
  /** What tells entries of one key and time apart: a sequence number, a session's start. */
  readonly tie: number;
  /** Undefined when it was deleted. */
  readonly value: V | undefined;
}

export interface TimedRange {
  /** Binary keys, inclusive; undefined is an open end. */
  readonly fromKey: string | undefined;
  readonly toKey: string | undefined;
  /** Inclusive. */
  readonly fromTime: number;
  readonly toTime: number;
  readonly forward: boolean;
}

class Entry<V> implements TimedEntry<V> {
  readonly key: string;
  readonly time: number;
  readonly tie: number;
  value: V | undefined;

  constructor(key: string, time: number, tie: number, value: V) {
    this.key = key;
    this.time = time;
    this.tie = tie;
    this.value = value;
  }
}

/** Entries of one key by time, then tie. Dropped at the front by moving `head`. */
class KeyEntries<V> {
  readonly list: Entry<V>[] = [];
  head = 0;

  dropFirst(): void {
    this.head++;
    if (this.head < 32 || this.head * 2 < this.list.length) return;
    this.list.splice(0, this.head);
    this.head = 0;
  }
}

/** How entries of one time are iterated: by key, then tie in that direction; or by tie, then key. */
export type TieOrder = "ascending" | "descending" | "before-keys";

const BUCKET_ORDERS = {
  ascending: (one, other) => compareKeys(one, other) || one.tie - other.tie,
  descending: (one, other) => compareKeys(one, other) || other.tie - one.tie,
  "before-keys": (one, other) => one.tie - other.tie || compareKeys(one, other),
} satisfies Record<TieOrder, (one: TimedEntry<unknown>, other: TimedEntry<unknown>) => number>;

function compareKeys({ key }: TimedEntry<unknown>, other: TimedEntry<unknown>): number {
  return key === other.key ? 0 : key < other.key ? -1 : 1;
}

/** Entries of one time, of all keys; sorted when somebody looks. */
class Bucket<V> {
  entries: Entry<V>[] = [];
  deleted = 0;
  #sorted: readonly Entry<V>[] | undefined;

  add(entry: Entry<V>): void {
    this.entries.push(entry);
    this.#sorted = undefined;
  }

  /** To be called after the entry's value was taken away. */
  noteDeleted(): void {
    this.deleted++;
    if (this.deleted * 2 <= this.entries.length) return;
    this.entries = this.entries.filter(({ value }) => value !== undefined);
    this.deleted = 0;
    this.#sorted = undefined;
  }

  sorted(order: TieOrder): readonly Entry<V>[] {
    this.#sorted ??= this.entries.slice().sort(BUCKET_ORDERS[order]);
    return this.#sorted;
  }
}

/**
 * Values by key and time, in memory: found by key through a hash table, and in the order of time (then key, then tie)
 * through buckets. What one put or get costs does not depend on the number of keys, and on that of times by the logarithm.
 */
export class TimeKeyedMap<V = Stored> {
  readonly #byKey = new Map<string, KeyEntries<V>>();
  readonly #buckets = new Map<number, Bucket<V>>();
  readonly #times = new SortedTimes();
  readonly #order: TieOrder;
  /** In which direction ties of one key and time lie. */
  readonly #tieSign: 1 | -1;
  #size = 0;

  constructor(order: TieOrder) {
    this.#order = order;
    this.#tieSign = order === "descending" ? -1 : 1;
  }

  get size(): number {
    return this.#size;
  }

  get firstTime(): number | undefined {
    return this.#times.first;
  }

  get(key: string, time: number, tie: number): V | undefined {
    const entries = this.#byKey.get(key);
    if (entries === undefined) return undefined;
    const entry = entries.list[this.#placeIn(entries, time, tie)];
    return entry !== undefined && entry.time === time && entry.tie === tie ? entry.value : undefined;
  }

  put(key: string, time: number, tie: number, value: V): void {
    let entries = this.#byKey.get(key);
    if (entries === undefined) {
      entries = new KeyEntries();
      this.#byKey.set(key, entries);
    }
    const { list } = entries;
    const place = this.#placeIn(entries, time, tie);
    const found = list[place];
    if (found !== undefined && found.time === time && found.tie === tie) {
      found.value = value;
      return;
    }
    const entry = new Entry(key, time, tie, value);
    if (place === list.length) list.push(entry);
    else list.splice(place, 0, entry);
    this.#size++;
    let bucket = this.#buckets.get(time);
    if (bucket === undefined) {
      bucket = new Bucket();
      this.#buckets.set(time, bucket);
      this.#times.add(time);
    }
    bucket.add(entry);
  }

  /** Answers what was there. */
  delete(key: string, time: number, tie: number): V | undefined {
    const entries = this.#byKey.get(key);
    if (entries === undefined) return undefined;
    const place = this.#placeIn(entries, time, tie);
    const entry = entries.list[place];
    if (entry === undefined || entry.time !== time || entry.tie !== tie) return undefined;
    this.#drop(entries, place);
    const bucket = this.#buckets.get(time) as Bucket<V>;
    const { value } = entry;
    entry.value = undefined;
    bucket.noteDeleted();
    if (bucket.entries.length === 0) this.#dropBucket(time);
    return value;
  }

  /** Drops everything of an earlier time. Iterators that have such entries still give them. */
  dropBefore(time: number): void {
    for (;;) {
      const { first } = this.#times;
      if (first === undefined || first >= time) return;
      for (const entry of (this.#buckets.get(first) as Bucket<V>).entries) {
        if (entry.value === undefined) continue;
        const entries = this.#byKey.get(entry.key) as KeyEntries<V>;
        this.#drop(entries, this.#placeIn(entries, entry.time, entry.tie));
      }
      this.#dropBucket(first);
    }
  }

  clear(): void {
    this.#byKey.clear();
    this.#buckets.clear();
    this.#times.clear();
    this.#size = 0;
  }

  /** By time, of one key. Which entries they are is settled now; deleted ones are left out later. */
  ofKey(key: string, fromTime: number, toTime: number, forward: boolean): Cursor<TimedEntry<V>> {
    const entries = this.#byKey.get(key);
    if (entries === undefined) return EMPTY_CURSOR;
    const { list } = entries;
    const from = firstFrom(list, entries.head, fromTime);
    const to = toTime === Infinity ? list.length : firstFrom(list, from, toTime + 1);
    return to === from ? EMPTY_CURSOR : new ListCursor(list.slice(from, to), forward);
  }

  /** By time, then key. Times that are added ahead of the iterator are seen. */
  ordered(range: TimedRange): Cursor<TimedEntry<V>> {
    return new OrderedCursor(range, this.#times, this.#buckets, this.#order);
  }

  #drop(entries: KeyEntries<V>, place: number): void {
    const { list } = entries;
    this.#size--;
    if (place === entries.head) {
      if (list.length - place === 1) this.#byKey.delete((list[place] as Entry<V>).key);
      else entries.dropFirst();
    } else if (place === list.length - 1) list.pop();
    else list.splice(place, 1);
  }

  #dropBucket(time: number): void {
    this.#buckets.delete(time);
    this.#times.delete(time);
  }

  /** The first place whose entry is not before this time and tie. Most often it is the last entry or the end. */
  #placeIn({ list, head }: KeyEntries<V>, time: number, tie: number): number {
    let high = list.length;
    if (high === head) return high;
    const last = list[high - 1] as Entry<V>;
    if (last.time < time) return high;
    let low = head;
    // Times are mostly as far from each other: the first look is where this one would be then, and each costs memory.
    let middle = high - 1;
    if (last.time !== time) middle = Math.max(low, guess(list[low] as Entry<V>, last, middle - low, time) + low);
    while (low < high) {
      const entry = list[middle] as Entry<V>;
      const difference = entry.time === time ? (entry.tie - tie) * this.#tieSign : entry.time - time;
      if (difference === 0) return middle;
      if (difference < 0) low = middle + 1;
      else high = middle;
      middle = (low + high) >>> 1;
    }
    return low;
  }
}

/** How many entries after the first one this time lies, when all are as far from each other. */
function guess<V>(first: Entry<V>, last: Entry<V>, steps: number, time: number): number {
  return last.time === first.time ? steps : Math.round((steps * (time - first.time)) / (last.time - first.time));
}

/** The first place whose entry is not before this time: looked for around the guess, ever further away from it. */
function firstFrom<V>(list: readonly Entry<V>[], head: number, time: number): number {
  let low = head;
  let high = list.length;
  const last = list[high - 1];
  if (low === high || last === undefined || last.time < time) return high;
  let middle = Math.max(low, guess(list[low] as Entry<V>, last, high - 1 - low, time) + low);
  for (let step = 1; low < high; step *= 2) {
    const isBefore = (list[middle] as Entry<V>).time < time;
    if (isBefore) low = middle + 1;
    else high = middle;
    if (2 * step >= high - low) middle = (low + high) >>> 1;
    else middle = isBefore ? low + step - 1 : high - step;
  }
  return low;
}

class ListCursor<V> implements Cursor<TimedEntry<V>> {
  readonly #list: readonly Entry<V>[];
  readonly #step: 1 | -1;
  #at: number;

  constructor(list: readonly Entry<V>[], forward: boolean) {
    this.#list = list;
    this.#step = forward ? 1 : -1;
    this.#at = forward ? 0 : list.length - 1;
  }

  next(): TimedEntry<V> | undefined {
    for (;;) {
      const entry = this.#list[this.#at];
      this.#at += this.#step;
      if (entry === undefined || entry.value !== undefined) return entry;
    }
  }
}

class OrderedCursor<V> implements Cursor<TimedEntry<V>> {
  readonly #range: TimedRange;
  readonly #times: SortedTimes;
  readonly #buckets: ReadonlyMap<number, Bucket<V>>;
  readonly #order: TieOrder;
  #time: number | undefined;
  #list: readonly Entry<V>[] = [];
  #at = 0;

  constructor(range: TimedRange, times: SortedTimes, buckets: ReadonlyMap<number, Bucket<V>>, order: TieOrder) {
    this.#range = range;
    this.#times = times;
    this.#buckets = buckets;
    this.#order = order;
    this.#enter(range.forward ? times.atOrAfter(range.fromTime) : times.atOrBefore(range.toTime));
  }

  next(): TimedEntry<V> | undefined {
    const { fromKey, toKey, forward } = this.#range;
    while (this.#time !== undefined) {
      const entry = this.#list[this.#at];
      if (entry === undefined) {
        this.#enter(this.#timeAfter(this.#time));
        continue;
      }
      this.#at += forward ? 1 : -1;
      if (entry.value === undefined) continue;
      if (fromKey !== undefined && entry.key < fromKey) continue;
      if (toKey !== undefined && entry.key > toKey) continue;
      return entry;
    }
    return undefined;
  }

  /** Times are whole numbers. */
  #timeAfter(time: number): number | undefined {
    return this.#range.forward ? this.#times.atOrAfter(time + 1) : this.#times.atOrBefore(time - 1);
  }

  #enter(time: number | undefined): void {
    const { fromTime, toTime, forward } = this.#range;
    this.#time = time === undefined || time < fromTime || time > toTime ? undefined : time;
    if (this.#time === undefined) return;
    this.#list = (this.#buckets.get(this.#time) as Bucket<V>).sorted(this.#order);
    this.#at = forward ? 0 : this.#list.length - 1;
  }
}
