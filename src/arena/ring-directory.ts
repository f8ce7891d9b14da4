import { ENDPOINTS_MAX } from "../base/limits.ts";
import type { Endpoints } from "./endpoints.ts";
import type { EndpointAllocator, FrameWait, OpenFrames } from "./extents.ts";
import {
  type ArenaLayout,
  ENTRY_CAPACITY,
  ENTRY_MAKER,
  ENTRY_RECEIVER_INCARNATION,
  ENTRY_UNIT,
  type RingLane,
} from "./layout.ts";
import type { ArenaMemory } from "./memory.ts";
import { RingConsumer, type RingPlace, RingProducer, resetRing } from "./ring.ts";

interface OpenProducer {
  readonly producer: RingProducer;
  readonly place: RingPlace;
  readonly senderIncarnation: number;
  readonly receiverIncarnation: number;
  readonly allocator: EndpointAllocator;
  isOpen: boolean;
}

interface Entry {
  readonly maker: number; // the sender's incarnation
  readonly unit: number;
  readonly capacity: number;
}

/**
 * The rings between endpoints: made at first use by the sender, found by the receiver in the directory. An entry names
 * both incarnations. Each thread has its own RingDirectory, for its endpoint.
 *
 * The maker's word stands for the whole entry: it is 0 while the others are written, and whoever reads them looks at it
 * again. It is taken back by a swap from the incarnation that is meant, so nobody ends the ring of a successor.
 */
export class RingDirectory {
  readonly #memory: ArenaMemory;
  readonly #layout: ArenaLayout;
  readonly #endpoints: Endpoints;
  readonly #producers = new Map<number, OpenProducer>(); // by entry word

  constructor(memory: ArenaMemory, layout: ArenaLayout, endpoints: Endpoints) {
    this.#memory = memory;
    this.#layout = layout;
    this.#endpoints = endpoints;
  }

