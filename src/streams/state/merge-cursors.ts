import type { CacheEntry } from "./named-cache.ts";
import type { KeyedValue } from "./ordered-map.ts";
import type { Cursor, Stored } from "./stored.ts";
import type { TimedEntry } from "./time-keyed-map.ts";

/** What a cache holds over what its store holds: the cache's entry wins, and a deletion there hides the store's. */
export class MergedKeyCursor implements Cursor<KeyedValue<Stored>> {
  readonly #cache: Cursor<KeyedValue<CacheEntry>>;
  readonly #store: Cursor<KeyedValue<Stored>>;
  readonly #forward: boolean;
  #cached: KeyedValue<CacheEntry> | undefined;
  #stored: KeyedValue<Stored> | undefined;

  constructor(cache: Cursor<KeyedValue<CacheEntry>>, store: Cursor<KeyedValue<Stored>>, forward: boolean) {
    this.#cache = cache;
    this.#store = store;
    this.#forward = forward;
    this.#cached = cache.next();
    this.#stored = store.next();
  }

  next(): KeyedValue<Stored> | undefined {
    for (;;) {
      const cached = this.#cached;
      const stored = this.#stored;
      if (cached === undefined || (stored !== undefined && this.#isFirst(stored.key, cached.key))) {
        this.#stored = this.#store.next();
        return stored;
      }
      if (stored?.key === cached.key) this.#stored = this.#store.next();
      this.#cached = this.#cache.next();
      const { value } = cached.value;
      if (value !== undefined) return { key: cached.key, value };
    }
  }

  #isFirst(one: string, other: string): boolean {
    return this.#forward ? one < other : one > other;
  }
}

/** The same for windows and sessions; `compare` is the order of both. */
export class MergedTimedCursor implements Cursor<TimedEntry> {
  readonly #cache: Cursor<TimedEntry>;
  readonly #store: Cursor<TimedEntry>;
  readonly #compare: (one: TimedEntry, other: TimedEntry) => number;
  #cached: TimedEntry | undefined;
  #stored: TimedEntry | undefined;

  constructor(
    cache: Cursor<TimedEntry>,
    store: Cursor<TimedEntry>,
    compare: (one: TimedEntry, other: TimedEntry) => number,
  ) {
    this.#cache = cache;
    this.#store = store;
    this.#compare = compare;
    this.#cached = cache.next();
    this.#stored = store.next();
  }

  next(): TimedEntry | undefined {
    for (;;) {
      const cached = this.#cached;
      const stored = this.#stored;
      const order = cached === undefined ? 1 : stored === undefined ? -1 : this.#compare(cached, stored);
      if (order > 0) {
        this.#stored = this.#store.next();
        return stored;
      }
      if (order === 0) this.#stored = this.#store.next();
      this.#cached = this.#cache.next();
      if (cached?.value !== undefined) return cached;
    }
  }
}

/** By time, then key, then tie in its order. */
export function timedOrder(tieOrder: 1 | -1, forward: boolean): (one: TimedEntry, other: TimedEntry) => number {
  const direction = forward ? 1 : -1;
  return (one, other) => {
    if (one.time !== other.time) return (one.time - other.time) * direction;
    if (one.key !== other.key) return one.key < other.key ? -direction : direction;
    return (one.tie - other.tie) * tieOrder * direction;
  };
}

export class ArrayCursor<T> implements Cursor<T> {
  readonly #items: readonly T[];
  #at = 0;

  constructor(items: readonly T[]) {
    this.#items = items;
  }

  next(): T | undefined {
    return this.#items[this.#at++];
  }
}
