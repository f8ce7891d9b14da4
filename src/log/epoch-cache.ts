import { assert } from "../base/assert.ts";

/** From `startOffset` on, the log was written by the leader of `epoch`. */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

/** Where an epoch ends: the offset after its last record. */
export interface EpochEnd {
  readonly epoch: number;
  readonly endOffset: number;
}

/**
 * Which leader epoch wrote which offsets of a log: what makes truncation by epoch possible (KIP-101, KIP-279). Epochs and
 * offsets both rise. As in Kafka an epoch in which nothing was written goes when the next one begins, so there are no more
 * entries than batches, and one.
 */
export class EpochCache {
  readonly #entries: EpochEntry[] = [];

  get entries(): readonly EpochEntry[] {
    return this.#entries;
  }

  /** The largest epoch, -1 when there is none. */
  get latest(): number {
    return this.#entries[this.#entries.length - 1]?.epoch ?? -1;
  }

  /** Epoch `epoch` writes from `startOffset` on. Nothing happens if it is the latest one already. */
  assign(epoch: number, startOffset: number): void {
    const last = this.#entries[this.#entries.length - 1];
    if (last !== undefined) {
      if (last.epoch === epoch) return;
      assert(epoch > last.epoch, `leader epoch ${epoch} does not go back behind ${last.epoch}`);
      assert(startOffset >= last.startOffset, "a later epoch does not start before an earlier one");
      if (last.startOffset === startOffset) this.#entries.pop();
    }
    this.#entries.push({ epoch, startOffset });
  }

  /**
   * The largest epoch not above `epoch`, and where it ends in a log that ends at `logEndOffset`. An epoch before all that
   * are known ends where the first known one starts. Undefined: `epoch` is above every epoch of this log.
   */
  endOffsetFor(epoch: number, logEndOffset: number): EpochEnd | undefined {
    if (epoch > this.latest) return undefined;
    if (epoch === this.latest) return { epoch, endOffset: logEndOffset };
    const above = this.#firstAbove(epoch);
    const next = this.#entries[above];
    assert(next, "an epoch below the latest has a successor");
    return { epoch: this.#entries[above - 1]?.epoch ?? epoch, endOffset: next.startOffset };
  }

  /** The epoch of the record at `offset`, -1 when it is before everything known. */
  epochAt(offset: number): number {
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const entry = this.#entries[index];
      if (entry !== undefined && entry.startOffset <= offset) return entry.epoch;
    }
    return -1;
  }

  /** Forgets the epochs that start at `endOffset` or later. */
  truncate(endOffset: number): void {
    while ((this.#entries[this.#entries.length - 1]?.startOffset ?? -1) >= endOffset) this.#entries.pop();
  }

  /** Forgets the epochs that ended at `startOffset` or before; the one that reaches over it begins there now. */
  trim(startOffset: number): void {
    let over = 0;
    while ((this.#entries[over + 1]?.startOffset ?? Number.POSITIVE_INFINITY) <= startOffset) over++;
    this.#entries.splice(0, over);
    const first = this.#entries[0];
    if (first !== undefined && first.startOffset < startOffset) this.#entries[0] = { epoch: first.epoch, startOffset };
  }

  clear(): void {
    this.#entries.length = 0;
  }

  #firstAbove(epoch: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] as EpochEntry).epoch > epoch) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
