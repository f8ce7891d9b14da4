import type { LeaseTable } from "./leases.ts";

/** What a watch needs of an arena. */
interface WatchedArena {
  readonly leases: Pick<LeaseTable, "forEach" | "revoke">;
  /** Moves whenever an allocation found no room. */
  readonly extents: { readonly refusals: number };
}

/**
 * Revokes leases that are older than `leaseMsMax` while the arena is full: a reader that does not come back for its next
 * batch must not stop everybody else. The age of a lease is how long the same word was seen in its row. A machine without
 * a clock of its own; one thread looks, now and then.
 */
export class LeaseWatch {
  readonly #arena: WatchedArena;
  readonly #leaseMsMax: number;
  #seen = new Map<number, { readonly word: number; readonly sinceMs: number }>(); // by row
  #refusals: number;

  constructor(arena: WatchedArena, leaseMsMax: number) {
    this.#arena = arena;
    this.#leaseMsMax = leaseMsMax;
    this.#refusals = arena.extents.refusals;
  }

  /** How many leases were revoked. */
  look(nowMs: number): number {
    const { leases, extents } = this.#arena;
    const { refusals } = extents;
    const isFull = refusals !== this.#refusals; // somebody wanted room since the last look, and got none
    this.#refusals = refusals;
    const seen = new Map<number, { readonly word: number; readonly sinceMs: number }>();
    let revoked = 0;
    leases.forEach((row, word) => {
      const known = this.#seen.get(row);
      const lease = known?.word === word ? known : { word, sinceMs: nowMs };
      if (isFull && nowMs - lease.sinceMs >= this.#leaseMsMax && leases.revoke(row, word)) revoked++;
      else seen.set(row, lease);
    });
    this.#seen = seen;
    return revoked;
  }
}
