import { assert } from "../base/assert.ts";

/**
 * Counts what is unfinished by generation. `flush` ends a generation; it is settled when nothing of it or of an earlier
 * one is unfinished.
 */
export class FlushLedger {
  #current = 1;
  #oldest = 1;
  readonly #counts = new Map<number, number>();
  #total = 0;

  get current(): number {
    return this.#current;
  }
  /** Everything up to this generation is finished. */
  get settled(): number {
    return this.#oldest - 1;
  }
  get unfinished(): number {
    return this.#total;
  }

  /** Ends the current generation and returns its number. */
  endGeneration(): number {
    const ended = this.#current++;
    this.#advance();
    return ended;
  }

  begin(generation: number): void {
    assert(generation >= this.#oldest, "nothing begins in a settled generation");
    this.#counts.set(generation, (this.#counts.get(generation) ?? 0) + 1);
    this.#total++;
  }

  /** True when `settled` moved. */
  finish(generation: number): boolean {
    const count = this.#counts.get(generation) ?? 0;
    assert(count > 0, "what finishes had begun");
    if (count === 1) this.#counts.delete(generation);
    else this.#counts.set(generation, count - 1);
    this.#total--;
    return this.#advance();
  }

  #advance(): boolean {
    const before = this.#oldest;
    while (this.#oldest < this.#current && !this.#counts.has(this.#oldest)) this.#oldest++;
    return this.#oldest !== before;
  }
}
