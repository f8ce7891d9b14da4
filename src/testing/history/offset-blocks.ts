/** Offsets that are kept, and forgotten, together. */
export const BLOCK_OFFSETS = 1_024;

export const SHOWN = 1;
export const TOLD = 2;

/** A record: the index of its producer and its number there. */
export interface RecordId {
  readonly producer: number;
  readonly number: number;
}

interface Block {
  readonly producers: Int32Array;
  readonly numbers: Int32Array;
  readonly states: Uint8Array; // bits SHOWN and TOLD
  settled: number; // offsets from its first on for which nothing is awaited
}

/** Where a reader is in a block that is forgotten. */
export interface Rereading {
  readonly next: number; // offset; -1: it has not read the block from its beginning on
  readonly digest: number;
}

export const NOT_REREADING: Rereading = { next: -1, digest: 0 };

/**
 * Which record lies at each offset of a partition, as consumers were shown and producers were told: 9 bytes an offset, in
 * blocks. Of a forgotten block a digest of its records remains, which a later reader of the whole block is compared with.
 */
export class OffsetBlocks {
  readonly #blocks = new Map<number, Block>();
  /** By block; undefined where some offset was never shown, so that there is nothing to compare with. */
  readonly #digests = new Map<number, number | undefined>();
  #last: { readonly index: number; readonly block: Block } | undefined;

  /** Offsets in blocks, and digests. */
  get kept(): number {
    return this.#blocks.size * BLOCK_OFFSETS + this.#digests.size;
  }

  /** SHOWN, TOLD, both or 0. */
  stateAt(offset: number): number {
    return this.#blockOf(offset)?.states[offset % BLOCK_OFFSETS] ?? 0;
  }

  /** The record that was shown or told there; only where `stateAt` is not 0. */
  recordAt(offset: number): RecordId {
    const block = this.#blockOf(offset);
    const place = offset % BLOCK_OFFSETS;
    return { producer: block?.producers[place] ?? -1, number: block?.numbers[place] ?? -1 };
  }

  isForgotten(offset: number): boolean {
    return this.#digests.has(Math.floor(offset / BLOCK_OFFSETS));
  }

  /** Forgotten, and every record of its block was read. */
  wasReadInFull(offset: number): boolean {
    return this.#digests.get(Math.floor(offset / BLOCK_OFFSETS)) !== undefined;
  }

  /** What consumers were shown counts before what producers were told. */
  note(offset: number, { producer, number }: RecordId, state: typeof SHOWN | typeof TOLD): void {
    const index = Math.floor(offset / BLOCK_OFFSETS);
    if (this.#digests.has(index)) return;
    const block = this.#blockOf(offset) ?? this.#add(index);
    const place = offset % BLOCK_OFFSETS;
    const before = block.states[place] ?? 0;
    block.states[place] = before | state;
    if (state === TOLD && before !== 0) return;
    block.producers[place] = producer;
    block.numbers[place] = number;
  }

  /** What was told and never shown, in no certain order. */
  *unshown(): Iterable<RecordId & { readonly offset: number }> {
    for (const [index, { states }] of this.#blocks)
      for (const [place, state] of states.entries()) {
        const offset = index * BLOCK_OFFSETS + place;
        if (state === TOLD) yield { offset, ...this.recordAt(offset) };
      }
  }

  /** Forgets blocks that end at or before `end`, if nothing is awaited for any offset in them. */
  forget(end: number, isSettled: (offset: number, state: number, record: RecordId) => boolean): void {
    for (const [index, block] of this.#blocks) {
      const first = index * BLOCK_OFFSETS;
      if (first + BLOCK_OFFSETS > end) continue;
      while (block.settled < BLOCK_OFFSETS) {
        const offset = first + block.settled;
        if (!isSettled(offset, block.states[block.settled] ?? 0, this.recordAt(offset))) break;
        block.settled++;
      }
      if (block.settled === BLOCK_OFFSETS) this.#replaceByDigest(index, block.states);
    }
  }

  /** A reader of a forgotten block has come to `offset`. */
  reread({ next, digest }: Rereading, offset: number, record: RecordId): Rereading {
    if (!this.isForgotten(offset)) return NOT_REREADING;
    if (offset % BLOCK_OFFSETS === 0) return { next: offset + 1, digest: digestAfter(0, record) };
    return offset === next ? { next: offset + 1, digest: digestAfter(digest, record) } : NOT_REREADING;
  }

  /** False: this reader's whole block is not the one that was forgotten. */
  isSame({ next, digest }: Rereading): boolean {
    if (next <= 0 || next % BLOCK_OFFSETS !== 0) return true;
    const before = this.#digests.get(next / BLOCK_OFFSETS - 1);
    return before === undefined || before === digest;
  }

  #blockOf(offset: number): Block | undefined {
    const index = Math.floor(offset / BLOCK_OFFSETS);
    if (this.#last?.index === index) return this.#last.block;
    const block = this.#blocks.get(index);
    if (block !== undefined) this.#last = { index, block };
    return block;
  }

  #add(index: number): Block {
    const producers = new Int32Array(BLOCK_OFFSETS).fill(-1);
    const numbers = new Int32Array(BLOCK_OFFSETS).fill(-1);
    const block = { producers, numbers, states: new Uint8Array(BLOCK_OFFSETS), settled: 0 };
    this.#blocks.set(index, block);
    return block;
  }

  #replaceByDigest(index: number, states: Uint8Array): void {
    let digest = 0;
    for (let place = 0; place < BLOCK_OFFSETS; place++)
      digest = digestAfter(digest, this.recordAt(index * BLOCK_OFFSETS + place));
    this.#blocks.delete(index);
    this.#last = undefined;
    this.#digests.set(index, states.every((state) => (state & SHOWN) !== 0) ? digest : undefined);
  }
}

/** Of all records so far and this one, as 32 bits (FNV-1a over words). */
function digestAfter(digest: number, { producer, number }: RecordId): number {
  return Math.imul(Math.imul(digest ^ producer, 0x01000193) ^ number, 0x01000193) ^ (digest >>> 15);
}
