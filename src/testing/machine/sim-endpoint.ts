import type { Actor, ActorContext } from "../../actor/actor.ts";
import { ActorSystem } from "../../actor/actor-system.ts";
import type { Allocator, HighWatermarks, Leases } from "../../arena/memory.ts";
import type { ActorRef, EndpointId } from "../../base/ids.ts";
import { FRAMES_PER_RING_PER_TURN } from "../../base/limits.ts";
import type { Random } from "../../base/random.ts";
import type { SimArena } from "./sim-arena.ts";
import type { SimDisk } from "./sim-disk.ts";
import type { MetadataReader, SimMetadataLog } from "./sim-metadata-log.ts";
import type { SimNetwork } from "./sim-network.ts";
import type { SimPort } from "./sim-port.ts";
import type { SimTime } from "./sim-time.ts";

/** What all endpoints of a simulated cluster share. */
export interface SimWorld {
  readonly time: SimTime;
  readonly arena: SimArena;
  readonly network: SimNetwork;
  readonly metadata: SimMetadataLog;
  readonly highWatermarks: HighWatermarks;
}

export interface SimEndpointOptions {
  readonly world: SimWorld;
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  readonly owner: number; // of its arena extents
  readonly random: Random;
  readonly disk?: SimDisk | undefined;
}

/**
 * One incarnation of one endpoint: what would be a thread, with the product's actor system and the simulation's ports.
 * It takes a turn when the cluster says so.
 */
export class SimEndpoint {
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  readonly owner: number;
  readonly system: ActorSystem;
  readonly port: SimPort;
  readonly metadata: MetadataReader;
  readonly allocator: Allocator;
  readonly leases: Leases;
  /** Takes no turns and gives no sign of life. */
  paused = false;
  /** An actor failed for good. */
  failure: unknown;
  /** Called right before it crashes, while what it holds is still its own. */
  onCrash: () => void = () => {};
  readonly #world: SimWorld;
  readonly #random: Random;
  readonly #disk: SimDisk | undefined;
  #notBefore = 0;
  #hasMore = true;
  /** When its next turn is due; undefined when something has happened since it was worked out. */
  #dueAt: number | undefined;
  #beat = 0;
  /** What it had read of the clock when it began to hang. */
  #hangs: { readonly now: number; readonly wall: number } | undefined;

  constructor(options: SimEndpointOptions) {
    const { world, endpoint, incarnation, owner } = options;
    this.#world = world;
    this.#random = options.random;
    this.#disk = options.disk;
    this.endpoint = endpoint;
    this.incarnation = incarnation;
    this.owner = owner;
    this.port = world.network.join(endpoint, incarnation);
    this.metadata = world.metadata.open(endpoint);
    this.port.onChange = () => this.mayBeDue();
    this.metadata.onAnnounced = () => this.mayBeDue();
    this.allocator = world.arena.allocatorOf(owner);
    this.leases = world.arena.leasesOf(endpoint);
    this.system = new ActorSystem({
      endpoint,
      random: options.random.fork(),
      transport: this.port,
      escalate: (error) => {
        this.failure ??= error;
      },
    });
  }

  get hangs(): boolean {
    return this.#hangs !== undefined;
  }

  /**
   * It hangs in the middle of a turn: it has read the clock and the metadata, and goes on with them after the pause, when
   * both are old and frames have come meanwhile.
   */
  hang(): void {
    this.#readMetadata();
    this.#hangs = { now: this.#world.time.now, wall: this.#world.time.wall };
    this.paused = true;
    this.mayBeDue();
  }

  /** The beat counter as somebody else reads it now: unless it is paused, its watchdog has beaten since the last look. */
  lookAtBeat(): number {
    if (!this.paused) this.#beat++;
    return this.#beat;
  }

  // ---- calls from outside, between turns

  spawnRoot(actor: Actor): void {
    this.spawn(actor);
  }

  spawn(actor: Actor): ActorRef {
    this.mayBeDue();
    return this.system.spawn(actor);
  }

  stop(actor: ActorRef): void {
    this.mayBeDue();
    this.system.stop(actor);
  }

  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T {
    this.mayBeDue();
    const { now, wall } = this.#world.time;
    return this.system.enter(actor, now, wall, run);
  }

  // ---- turns

  /** When its next turn is due, in ms, maybe in the past; infinity while nothing is. */
  nextAt(): number {
    if (this.paused) return Number.POSITIVE_INFINITY;
    this.#dueAt ??= Math.max(this.#workAt(), this.#notBefore);
    return this.#dueAt;
  }

  /** It has to look again when its next turn is due. Whatever changes that calls this; nothing else does. */
  mayBeDue(): void {
    this.#dueAt = undefined;
  }

  #workAt(): number {
    const hasWork =
      this.hangs || this.#hasMore || this.system.hasLocalWork || (this.port.roomAppeared && this.system.awaitsSpace);
    if (hasWork) return 0;
    return Math.min(
      this.port.nextAt(),
      this.metadata.nextAt(),
      this.system.nextTimerAt() ?? Number.POSITIVE_INFINITY,
      this.#disk?.nextAt() ?? Number.POSITIVE_INFINITY,
    );
  }

  turn(): void {
    this.mayBeDue();
    this.#beat++;
    const { now, wall } = this.#hangs ?? this.#world.time;
    this.#disk?.completeRequests();
    if (!this.hangs) this.#readMetadata();
    this.#hangs = undefined;
    // Now and then a turn takes little of what waits, and the next one is late, as under load.
    this.port.limitTurn(this.#random.chance(1, 4) ? this.#random.between(1, 3) : FRAMES_PER_RING_PER_TURN);
    this.#hasMore = this.system.turn(now, wall, this.port);
    const { time } = this.#world;
    this.#notBefore = this.#random.chance(1, 8) ? time.now + this.#random.between(1, 4) : time.now;
  }

  #readMetadata(): void {
    if (this.metadata.catchUp(this.#world.time.now)) this.system.metadataMoved();
  }

  /** The end of this incarnation: its memory, its leases and what it had not published are gone. */
  crash(): void {
    this.onCrash();
    this.#disk?.crash();
    this.#world.network.crash(this.endpoint);
    this.#world.metadata.close(this.endpoint);
    this.#world.arena.ownerDied(this.owner, this.endpoint);
  }
}
