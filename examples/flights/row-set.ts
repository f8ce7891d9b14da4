/** A set of row ids as bits: 375 KB for three million flights. */
export class RowSet {
  readonly words: Uint32Array;

  constructor(words: Uint32Array) {
    this.words = words;
  }

  static forRows(rowCount: number): RowSet {
    return new RowSet(new Uint32Array(Math.ceil(rowCount / 32)));
  }

  /** False when it was in the set already. The row must be below the row count. */
  add(row: number): boolean {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    const before = this.words[word] as number;
    this.words[word] = before | bit;
    return (before & bit) === 0;
  }

  count(): number {
    return this.words.reduce((count, word) => count + bitCount(word), 0);
  }

  /** Puts the other set in; returns how many rows were in both. */
  addAll(other: RowSet): number {
    let shared = 0;
    for (let index = 0; index < this.words.length; index++) {
      const mine = this.words[index] as number;
      const theirs = other.words[index] as number;
      shared += bitCount(mine & theirs);
      this.words[index] = mine | theirs;
    }
    return shared;
  }
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
