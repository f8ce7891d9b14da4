import { BufferMemory } from "../../arena/arena-memory.ts";
import { LeaseGuard } from "../../arena/lease-guard.ts";
import type { Allocator, ArenaMemory, Leases } from "../../arena/memory.ts";
import { assert } from "../../base/assert.ts";
import type { Slice } from "../../base/ids.ts";

export interface SimArenaOptions {
  readonly bytes?: number; // default 8 MiB
  /** Grain of allocation, small so that chunks fill up often; default 4,096. */
  readonly unitBytes?: number;
  /** The part into which a frame's attachment is laid for its receiver; default 1 MiB. Larger ones get an extent. */
  readonly scratchBytes?: number;
  /** A mutant reuses bytes in spite of a lease. */
  readonly honourLeases?: boolean; // default true
}

/** What an attachment's place looks like after `receive`: whoever kept the slice reads this. */
const STALE_BYTE = 0xee;
const SCRATCH_OWNER = -2;
const FRAME_OWNER = -3;

interface Retired {
  readonly unit: number;
  readonly count: number;
  readonly sequence: number; // frames sent before may still name these bytes
}

/** A lease that lives, with the generation that its unit had when it began. */
export interface LiveLease {
  readonly endpoint: number;
  readonly unit: number;
  readonly generation: number;
}

/**
 * The arena of a simulated cluster: extents with owners in one plain buffer. Freed extents rest until no lease is left on
 * them and no frame that might refer to them is under way, as in the thread runtime.
 */
export class SimArena {
  readonly memory: ArenaMemory;
  readonly unitBytes: number;
  readonly scratch: Slice;
  /** Given by the network: the sequence of the next frame, and of the oldest one under way. */
  nextSequence: () => number = () => 0;
  oldestUnderWay: () => number = () => Number.POSITIVE_INFINITY;
  readonly #honourLeases: boolean;
  readonly #owners: Int32Array; // 0 free, -1 resting
  readonly #firsts: Int32Array; // the first unit of the extent that a unit belongs to
  readonly #generations: Int32Array;
  readonly #leased: Int32Array;
  readonly #leases = new Map<number, LiveLease>();
  #retired: Retired[] = [];
  #noneFreeBelow = 0; // unit
  #nextLease = 1;

  constructor(options: SimArenaOptions = {}) {
    const bytes = options.bytes ?? 8 * 1024 * 1024;
    this.unitBytes = options.unitBytes ?? 4_096;
    this.scratch = { address: 0, length: options.scratchBytes ?? 1024 * 1024 };
    this.#honourLeases = options.honourLeases ?? true;
    this.memory = new BufferMemory(new ArrayBuffer(bytes));
    const units = Math.floor(bytes / this.unitBytes);
    this.#owners = new Int32Array(units);
    this.#owners.fill(SCRATCH_OWNER, 0, Math.ceil(this.scratch.length / this.unitBytes));
    this.#firsts = new Int32Array(units);
    this.#generations = new Int32Array(units);
    this.#leased = new Int32Array(units);
  }

