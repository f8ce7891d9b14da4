import type { Arena } from "../arena/arena.ts";
import type { EndpointAllocator } from "../arena/extents.ts";
import type { RingProducer } from "../arena/ring.ts";
import type { EndpointId, Slice } from "../base/ids.ts";
import { PARCEL_BYTES_PER_LINK_MAX } from "../base/limits.ts";

interface Parcel {
  readonly address: number;
  readonly bytes: number; // allocated
}

interface SentParcel extends Parcel {
  readonly end: number; // the ring's position behind its frame
}

/**
 * Attachments that are too large for the ring of their link. Each is copied into an extent of its own, which nobody
 * writes to afterwards, and its frame carries a reference. So a parcel is as good as a frame's own bytes: whatever
 * becomes of the place that it was copied from (a producer's buffer that is used again, a log that is truncated), the
 * receiver sees what was sent. The extent is free again when the receiver has released the frame, or is dead.
 *
 * Bounded by `PARCEL_BYTES_PER_LINK_MAX` in flight; more is back-pressure. Owned by the sender's thread; what it leaves
 * when it dies is freed with its other extents, after every living endpoint has drained its rings.
 */
export class Parcels {
  readonly #arena: Arena;
  readonly #self: EndpointId;
  #sent: SentParcel[] = []; // in the order of the ring
  #sentBytes = 0;
  #refusedBytes = 0; // of the parcel that found no room, until there is some
  #reserved: Parcel | undefined; // for the sender that was told that there is room again

  constructor(arena: Arena, self: EndpointId) {
    this.#arena = arena;
    this.#self = self;
  }

  /** In flight, or kept for a sender that waits. */
  get isEmpty(): boolean {
    return this.#sent.length === 0 && this.#reserved === undefined;
  }

  /** A place for `bytes`, for a frame that will end at `ring.position`. Undefined: back-pressure, see `hasRoom`. */
  take(bytes: number, ring: RingProducer): Slice | undefined {
    this.settle(ring);
    const parcel = this.#isWithinBounds(bytes) ? this.#allocate(bytes) : undefined;
    if (parcel === undefined) {
      this.#refusedBytes = bytes;
      return undefined;
    }
    this.#refusedBytes = 0;
    this.#sent.push({ ...parcel, end: ring.position });
    this.#sentBytes += parcel.bytes;
    return { address: parcel.address, length: bytes };
  }

  /** Is there room for the parcel that was refused last? If not, its turn comes with a release, or by a look later. */
  hasRoom(ring: RingProducer): boolean {
    const bytes = this.#refusedBytes;
    if (bytes === 0) return true;
    for (;;) {
      this.settle(ring);
      const [oldest] = this.#sent;
      if (oldest === undefined || this.#isWithinBounds(bytes)) break;
      if (!ring.awaitRelease(oldest.end)) return false;
    }
    this.#reserved ??= this.#allocate(bytes);
    if (this.#reserved === undefined) return false;
    this.#refusedBytes = 0;
    return true;
  }

  /** Frees the parcels whose frames were released. */
  settle(ring: RingProducer): void {
    let count = 0;
    for (const parcel of this.#sent) {
      if (!ring.isReleased(parcel.end)) break;
      this.#free(parcel);
      this.#sentBytes -= parcel.bytes;
      count++;
    }
    if (count > 0) this.#sent = this.#sent.slice(count);
  }

  /** The receiver is dead: nobody reads them any more. */
  close(): void {
    for (const parcel of this.#sent) this.#free(parcel);
    if (this.#reserved !== undefined) this.#free(this.#reserved);
    this.#sent = [];
    this.#sentBytes = 0;
    this.#reserved = undefined;
    this.#refusedBytes = 0;
  }

  #isWithinBounds(bytes: number): boolean {
    return this.#sent.length === 0 || this.#sentBytes + bytes <= PARCEL_BYTES_PER_LINK_MAX;
  }

  #allocate(bytes: number): Parcel | undefined {
    const reserved = this.#reserved;
    this.#reserved = undefined;
    if (reserved !== undefined) {
      if (reserved.bytes >= bytes) return reserved;
      this.#free(reserved);
    }
    const address = this.#allocator?.allocate(bytes);
    return address === undefined ? undefined : { address, bytes };
  }

  #free({ address, bytes }: Parcel): void {
    this.#allocator?.freeUnreferred(address, bytes);
  }

  /** Undefined when this endpoint was declared dead: then the guardian frees everything that it had. */
  get #allocator(): EndpointAllocator | undefined {
    if (this.#arena.endpoints.incarnation(this.#self) === undefined) return undefined;
    return this.#arena.allocatorOf(this.#self);
  }
}
