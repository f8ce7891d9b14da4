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

  /** Positions that are kept: of those who hold, and of those who have gone since `forgetGone`. */
  get reportCount(): number {
    return this.#reports.size;
  }

  positions(registered: ReadonlyMap<string, HoldState>): HolderPosition[] {
    return Array.from(registered, ([key, hold]) => ({ hold, offset: this.#reports.get(key)?.offset }));
  }

  /**
   * Everything below it was read by all holders; 0 while one of them has not reported. Without holders: what the last ones
   * had read. So before the first holder nothing is reclaimable.
   */
  consumedEnd(registered: ReadonlyMap<string, HoldState>, metadataVersion: number): number {
    this.forgetGone(registered, metadataVersion);
    let end = Number.POSITIVE_INFINITY;
    for (const [key, report] of this.#reports) if (!registered.has(key)) end = Math.min(end, report.offset); // to come
    for (const key of registered.keys()) end = Math.min(end, this.#reports.get(key)?.offset ?? 0);
    if (end < Number.POSITIVE_INFINITY) this.#consumedEnd = end;
    return this.#consumedEnd;
  }

  /**
   * Drops the reports of holders that are over. To be called now and then, or they pile up: consumers may come and go for
   * days before anybody asks for `consumedEnd`. If they were the last ones, what they had all read is remembered.
   */
  forgetGone(registered: ReadonlyMap<string, HoldState>, metadataVersion: number): void {
    let end = Number.POSITIVE_INFINITY;
    for (const [key, report] of this.#reports) {
      if (registered.has(key) || report.metadataVersion > metadataVersion) continue;
      this.#reports.delete(key);
      end = Math.min(end, report.offset);
    }
    if (end < Number.POSITIVE_INFINITY) this.#consumedEnd = end;
  }
}
