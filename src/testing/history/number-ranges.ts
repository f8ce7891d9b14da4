/** A set of whole numbers that come in runs: one entry for each run, however long. */
export class NumberRanges {
  readonly #firsts: number[] = [];
  readonly #lasts: number[] = [];

  /** Runs. */
  get size(): number {
    return this.#firsts.length;
  }

  has(number: number): boolean {
    return this.firstMissing(number, number) === undefined;
  }

  /** `first` to `last`, both included. */
  add(first: number, last = first): void {
    const newest = this.size - 1;
    if (this.#lasts[newest] === first - 1) {
      this.#lasts[newest] = last; // as a rule numbers come in order
      return;
    }
    const from = this.#runFrom(first - 1); // the first run that it touches or that lies behind it
    let to = from;
    while (to < this.size && (this.#firsts[to] ?? 0) <= last + 1) to++;
    const joinedFirst = to > from ? Math.min(first, this.#firsts[from] ?? first) : first;
    const joinedLast = to > from ? Math.max(last, this.#lasts[to - 1] ?? last) : last;
    this.#firsts.splice(from, to - from, joinedFirst);
    this.#lasts.splice(from, to - from, joinedLast);
  }

  /** The first number from `first` to `last` that is not in the set. */
  firstMissing(first: number, last: number): number | undefined {
    const run = this.#runFrom(first);
    const isCovered = run < this.size && (this.#firsts[run] ?? 0) <= first;
    const candidate = isCovered ? (this.#lasts[run] ?? 0) + 1 : first;
    return candidate <= last ? candidate : undefined;
  }

  /** The first number from `first` to `last` that is in the set. */
  firstWithin(first: number, last: number): number | undefined {
    const candidate = Math.max(first, this.#firsts[this.#runFrom(first)] ?? Number.POSITIVE_INFINITY);
    return candidate <= last ? candidate : undefined;
  }

  *[Symbol.iterator](): Iterator<{ readonly first: number; readonly last: number }> {
    for (const [run, first] of this.#firsts.entries()) yield { first, last: this.#lasts[run] ?? first };
  }

  /** The first run that ends at `number` or behind it. */
  #runFrom(number: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lasts[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
