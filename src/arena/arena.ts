import { assert } from "../base/assert.ts";
import { CONTROL_RING_BYTES, DATA_RING_BYTES, METADATA_LOG_BYTES, UNIT_BYTES } from "../base/limits.ts";
import { BufferMemory } from "./arena-memory.ts";
import { BufferAllocator } from "./buffer-allocator.ts";
import { sharedMemoryOf } from "./copy-helper.ts";
import { Doorbell } from "./doorbell.ts";
import { Endpoints } from "./endpoints.ts";
import { type EndpointAllocator, Extents } from "./extents.ts";
import { ArenaLayout, type RingLane } from "./layout.ts";
import { type EndpointLeases, LeaseTable } from "./leases.ts";
import { MetadataRegion } from "./metadata-region.ts";
import type { RingConsumer, RingProducer } from "./ring.ts";
import { RingDirectory } from "./ring-directory.ts";

// Freed allocations still in use that an idle endpoint looks at again each time: each look may read all lease tables.
const IDLE_LOOKS_MAX = 256;

export interface ArenaOptions {
  readonly bytes: number;
  /** Shared between threads, or plain for a single thread. */
  readonly shared: boolean;
  readonly unitBytes?: number;
  readonly metadataBytes?: number;
  readonly dataRingBytes?: number;
  readonly controlRingBytes?: number;
  readonly brokers?: number;
}

/** What travels to another thread (through `workerData`) so that it can open the same arena. */
export type SharedArenaSource = WebAssembly.Memory | SharedArrayBuffer; // the second where WebAssembly is off
export type ArenaSource = SharedArenaSource | ArrayBuffer;

/**
 * The one memory block of a cluster, as one thread sees it: each thread opens its own `Arena` over the same source. Its
 * size is fixed; everything that crosses threads lies in it.
 */
export class Arena {
  readonly source: ArenaSource;
  readonly memory: BufferMemory;
  readonly layout: ArenaLayout;
  readonly endpoints: Endpoints;
  readonly metadata: MetadataRegion;
  readonly leases: LeaseTable;
  readonly extents: Extents;
  readonly rings: RingDirectory;
  readonly #allocators = new Map<number, { incarnation: number; allocator: EndpointAllocator }>();
  readonly #leases = new Map<number, EndpointLeases>();

  private constructor(source: ArenaSource, memory: BufferMemory, layout: ArenaLayout) {
    this.source = source;
    this.memory = memory;
    this.layout = layout;
    this.endpoints = new Endpoints(memory.words, layout);
    this.metadata = new MetadataRegion(memory, layout);
    this.leases = new LeaseTable(memory.words, layout);
    this.extents = new Extents(memory.words, layout, this.leases);
    this.rings = new RingDirectory(memory, layout, this.endpoints);
  }

  /** A new arena in new memory. Pages that are never touched cost nothing. */
  static create(options: ArenaOptions): Arena {
    const source = options.shared ? sharedMemoryOf(options.bytes) : new ArrayBuffer(options.bytes);
    return Arena.#format(source, new BufferMemory(source), options);
  }

  /**
   * A new arena in the memory of an earlier one, of at least as many bytes. Only when no thread of that one is left that
   * could touch it. Its pages are resident already, and the low ones, which were used before, are used first again.
   */
  static recycle(source: ArenaSource, options: ArenaOptions): Arena {
    const memory = new BufferMemory(source);
    assert(options.bytes <= memory.buffer.byteLength, "the memory is large enough");
    const layout = ArenaLayout.ofSizes({ ...sizesOf(options), bytes: options.bytes });
    layout.clearHeader(memory);
    return Arena.#format(source, memory, options);
  }

  /** The arena that another thread created. */
  static open(source: ArenaSource): Arena {
    const memory = new BufferMemory(source);
    return new Arena(source, memory, ArenaLayout.ofRoot(memory.words));
  }

