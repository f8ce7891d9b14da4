import { assert } from "../base/assert.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import {
  type ArenaLayout,
  OWNER_CONTINUES,
  OWNER_ORPHAN,
  ownerEndpointOf,
  ownerWordOf,
  REFUSALS_WORD,
} from "./layout.ts";
import type { LeaseTable } from "./leases.ts";
import type { Allocator } from "./memory.ts";

// Freed allocations still in use that one call looks at again: bounds the work that a burst of frees adds to each.
const DEFERRED_LOOKS_PER_CALL = 8;

/** Frames in flight: they may carry references to what is being freed. The producers of the freeing endpoint. */
export interface OpenFrames {
  /** Conditions for "all frames written so far were released by their receivers"; empty when that holds now. */
  waits(): FrameWait[];
}

export interface FrameWait {
  isOver(): boolean;
}

/**
 * All extents of an arena, over the owner words: one per unit, 0 or the owner, changed by compare-and-swap. The word is
 * the truth, so a thread that dies half-way through a claim or a free leaves nothing to repair: `freeAllOf` finds every
 * unit that carries its name. Any thread may use it.
 */
export class Extents {
  readonly #words: Int32Array;
  readonly #layout: ArenaLayout;
  readonly #leases: LeaseTable;

  constructor(words: Int32Array, layout: ArenaLayout, leases: LeaseTable) {
    this.#words = words;
    this.#layout = layout;
    this.#leases = leases;
  }

  get unitCount(): number {
    return this.#layout.unitCount;
  }