  /** `owner` is a positive number of its own for each incarnation of each endpoint. */
  allocatorOf(owner: number): Allocator {
    return {
      unitBytes: this.unitBytes,
      allocate: (bytes) => this.#allocate(owner, Math.max(1, Math.ceil(bytes / this.unitBytes))),
      free: (address, bytes) => {
        const unit = this.#unitOf(address);
        assert(this.#owners[unit] === owner, `the extent at ${address} is freed by its owner`);
        this.#retire(unit, Math.max(1, Math.ceil(bytes / this.unitBytes)));
      },
    };
  }

  /** Lays a frame's attachment where its receiver reads it; gone when `use` returns, so that a kept slice shows. */
  withAttachment(attachment: Uint8Array, use: (place: Slice) => void): void {
    const { length } = attachment;
    const isLarge = length > this.scratch.length;
    const count = Math.ceil(length / this.unitBytes);
    const address = isLarge ? this.#allocate(FRAME_OWNER, count) : this.scratch.address;
    assert(address !== undefined, `the simulated arena has room for an attachment of ${length} bytes`);
    this.memory.write(address, attachment);
    use({ address, length });
    this.memory.fill(address, STALE_BYTE, length);
    if (isLarge) this.#free(this.#unitOf(address), count);
  }

  leasesOf(endpoint: number): Leases {
    return {
      register: (address) => {
        const unit = this.#firsts[this.#unitOf(address)] as number; // a lease holds the whole extent
        this.#leased[unit] = (this.#leased[unit] as number) + 1;
        this.#leases.set(this.#nextLease, { endpoint, unit, generation: this.#generations[unit] as number });
        return this.#nextLease++;
      },
      guard: () => new LeaseGuard(new Int32Array(1)), // nobody is late in virtual time
      release: (lease) => this.#release(lease),
    };
  }

  liveLeases(): Iterable<LiveLease> {
    return this.#leases.values();
  }

  /** How often these bytes were given out. */
  generationOf(unit: number): number {
    return this.#generations[unit] as number;
  }

  /** Was its extent freed, and cannot be given out again yet? */
  isResting(unit: number): boolean {
    return this.#owners[unit] === -1;
  }

  /** Everything that can be allocated. */
  get totalBytes(): number {
    return this.memory.bytes.length - this.scratch.length;
  }

  /** Bytes that are owned, those that rest not included. */
  usedBytes(): number {
    let units = 0;
    for (const owner of this.#owners) if (owner > 0) units++;
    return units * this.unitBytes;
  }

  /** Units that are owned or rest. */
  get unitsInUse(): number {
    let count = 0;
    for (const owner of this.#owners) if (owner > 0 || owner === -1) count++;
    return count;
  }

  /** The end of an incarnation: its extents and its leases. */
  ownerDied(owner: number, endpoint: number): void {
    for (let unit = 0; unit < this.#owners.length; unit++) {
      if (this.#owners[unit] !== owner) continue;
      let end = unit + 1;
      while (this.#owners[end] === owner && this.#firsts[end] === unit) end++;
      this.#retire(unit, end - unit);
      unit = end - 1;
    }
    for (const [lease, { endpoint: holder }] of this.#leases) if (holder === endpoint) this.#release(lease);
  }

  #unitOf(address: number): number {
    return Math.floor(address / this.unitBytes);
  }

  #release(lease: number): void {
    const live = this.#leases.get(lease);
    assert(live, `lease ${lease} is held`);
    this.#leases.delete(lease);
    this.#leased[live.unit] = (this.#leased[live.unit] as number) - 1;
  }

  #free(unit: number, count: number): void {
    this.#owners.fill(0, unit, unit + count);
    this.#noneFreeBelow = Math.min(this.#noneFreeBelow, unit);
  }

  #retire(unit: number, count: number): void {
    this.#owners.fill(-1, unit, unit + count);
    this.#retired.push({ unit, count, sequence: this.nextSequence() });
  }

  #allocate(owner: number, count: number): number | undefined {
    if (this.#retired.length > 0) this.#recycle();
    while (this.#noneFreeBelow < this.#owners.length && this.#owners[this.#noneFreeBelow] !== 0) this.#noneFreeBelow++;
    let run = 0;
    for (let unit = this.#noneFreeBelow; unit < this.#owners.length; unit++) {
      run = this.#owners[unit] === 0 ? run + 1 : 0;
      if (run < count) continue;
      const first = unit - count + 1;
      for (let taken = first; taken <= unit; taken++) {
        this.#owners[taken] = owner;
        this.#firsts[taken] = first;
        this.#generations[taken] = (this.#generations[taken] as number) + 1;
      }
      return first * this.unitBytes;
    }
    return undefined;
  }

  #recycle(): void {
    const oldest = this.oldestUnderWay();
    this.#retired = this.#retired.filter((extent) => {
      if (this.#honourLeases && (extent.sequence > oldest || this.#isLeased(extent))) return true;
      this.#free(extent.unit, extent.count);
      return false;
    });
  }

  #isLeased(extent: Retired): boolean {
    return (this.#leased[extent.unit] as number) > 0;
  }
}
