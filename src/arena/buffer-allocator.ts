import { BUFFERS_ARENA_SHARE, BUFFERS_OWN_SHARE } from "../base/limits.ts";
import type { Endpoints } from "./endpoints.ts";
import type { EndpointAllocator } from "./extents.ts";
import type { ArenaLayout } from "./layout.ts";
import type { Allocator } from "./memory.ts";

/**
 * Allocates what a client's records wait in: no more than a share of the arena for all clients together, so that the logs
 * where the records are going have the rest. Without it buffers fill an arena in which leaders then find no room, and no
 * buffer becomes free. Owned by the client's thread; what it has out stands in its row, for the others.
 *
 * Two threads that look at the same time may both take the last of the share: it is a bound within one allocation each.
 */
export class BufferAllocator implements Allocator {
  readonly unitBytes: number;
  readonly #allocator: EndpointAllocator;
  readonly #layout: ArenaLayout;
  readonly #endpoints: Endpoints;
  readonly #endpoint: number;
  #units = 0; // out

  constructor(allocator: EndpointAllocator, layout: ArenaLayout, endpoints: Endpoints, endpoint: number) {
    this.unitBytes = allocator.unitBytes;
    this.#allocator = allocator;
    this.#layout = layout;
    this.#endpoints = endpoints;
    this.#endpoint = endpoint;
  }

  allocate(bytes: number): number | undefined {
    const units = this.#layout.unitsFor(bytes);
    const address = this.#mayTake(units) ? this.#allocator.allocate(bytes) : undefined;
    if (address !== undefined) this.#count(units);
    return address;
  }

  free(address: number, bytes: number): void {
    this.#allocator.free(address, bytes);
    this.#count(-this.#layout.unitsFor(bytes));
  }

  /** One allocation of any size, and some that are small, has every client, whatever the others have. */
  #mayTake(units: number): boolean {
    const { unitCount } = this.#layout;
    if (this.#units === 0 || this.#units + units <= unitCount * BUFFERS_OWN_SHARE) return true;
    return this.#endpoints.bufferUnitsOfAll() + units <= unitCount * BUFFERS_ARENA_SHARE;
  }

  #count(units: number): void {
    this.#units += units;
    this.#endpoints.setBufferUnits(this.#endpoint, this.#units);
  }
}