  /** Moves whenever an allocation found no room. */
  get refusals(): number {
    return Atomics.load(this.#words, REFUSALS_WORD);
  }

  /** Units that are not free now, orphans included. Reads every owner word: for statistics and limits, not per record. */
  get usedUnits(): number {
    const words = this.#words;
    const first = this.#layout.ownersWord;
    const end = first + this.#layout.unitCount;
    let used = 0;
    for (let word = first; word < end; word++) if (words[word] !== 0) used++;
    return used;
  }

  /** Units by endpoint, whichever incarnation owns them, and those that only leases of the living keep. As costly as `usedUnits`. */
  usage(): { readonly byEndpoint: readonly number[]; readonly orphans: number } {
    const byEndpoint = new Array<number>(ENDPOINTS_MAX).fill(0);
    let orphans = 0;
    for (let unit = 0; unit < this.#layout.unitCount; unit++) {
      const word = this.#words[this.#layout.ownersWord + unit] as number;
      if (word === 0) continue;
      if ((word & OWNER_ORPHAN) !== 0) orphans++;
      else (byEndpoint[ownerEndpointOf(word)] as number)++;
    }
    return { byEndpoint, orphans };
  }

  /** Units that an incarnation owns, orphans not included. */
  unitsOf(endpoint: number, incarnation: number): number {
    const owner = ownerWordOf(endpoint, incarnation);
    let count = 0;
    for (let unit = 0; unit < this.#layout.unitCount; unit++) {
      if (((this.#words[this.#layout.ownersWord + unit] as number) & ~OWNER_CONTINUES) === owner) count++;
    }
    return count;
  }

  /**
   * Frees everything a dead incarnation owns; what is under a lease becomes an orphan. Only after its thread has ended
   * and every living endpoint has drained its rings. The number of units freed.
   */
  freeAllOf(endpoint: number, incarnation: number): number {
    const owner = ownerWordOf(endpoint, incarnation);
    return this.#freeRuns((word) => (word & ~OWNER_CONTINUES) === owner);
  }

  /** Frees the orphans whose leases have ended. The number of units freed. Any thread, any time, also at the same time. */
  sweep(): number {
    return this.#freeRuns((word) => (word & OWNER_ORPHAN) !== 0);
  }

  #freeRuns(isMeant: (word: number) => boolean): number {
    const { ownersWord, unitCount, unitBytes } = this.#layout;
    let freed = 0;
    let unit = 0;
    while (unit < unitCount) {
      const word = Atomics.load(this.#words, ownersWord + unit);
      if (word === 0 || !isMeant(word)) {
        unit++;
        continue;
      }
      const first = unit++;
      const continuing = word | OWNER_CONTINUES;
      while (unit < unitCount && Atomics.load(this.#words, ownersWord + unit) === continuing) unit++;
      const isLeased = this.#leases.isLeased(this.#layout.unitAddress(first), (unit - first) * unitBytes);
      freed += this.#settle(first, unit, word, isLeased);
    }
    return freed;
  }

  /**
   * Frees a run, or makes it an orphan: swaps the words that were seen before the look at the leases, and reads none again.
   * Another sweeper may have freed the run meanwhile and a living endpoint own it; a dead one's word never comes back.
   */
  #settle(first: number, end: number, word: number, isLeased: boolean): number {
    let freed = 0;
    let seen = word;
    for (let unit = first; unit < end; unit++) {
      const next = isLeased ? seen | OWNER_ORPHAN : 0;
      const isOurs = Atomics.compareExchange(this.#words, this.#layout.ownersWord + unit, seen, next) === seen;
      if (isOurs && !isLeased) freed++;
      seen = word | OWNER_CONTINUES;
    }
    return freed;
  }

  /** The allocator of a living incarnation; its thread alone uses it, and makes one only. */
  allocatorOf(endpoint: number, incarnation: number, frames: OpenFrames): EndpointAllocator {
    return new EndpointAllocator({
      words: this.#words,
      layout: this.#layout,
      leases: this.#leases,
      owner: ownerWordOf(endpoint, incarnation),
      frames,
    });
  }
}

interface Deferred {
  readonly address: number;
  readonly bytes: number;
  readonly waits: readonly FrameWait[];
}

/**
 * Allocates units for one incarnation of one endpoint; owned by its thread. Next-fit: the search goes on where the last
 * one ended, and a free moves it back, so that low units, which are resident already, are used again first.
 *
 * What is freed while a frame in flight may refer to it, or while somebody leases it, stays owned and is looked at again
 * later. That list is bounded by the arena: each of its entries owns at least one unit.
 */
export class EndpointAllocator implements Allocator {
  readonly unitBytes: number;
  readonly #words: Int32Array;
  readonly #layout: ArenaLayout;
  readonly #leases: LeaseTable;
  readonly #owner: number;
  readonly #frames: OpenFrames;
  #deferred: Deferred[] = [];
  #hint = 0;

  constructor(options: {
    words: Int32Array;
    layout: ArenaLayout;
    leases: LeaseTable;
    owner: number;
    frames: OpenFrames;
  }) {
    this.unitBytes = options.layout.unitBytes;
    this.#words = options.words;
    this.#layout = options.layout;
    this.#leases = options.leases;
    this.#owner = options.owner;
    this.#frames = options.frames;
  }

  /** Bytes of freed allocations that are still in use by readers. */
  get deferredBytes(): number {
    let bytes = 0;
    for (const one of this.#deferred) bytes += one.bytes;
    return bytes;
  }

  /** Freed allocations that are still in use by readers. */
  get deferredCount(): number {
    return this.#deferred.length;
  }

  allocate(bytes: number): number | undefined {
    assert(bytes > 0, "an allocation has at least one byte");
    const count = this.#layout.unitsFor(bytes);
    this.retryDeferred(DEFERRED_LOOKS_PER_CALL);
    let found = this.#claimRun(count);
    if (found === undefined && this.retryDeferred(this.#deferred.length) > 0) found = this.#claimRun(count);
    if (found === undefined) Atomics.add(this.#words, REFUSALS_WORD, 1);
    return found;
  }

  free(address: number, bytes: number): void {
    this.#free({ address, bytes, waits: this.#frames.waits() });
  }

  /** As `free`, for what no frame in flight refers to any more, whatever else is in flight. */
  freeUnreferred(address: number, bytes: number): void {
    this.#free({ address, bytes, waits: [] });
  }

  #free(freed: Deferred): void {
    const first = this.#layout.unitOf(freed.address);
    assert(this.#layout.unitAddress(first) === freed.address, "an allocation is freed by its first address");
    assert(this.#words[this.#layout.ownersWord + first] === this.#owner, "an allocation is freed once, by its owner");
    this.retryDeferred(DEFERRED_LOOKS_PER_CALL);
    if (!this.#tryFree(freed)) this.#deferred.push(freed);
  }

  /** Looks again at up to `count` allocations that were freed while in use. How many became free. */
  retryDeferred(count: number): number {
    let freed = 0;
    for (let look = Math.min(count, this.#deferred.length); look > 0; look--) {
      const oldest = this.#deferred.shift() as Deferred;
      if (this.#tryFree(oldest)) freed++;
      else this.#deferred.push(oldest);
    }
    return freed;
  }

  /** The frames first, the leases second: a receiver registers its lease before it releases the frame. */
  #tryFree(freed: Deferred): boolean {
    for (const wait of freed.waits) {
      if (!wait.isOver()) return false;
    }
    if (this.#leases.isLeased(freed.address, freed.bytes)) return false;
    const first = this.#layout.unitOf(freed.address);
    const end = first + this.#layout.unitsFor(freed.bytes);
    for (let unit = first; unit < end; unit++) Atomics.store(this.#words, this.#layout.ownersWord + unit, 0);
    this.#hint = Math.min(this.#hint, first);
    return true;
  }

  #claimRun(count: number): number | undefined {
    const unit = this.#search(this.#hint, this.#layout.unitCount, count);
    const found = unit ?? this.#search(0, Math.min(this.#layout.unitCount, this.#hint + count - 1), count);
    if (found === undefined) return undefined;
    this.#hint = found + count;
    return this.#layout.unitAddress(found);
  }

  /** Claims the first run of `count` free units from `from` to before `to`; its first unit. */
  #search(from: number, to: number, count: number): number | undefined {
    let run = 0;
    for (let unit = from; unit < to; unit++) {
      run = this.#words[this.#layout.ownersWord + unit] === 0 ? run + 1 : 0;
      if (run < count) continue;
      const first = unit - count + 1;
      const taken = this.#claimUnits(first, count);
      if (taken === -1) return first;
      unit = taken; // somebody else has this one: go on behind it
      run = 0;
    }
    return undefined;
  }

  /** -1 when all are ours; else the unit that another thread took first, with nothing of ours left. */
  #claimUnits(first: number, count: number): number {
    const index = this.#layout.ownersWord + first;
    for (let claimed = 0; claimed < count; claimed++) {
      const mine = claimed === 0 ? this.#owner : this.#owner | OWNER_CONTINUES;
      if (Atomics.compareExchange(this.#words, index + claimed, 0, mine) === 0) continue;
      for (let undone = claimed - 1; undone >= 0; undone--) Atomics.store(this.#words, index + undone, 0);
      return first + claimed;
    }
    return -1;
  }
}
