import { LEASE_REVOKED } from "./layout.ts";

const OVER = Int32Array.of(LEASE_REVOKED);

/**
 * Tells the reader of leased bytes whether they are still what was leased: one look for both ends of a lease, because it
 * is taken for every record. Owned by the reader's thread; made by `Leases.guard`.
 */
export class LeaseGuard {
  #row: Int32Array; // one word: the lease's row, or one that says it is over

  constructor(row: Int32Array) {
    this.#row = row;
  }

  /** Was the lease revoked, or `end` called? What was read since the last look may be anything. */
  get isOver(): boolean {
    return ((this.#row[0] as number) & LEASE_REVOKED) !== 0;
  }

  /** The reader gives the lease back: the row is going to be another lease's. */
  end(): void {
    this.#row = OVER;
  }
}
