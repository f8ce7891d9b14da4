import type { HoldState } from "../metadata/holds.ts";

interface Report {
  readonly offset: number;
  /** The first image that shows the hold. */
  readonly metadataVersion: number;
}

/** What one holder has read, as far as a leader knows. */
export interface HolderPosition {
  readonly hold: HoldState;
  /** Undefined: it has not said yet. */
  readonly offset: number | undefined;
}

/**
 * What the consumers that hold a partition have read, as its leader hears it. Pure; owned by the ReplicaActor, empty in
 * each new leader epoch. Who holds is in the metadata; a holder that has not reported to this leader holds everything, and
 * so does one that reports before the leader's image shows it.
 */
export class PartitionHolds {
  readonly #reports = new Map<string, Report>();
  #consumedEnd = 0;

  /** A new leader epoch: nobody has reported. */
  clear(): void {
    this.#reports.clear();
    this.#consumedEnd = 0;
  }

  report(key: string, offset: number, metadataVersion: number): void {
    this.#reports.set(key, { offset, metadataVersion });
  }

  positions(registered: ReadonlyMap<string, HoldState>): HolderPosition[] {
    return Array.from(registered, ([key, hold]) => ({ hold, offset: this.#reports.get(key)?.offset }));
  }

  /**
   * Everything below it was read by all holders; 0 while one of them has not reported. Without holders: what the last ones
   * had read. So before the first holder nothing is reclaimable.
   */
  consumedEnd(registered: ReadonlyMap<string, HoldState>, metadataVersion: number): number {
    let end = Number.POSITIVE_INFINITY;
    for (const [key, report] of this.#reports) {
      const isToCome = !registered.has(key) && report.metadataVersion > metadataVersion;
      if (isToCome) end = Math.min(end, report.offset);
      else if (!registered.has(key)) this.#reports.delete(key); // it is over
    }
    for (const key of registered.keys()) end = Math.min(end, this.#reports.get(key)?.offset ?? 0);
    if (end < Number.POSITIVE_INFINITY) this.#consumedEnd = end;
    return this.#consumedEnd;
  }
}