  static #format(source: ArenaSource, memory: BufferMemory, options: ArenaOptions): Arena {
    const layout = ArenaLayout.ofSizes({ ...sizesOf(options), bytes: options.bytes });
    layout.writeRoot(memory.words);
    return new Arena(source, memory, layout);
  }

  /** The allocator of `endpoint`'s living incarnation; for the thread that is that endpoint. */
  allocatorOf(endpoint: number): EndpointAllocator {
    const incarnation = this.endpoints.incarnation(endpoint);
    assert(incarnation !== undefined, `endpoint ${endpoint} is alive`);
    const known = this.#allocators.get(endpoint);
    if (known?.incarnation === incarnation) return known.allocator;
    const allocator = this.extents.allocatorOf(endpoint, incarnation, this.rings.openFrames);
    this.#allocators.set(endpoint, { incarnation, allocator });
    return allocator;
  }

  /** The allocator of a client's buffers; for the thread that is that endpoint. Make one only. */
  bufferAllocatorOf(endpoint: number): BufferAllocator {
    return new BufferAllocator(this.allocatorOf(endpoint), this.layout, this.endpoints, endpoint);
  }

  /**
   * Looks again at what `endpoint` freed while somebody read it; for the thread that is that endpoint. Each allocation
   * looks at some of it, but who is idle makes none, and others may need the room.
   */
  settleFrees(endpoint: number): void {
    const known = this.#allocators.get(endpoint);
    if (known === undefined || !this.endpoints.isAlive(endpoint, known.incarnation)) return;
    known.allocator.retryDeferred(IDLE_LOOKS_MAX);
  }

  /** The leases of `endpoint`; for the thread that is that endpoint. */
  leasesOf(endpoint: number): EndpointLeases {
    let leases = this.#leases.get(endpoint);
    if (leases === undefined) {
      leases = this.leases.of(endpoint);
      this.#leases.set(endpoint, leases);
    }
    return leases;
  }

  /** A doorbell for the thread that is `endpoint`: it sleeps on its own word and rings all others. Make one only. */
  doorbellOf(endpoint: number): Doorbell {
    return Doorbell.inArena(this.memory.words, this.layout, endpoint);
  }

  /** See `RingDirectory.openProducer`. Without `receiverIncarnation`: to whichever lives. */
  openProducer(
    sender: number,
    receiver: number,
    lane: RingLane,
    receiverIncarnation?: number,
  ): RingProducer | "dead" | "full" | "noRoom" {
    if (this.endpoints.incarnation(sender) === undefined) return "dead";
    const capacity = this.layout.ringBytes(sender, receiver, lane);
    const options = { allocator: this.allocatorOf(sender), capacity, receiverIncarnation };
    return this.rings.openProducer(sender, receiver, lane, options);
  }

  /** See `RingDirectory.openConsumer`. */
  openConsumer(sender: number, receiver: number, lane: RingLane): RingConsumer | undefined {
    return this.rings.openConsumer(sender, receiver, lane);
  }

  /** See `RingDirectory.closeProducer`. */
  closeProducer(sender: number, receiver: number, lane: RingLane): void {
    this.rings.closeProducer(sender, receiver, lane);
  }

  /**
   * Gives everything of a dead incarnation back: its leases, its rings, its extents. For the guardian, after the thread
   * has ended and `endpoints.isAcknowledged` holds for the version of its death; then `endpoints.retire` the row, or
   * claim it for the next incarnation. What a later incarnation has, alive or dead, stays. The number of units freed.
   */
  reclaim(endpoint: number, incarnation: number): number {
    assert(!this.endpoints.isAlive(endpoint, incarnation), "a living endpoint keeps its extents");
    this.rings.forgetSender(endpoint, incarnation);
    if (this.endpoints.isLatest(endpoint, incarnation)) {
      this.leases.releaseAllOf(endpoint); // lease rows do not say whose they are
      this.#leases.delete(endpoint);
    }
    return this.extents.freeAllOf(endpoint, incarnation) + this.extents.sweep();
  }
}

function sizesOf(options: Partial<ArenaOptions>) {
  return {
    unitBytes: options.unitBytes ?? UNIT_BYTES,
    metadataBytes: options.metadataBytes ?? METADATA_LOG_BYTES,
    dataRingBytes: options.dataRingBytes ?? DATA_RING_BYTES,
    controlRingBytes: options.controlRingBytes ?? CONTROL_RING_BYTES,
    ...(options.brokers !== undefined && { brokers: options.brokers }),
  };
}