  /**
   * The producer of a ring; the same object while both incarnations live. At first use its units come from `allocator`,
   * the directory entry is written and the receiver's inbound mask set: then ring the receiver's bell once. "dead": one
   * of both is not alive, or another incarnation of the receiver than `receiverIncarnation` is. "noRoom": the arena has
   * none for the ring. "full": the receiver has not drained the ring of the sender's last incarnation yet (it rings the
   * sender's bell when it has).
   */
  openProducer(
    sender: number,
    receiver: number,
    lane: RingLane,
    options: { allocator: EndpointAllocator; capacity: number; receiverIncarnation: number | undefined },
  ): RingProducer | "dead" | "full" | "noRoom" {
    const entry = this.#layout.entryWord(sender, receiver, lane);
    const senderIncarnation = this.#endpoints.incarnation(sender);
    const receiverIncarnation = this.#endpoints.incarnation(receiver); // read once: what is checked is what is written
    if (senderIncarnation === undefined || receiverIncarnation === undefined) return "dead";
    if (receiverIncarnation !== (options.receiverIncarnation ?? receiverIncarnation)) return "dead";
    const known = this.#producers.get(entry);
    if (known?.senderIncarnation === senderIncarnation && known.receiverIncarnation === receiverIncarnation) {
      return known.producer;
    }
    this.closeProducer(sender, receiver, lane);
    if (this.#isUndrained(entry, senderIncarnation, receiverIncarnation)) return "full";
    const dataAddress = options.allocator.allocate(options.capacity);
    if (dataAddress === undefined) return "noRoom";
    const headerAddress = this.#layout.ringHeaderAddress(sender, receiver, lane);
    const place: RingPlace = { headerAddress, dataAddress, capacity: options.capacity };
    const { words } = this.#memory;
    Atomics.store(words, entry + ENTRY_MAKER, 0); // when both ends of an earlier ring died, nobody has closed it
    resetRing(this.#memory, headerAddress);
    Atomics.store(words, entry + ENTRY_UNIT, this.#layout.unitOf(dataAddress));
    Atomics.store(words, entry + ENTRY_CAPACITY, options.capacity);
    Atomics.store(words, entry + ENTRY_RECEIVER_INCARNATION, receiverIncarnation); // behind what its reader reads next
    Atomics.store(words, entry + ENTRY_MAKER, senderIncarnation);
    this.#endpoints.announceInbound(sender, receiver);
    const producer = new RingProducer(this.#memory, place);
    const incarnations = { senderIncarnation, receiverIncarnation };
    const { allocator } = options;
    this.#producers.set(entry, { producer, place, ...incarnations, allocator, isOpen: true });
    return producer;
  }

  /** Both incarnations of a sender use one ring header: the receiver must be through with the old ring first. */
  #isUndrained(entry: number, senderIncarnation: number, receiverIncarnation: number): boolean {
    const maker = Atomics.load(this.#memory.words, entry + ENTRY_MAKER);
    if (maker === 0 || maker === senderIncarnation) return false;
    return Atomics.load(this.#memory.words, entry + ENTRY_RECEIVER_INCARNATION) === receiverIncarnation;
  }

  /** The receiver is through with the ring of a dead maker: the sender's next incarnation may make its own. */
  closeConsumer(sender: number, receiver: number, lane: RingLane, maker: number): void {
    this.#takeBack(this.#layout.entryWord(sender, receiver, lane), maker);
  }

  #takeBack(entry: number, maker: number): void {
    Atomics.compareExchange(this.#memory.words, entry + ENTRY_MAKER, maker, 0);
  }

  /**
   * The consumer of a ring to the living incarnation of `receiver`, or undefined while there is none. Also for a sender
   * that died before the receiver looked: what it published is delivered. Make one only; it starts at the released
   * position.
   */
  openConsumer(sender: number, receiver: number, lane: RingLane): RingConsumer | undefined {
    const entry = this.#read(sender, receiver, lane);
    if (entry === undefined) return undefined;
    return new RingConsumer(this.#memory, {
      headerAddress: this.#layout.ringHeaderAddress(sender, receiver, lane),
      dataAddress: this.#layout.unitAddress(entry.unit),
      capacity: entry.capacity,
    });
  }

  /** The incarnation of the sender that made the ring which `openConsumer` would open now. */
  makerOf(sender: number, receiver: number, lane: RingLane): number | undefined {
    return this.#read(sender, receiver, lane)?.maker;
  }

  /** The oldest incarnation of `sender` with a ring to the living `receiver` that it has not closed. */
  oldestMakerOf(sender: number, receiver: number): number | undefined {
    const control = this.makerOf(sender, receiver, "control");
    const data = this.makerOf(sender, receiver, "data");
    return control === undefined || data === undefined ? (control ?? data) : Math.min(control, data);
  }

  /** Undefined also while it is being written: then it is announced, or its maker's death is, and the receiver looks again. */
  #read(sender: number, receiver: number, lane: RingLane): Entry | undefined {
    const { words } = this.#memory;
    const entry = this.#layout.entryWord(sender, receiver, lane);
    const maker = Atomics.load(words, entry + ENTRY_MAKER);
    if (maker === 0) return undefined;
    if (Atomics.load(words, entry + ENTRY_RECEIVER_INCARNATION) !== this.#endpoints.incarnation(receiver))
      return undefined;
    const unit = Atomics.load(words, entry + ENTRY_UNIT);
    const capacity = Atomics.load(words, entry + ENTRY_CAPACITY);
    return Atomics.load(words, entry + ENTRY_MAKER) === maker ? { maker, unit, capacity } : undefined;
  }

  /** Forgets a ring whose receiver's thread has ended, and frees its units. Does nothing when it is not open here. */
  closeProducer(sender: number, receiver: number, lane: RingLane): void {
    const entry = this.#layout.entryWord(sender, receiver, lane);
    const known = this.#producers.get(entry);
    if (known === undefined) return;
    this.#takeBack(entry, known.senderIncarnation);
    this.#producers.delete(entry);
    known.isOpen = false; // frames in it reach nobody: nothing waits for them any more
    if (this.#endpoints.isAlive(sender, known.senderIncarnation)) {
      // Frames refer to logs and parcels, never to a ring: it does not wait for those that others have not read.
      known.allocator.freeUnreferred(known.place.dataAddress, known.place.capacity);
    }
  }

  /** Takes all rings of an incarnation whose thread has ended out of the directory, before its units are freed. */
  forgetSender(sender: number, incarnation: number): void {
    for (let receiver = 0; receiver < ENDPOINTS_MAX; receiver++) {
      for (const lane of ["control", "data"] as const)
        this.#takeBack(this.#layout.entryWord(sender, receiver, lane), incarnation);
    }
  }

  /** The frames in flight of all producers open here: what an allocator waits for before it reuses bytes. */
  readonly openFrames: OpenFrames = {
    waits: () => {
      const waits: FrameWait[] = [];
      for (const open of this.#producers.values()) {
        const { producer } = open;
        const { position } = producer;
        if (producer.isReleased(position)) continue;
        waits.push({ isOver: () => !open.isOpen || producer.isReleased(position) });
      }
      return waits;
    },
  };
}
