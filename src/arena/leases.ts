import { assert } from "../base/assert.ts";
import { ENDPOINTS_MAX, LEASES_PER_ENDPOINT_MAX } from "../base/limits.ts";
import {
  type ArenaLayout,
  LEASE_GENERATION,
  LEASE_GENERATION_MAX,
  LEASE_REVOKED,
  LEASE_ROWS,
  LEASE_ROWS_USED,
  LEASE_UNIT_MASK,
  leaseRowOf,
} from "./layout.ts";
import { LeaseGuard } from "./lease-guard.ts";
import type { Leases } from "./memory.ts";

/** The leases of one endpoint; its thread alone writes them. A lease is the number of its row. */
export class EndpointLeases implements Leases {
  readonly #words: Int32Array;
  readonly #layout: ArenaLayout;
  readonly #table: number;
  #used: number; // rows from here on are empty
  #generation: number; // goes on where the last incarnation's ended: its leases may still be remembered by a watch

  constructor(words: Int32Array, layout: ArenaLayout, endpoint: number) {
    this.#words = words;
    this.#layout = layout;
    this.#table = layout.leaseTableWord(endpoint);
    this.#used = Atomics.load(words, this.#table + LEASE_ROWS_USED);
    this.#generation = Atomics.load(words, this.#table + LEASE_GENERATION);
  }

  register(address: number): number | undefined {
    const unit = this.#layout.unitOf(address);
    let lease = 0;
    while (lease < this.#used && this.#words[this.#table + LEASE_ROWS + lease] !== 0) lease++;
    if (lease === LEASES_PER_ENDPOINT_MAX) return undefined;
    this.#generation = this.#generation === LEASE_GENERATION_MAX ? 0 : this.#generation + 1;
    this.#words[this.#table + LEASE_GENERATION] = this.#generation;
    Atomics.store(this.#words, this.#table + LEASE_ROWS + lease, leaseRowOf(unit, this.#generation));
    if (lease === this.#used) {
      this.#used++;
      Atomics.store(this.#words, this.#table + LEASE_ROWS_USED, this.#used);
    }
    return lease;
  }

  guard(lease: number): LeaseGuard {
    const row = this.#table + LEASE_ROWS + lease;
    return new LeaseGuard(this.#words.subarray(row, row + 1));
  }

  release(lease: number): void {
    assert(lease >= 0 && lease < this.#used, `lease ${lease} is held`);
    assert(this.#words[this.#table + LEASE_ROWS + lease] !== 0, `lease ${lease} is held`);
    Atomics.store(this.#words, this.#table + LEASE_ROWS + lease, 0);
    const before = this.#used;
    while (this.#used > 0 && this.#words[this.#table + LEASE_ROWS + this.#used - 1] === 0) this.#used--;
    if (this.#used !== before) Atomics.store(this.#words, this.#table + LEASE_ROWS_USED, this.#used);
  }
}

/** The leases of all endpoints, for those who want to reuse bytes. Any thread may read it. */
export class LeaseTable {
  readonly #words: Int32Array;
  readonly #layout: ArenaLayout;

  constructor(words: Int32Array, layout: ArenaLayout) {
    this.#words = words;
    this.#layout = layout;
  }

  of(endpoint: number): EndpointLeases {
    return new EndpointLeases(this.#words, this.#layout, endpoint);
  }

  /** Does anybody hold a lease on a unit of this range? Reads only rows in use, which are few. */
  isLeased(address: number, bytes: number): boolean {
    const first = this.#layout.unitOf(address) + 1;
    const last = first + this.#layout.unitsFor(bytes) - 1;
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) {
      const table = this.#layout.leaseTableWord(endpoint);
      const used = Atomics.load(this.#words, table + LEASE_ROWS_USED);
      for (let row = 0; row < used; row++) {
        const word = Atomics.load(this.#words, table + LEASE_ROWS + row);
        const leased = word & LEASE_UNIT_MASK;
        if (leased >= first && leased <= last && (word & LEASE_REVOKED) === 0) return true;
      }
    }
    return false;
  }

  /** Leases that an endpoint holds now. */
  countOf(endpoint: number): number {
    const table = this.#layout.leaseTableWord(endpoint);
    const used = Atomics.load(this.#words, table + LEASE_ROWS_USED);
    let count = 0;
    for (let row = 0; row < used; row++) if (this.#words[table + LEASE_ROWS + row] !== 0) count++;
    return count;
  }

  /** Calls `visit` with every lease that is neither free nor revoked: where its row lies, and what is in it. */
  forEach(visit: (row: number, word: number) => void): void {
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) {
      const table = this.#layout.leaseTableWord(endpoint);
      const used = Atomics.load(this.#words, table + LEASE_ROWS_USED);
      for (let row = table + LEASE_ROWS; row < table + LEASE_ROWS + used; row++) {
        const word = Atomics.load(this.#words, row);
        if (word !== 0 && (word & LEASE_REVOKED) === 0) visit(row, word);
      }
    }
  }

  /**
   * Ends a lease against its reader's will, unless it has ended by itself: `row` and `word` as `forEach` gave them. The
   * row stays taken until the reader gives it back. A reader looks at its row after each access to the bytes, and throws
   * away what it has read when it was revoked meanwhile. True when this call revoked it.
   */
  revoke(row: number, word: number): boolean {
    return Atomics.compareExchange(this.#words, row, word, word | LEASE_REVOKED) === word;
  }

  /** Ends all leases of an endpoint whose thread has ended. */
  releaseAllOf(endpoint: number): void {
    const table = this.#layout.leaseTableWord(endpoint);
    for (let row = 0; row < LEASES_PER_ENDPOINT_MAX; row++) Atomics.store(this.#words, table + LEASE_ROWS + row, 0);
    Atomics.store(this.#words, table + LEASE_ROWS_USED, 0);
  }
}
