/**
 * A seeded source of random integers: xorshift128 (Marsaglia, "Xorshift RNGs", 2003) with integer arithmetic only,
 * so that a seed gives the same run on every machine.
 */
export class Random {
  #x: number;
  #y: number;
  #z: number;
  #w: number;

  constructor(seed: number) {
    this.#x = seed >>> 0 || 0x9e3779b9;
    this.#y = 0x243f6a88 ^ Math.floor(seed / 2 ** 32);
    this.#z = 0xb7e15162;
    this.#w = 0xdeadbeef;
    for (let round = 0; round < 16; round++) this.next();
  }

  /** 0 to 2^32 - 1. */
  next(): number {
    const t = this.#x ^ (this.#x << 11);
    this.#x = this.#y;
    this.#y = this.#z;
    this.#z = this.#w;
    this.#w = (this.#w ^ (this.#w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return this.#w;
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + (this.next() % (high - low + 1));
  }

  /** True `numerator` times out of `denominator`. */
  chance(numerator: number, denominator: number): boolean {
    return this.next() % denominator < numerator;
  }

  /** One of `values`, which must not be empty. */
  pick<T>(values: readonly T[]): T {
    return values[this.next() % values.length] as T;
  }

  /** A generator of its own whose draws do not disturb this one. */
  fork(): Random {
    return new Random(this.next());
  }
}
