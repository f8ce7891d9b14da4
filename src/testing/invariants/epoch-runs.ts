/** Records of one epoch, one behind the other. */
interface Run {
  readonly from: number;
  end: number;
  readonly epoch: number;
}

/** The epochs of the records that a consumer has read and not gone back behind: as many runs as epochs and gaps. */
export class EpochRuns {
  readonly #runs: Run[] = [];

  /** A record was read; what was read from there on before is forgotten. */
  add(offset: number, epoch: number): void {
    let last = this.#runs.at(-1);
    while (last !== undefined && last.end > offset) {
      if (last.from < offset) last.end = offset;
      else this.#runs.pop();
      last = this.#runs.at(-1);
    }
    if (last?.end === offset && last.epoch === epoch) last.end++;
    else this.#runs.push({ from: offset, end: offset + 1, epoch });
  }

  /** The epoch of the record that was read at this offset. */
  epochAt(offset: number): number | undefined {
    for (let index = this.#runs.length - 1; index >= 0; index--) {
      const { from, end, epoch } = this.#runs[index] as Run;
      if (offset >= end) return undefined;
      if (offset >= from) return epoch;
    }
    return undefined;
  }
}
