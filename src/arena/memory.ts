import type { LeaseGuard } from "./lease-guard.ts";

/**
 * The bytes of a cluster. Everything that crosses threads lies in one of these; addresses are byte offsets in it.
 * Shared between threads (WebAssembly.Memory) in the thread runtime, a plain ArrayBuffer in simulation and unit tests:
 * the code above does not see the difference.
 */
export interface ArenaMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly bytes: Uint8Array; // all of it
  readonly words: Int32Array; // all of it; word index = address / 4
  readonly view: DataView; // all of it
  /** Copies within the arena; the ranges may overlap. */
  copy(target: number, source: number, length: number): void;
  /** Copies bytes from outside into the arena. */
  write(target: number, source: Uint8Array): void;
  /** Sets `length` bytes to `value`. */
  fill(target: number, value: number, length: number): void;
}

/** Allocation of arena bytes for one endpoint incarnation, in units (`Arena.unitBytes`). */
export interface Allocator {
  readonly unitBytes: number;
  /** `bytes` rounded up to whole contiguous units; undefined when the arena is full. The content is not cleared. */
  allocate(bytes: number): number | undefined;
  /** Gives an allocation back as a whole. `bytes` as it was allocated. */
  free(address: number, bytes: number): void;
}

/** Leases of one endpoint on arena bytes that others own. */
export interface Leases {
  /** From here on the allocation that contains `address` is not reused until `release`. Undefined: no lease row is free. */
  register(address: number): number | undefined;
  /** Tells whether it was ended by somebody else, who may use the bytes again. It is still to be released. */
  guard(lease: number): LeaseGuard;
  release(lease: number): void;
}

/**
 * The last known high watermark of each partition, by its slot; it outlives every thread. The leader stores, the
 * supervisor loads when all data of the partition is lost, so that no offset is given to two records.
 */
export interface HighWatermarks {
  store(slot: number, topicId: number, offset: number): void;
  /** 0 when nothing was stored for this topic. */
  load(slot: number, topicId: number): number;
}
