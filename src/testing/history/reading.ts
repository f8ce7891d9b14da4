import { NOT_REREADING, type Rereading } from "./offset-blocks.ts";

/** What a consumer has seen of one partition since it began there or was last sought elsewhere. */
export class Reading {
  readonly consumer: string;
  /** From its first record on nothing is trimmed that it has not read. */
  readonly holds: boolean;
  /** The offset that must come next; -1: any. */
  next = 0;
  /** From this offset on it has seen every offset up to `next`; -1: not known yet. */
  from = 0;
  hasRead = false;
  rereading: Rereading = NOT_REREADING;
  // By producer index, -1 where it has seen none of that producer's records.
  readonly #firstNumbers: number[] = [];
  readonly #lastNumbers: number[] = [];
  readonly #lastOffsets: number[] = [];

  constructor(consumer: string, holds: boolean) {
    this.consumer = consumer;
    this.holds = holds;
  }

  /** Producers of which it has seen something, or that came before one. */
  get kept(): number {
    return this.#lastNumbers.length;
  }

  firstNumber(producer: number): number {
    return this.#firstNumbers[producer] ?? -1;
  }
  lastNumber(producer: number): number {
    return this.#lastNumbers[producer] ?? -1;
  }
  lastOffset(producer: number): number {
    return this.#lastOffsets[producer] ?? -1;
  }

  /** It goes on at `offset`, or anywhere; what it saw before says nothing of what comes. */
  sought(offset: number | undefined): void {
    this.next = offset ?? -1;
    this.from = offset ?? -1;
    for (const numbers of [this.#firstNumbers, this.#lastNumbers, this.#lastOffsets]) numbers.length = 0;
  }

  saw(offset: number, producer: number, number: number): void {
    if (offset !== this.next) this.from = offset; // after a jump, or a seek to anywhere
    this.next = offset + 1;
    this.hasRead = true;
    while (this.#lastNumbers.length <= producer) {
      this.#firstNumbers.push(-1);
      this.#lastNumbers.push(-1);
      this.#lastOffsets.push(-1);
    }
    if (this.lastNumber(producer) < 0) this.#firstNumbers[producer] = number;
    this.#lastNumbers[producer] = number;
    this.#lastOffsets[producer] = offset;
  }
}
