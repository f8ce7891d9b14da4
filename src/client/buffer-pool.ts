import type { Allocator } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";

interface Slab {
  readonly address: number;
  readonly bytes: number;
}

/**
 * Arena buffers of a producer: equal ones for batches, and larger ones for single large records. Bounded by
 * `limitBytes`. Buffers smaller than an allocation unit are cut from whole units and stay until `close`.
 */
export class BufferPool {
  readonly #allocator: Allocator;
  readonly bufferBytes: number;
  readonly #limitBytes: number;
  readonly #slabs: Slab[] = [];
  readonly #free: number[] = [];
  #usedBytes = 0;
  #allocatorFull = false;
  /** Who said no the last time: its own limit, or the arena. */
  lastRefusal: "limit" | "arena" = "limit";

  constructor(allocator: Allocator, bufferBytes: number, limitBytes: number) {
    this.#allocator = allocator;
    this.bufferBytes = bufferBytes;
    this.#limitBytes = limitBytes;
  }

  /** Bytes of the buffers that are out. */
  get usedBytes(): number {
    return this.#usedBytes;
  }
  get limitBytes(): number {
    return this.#limitBytes;
  }
  /** The last refusal came from the arena, not from the pool's own limit. */
  get isArenaFull(): boolean {
    return this.#allocatorFull;
  }
  /** The arena may have room again: ask it anew. */
  forgetArenaFull(): void {
    this.#allocatorFull = false;
  }
  /** Is there room for one more buffer? */
  get hasRoom(): boolean {
    return this.#usedBytes + this.bufferBytes <= this.#limitBytes && !this.#allocatorFull;
  }
  /** Is a good part free again, so that a waiting writer does not wake for every single buffer? */
  get hasAmpleRoom(): boolean {
    const reserve = Math.max(this.bufferBytes, this.#limitBytes / 4);
    return this.#usedBytes + reserve <= this.#limitBytes && !this.#allocatorFull;
  }

  /** A buffer of `bytes` (at most `bufferBytes`: a common one), or undefined when there is no room. */
  take(bytes: number): number | undefined {
    const size = Math.max(bytes, this.bufferBytes);
    if (this.#usedBytes + size > this.#limitBytes) {
      this.lastRefusal = "limit";
      return undefined;
    }
    const address = size === this.bufferBytes ? this.#takeCommon() : this.#allocator.allocate(size);
    this.#allocatorFull = address === undefined;
    if (address !== undefined) this.#usedBytes += size;
    else this.lastRefusal = "arena";
    return address;
  }

  give(address: number, bytes: number): void {
    const size = Math.max(bytes, this.bufferBytes);
    this.#usedBytes -= size;
    this.#allocatorFull = false;
    assert(this.#usedBytes >= 0, "a buffer is given back once");
    if (size === this.bufferBytes) this.#free.push(address);
    else this.#allocator.free(address, size);
    if (this.#usedBytes === 0 && this.#slabs.length > 4) this.#releaseSlabs();
  }

  /** Gives everything back to the arena. Buffers that are out must not be used any more. */
  close(): void {
    this.#releaseSlabs();
    this.#usedBytes = 0;
  }

  #takeCommon(): number | undefined {
    const known = this.#free.pop();
    if (known !== undefined) return known;
    const unitBytes = this.#allocator.unitBytes;
    const bytes = Math.max(this.bufferBytes, unitBytes);
    const address = this.#allocator.allocate(bytes);
    if (address === undefined) return undefined;
    this.#slabs.push({ address, bytes });
    for (let at = this.bufferBytes; at + this.bufferBytes <= bytes; at += this.bufferBytes)
      this.#free.push(address + at);
    return address;
  }

  #releaseSlabs(): void {
    for (const slab of this.#slabs) this.#allocator.free(slab.address, slab.bytes);
    this.#slabs.length = 0;
    this.#free.length = 0;
  }
}
