import type { ReplyTo } from "../actor/actor.ts";

/** What a producer hears of its batch. */
export interface AppendedBatch {
  readonly baseOffset: number;
  readonly endOffset: number;
  readonly logAppendTime: number; // ms, -1 where timestamps are the producer's
}

/** A producer that waits until everything below `endOffset` is committed (or durable). */
export interface ParkedAcknowledgement extends AppendedBatch {
  readonly replyTo: ReplyTo;
}

/**
 * Acknowledgements that wait, ordered by the offset that frees them. Bounded by the batches that producers keep in
 * flight. Appends come in order; only a duplicate waits for an offset below the last one.
 */
export class Purgatory {
  #parked: ParkedAcknowledgement[] = [];
  #head = 0;

  get size(): number {
    return this.#parked.length - this.#head;
  }

  park(entry: ParkedAcknowledgement): void {
    let index = this.#parked.length;
    while (index > this.#head && (this.#parked[index - 1] as ParkedAcknowledgement).endOffset > entry.endOffset)
      index--;
    if (index === this.#parked.length) this.#parked.push(entry);
    else this.#parked.splice(index, 0, entry);
  }

  /** The next one whose offsets lie below `endOffset`, taken out. */
  takeBelow(endOffset: number): ParkedAcknowledgement | undefined {
    const entry = this.#parked[this.#head];
    if (entry === undefined || entry.endOffset > endOffset) return undefined;
    this.#head++;
    if (this.#head === this.#parked.length) {
      this.#parked.length = 0;
      this.#head = 0;
    } else if (this.#head >= 1_024) {
      this.#parked = this.#parked.slice(this.#head); // a queue that is never empty must not keep what it gave out
      this.#head = 0;
    }
    return entry;
  }

  takeAll(): ParkedAcknowledgement[] {
    const all = this.#parked.slice(this.#head);
    this.#parked = [];
    this.#head = 0;
    return all;
  }
}
