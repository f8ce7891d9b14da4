/**
 * A hash over everything that happened, in order: two runs of one seed are the same run exactly when their hashes agree.
 * FNV-1a over 32-bit words (Fowler, Noll, Vo).
 */
export class Trace {
  #hash = 0x811c9dc5;

  note(...words: readonly number[]): void {
    for (const word of words) this.#hash = Math.imul(this.#hash ^ word, 0x01000193) ^ (this.#hash >>> 15);
  }

  get hash(): number {
    return this.#hash >>> 0;
  }
}
