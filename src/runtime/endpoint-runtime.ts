import type { ActorContext } from "../actor/actor.ts";
import { ActorSystem } from "../actor/actor-system.ts";
import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { type ActorRef, type EndpointId, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { ARENA_LEADERS_SHARE, TURN_MICROSECONDS_MAX } from "../base/limits.ts";
import { Random } from "../base/random.ts";
import { MeshInbound } from "../link/mesh-inbound.ts";
import { MeshPeers } from "../link/mesh-peers.ts";
import { MeshTransport } from "../link/mesh-transport.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { monotonicNow, wallNow } from "../platform/clock.ts";
import { log } from "../platform/thread-log.ts";
import { MetadataFollower } from "./metadata-follower.ts";

/** Rescues a missed wake-up (there must be none) and shows that the thread is alive. */
const WATCHDOG_MS = 500;

export interface EndpointRuntimeOptions {
  readonly arena: Arena;
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  /** The endpoint must end: an actor failed for good. */
  readonly escalate: (error: unknown) => void;
  /** User code lives in this thread, and what a turn brought it waits in microtasks: it runs before the sleep is prepared. */
  readonly servesUser?: boolean;
  readonly onMetadata?: (entry: MetadataRecord, image: MetadataImage) => void;
  /** Where its lines go; without it where those of its thread go. */
  readonly logChannel?: string | undefined;
}

/**
 * One thread's place in the mesh: its actors, its rings and its sleep. It runs turns while there is work, gives the
 * event loop its share, and parks on the doorbell otherwise. Everything in it belongs to its thread.
 */
export class EndpointRuntime {
  readonly arena: Arena;
  readonly bell: Doorbell;
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  readonly system: ActorSystem;
  readonly metadata: MetadataFollower;
  readonly #inbound: MeshInbound;
  readonly #transport: MeshTransport;
  readonly #peers: MeshPeers;
  readonly #logChannel: string | undefined;
  readonly #onMetadata: EndpointRuntimeOptions["onMetadata"];
  readonly #escalate: EndpointRuntimeOptions["escalate"];
  readonly #servesUser: boolean;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #scheduled = false; // a setImmediate is on its way
  #closed = false;
  #paused = false;
  #hasWarnedOfRing = false;

  constructor(options: EndpointRuntimeOptions) {
    this.arena = options.arena;
    this.bell = options.arena.doorbellOf(options.endpoint);
    this.endpoint = options.endpoint;
    this.incarnation = options.incarnation;
    this.#onMetadata = options.onMetadata;
    this.#escalate = options.escalate;
    this.#servesUser = options.servesUser ?? false;
    this.#logChannel = options.logChannel;
    const peers = new MeshPeers(options.arena, options.endpoint, options.incarnation, (to) => this.#noRoomForRing(to));
    this.#peers = peers;
    this.#transport = new MeshTransport(options.arena, this.bell, peers);
    this.metadata = new MetadataFollower(options.arena.metadata);
    this.#inbound = new MeshInbound(options.arena, this.bell, options.endpoint, peers, () => this.#catchUp());
    this.system = new ActorSystem({
      endpoint: options.endpoint,
      random: new Random(options.endpoint * 65_536 + options.incarnation),
      transport: this.#transport,
      escalate: options.escalate,
      onDeadLetter: (reason) => options.arena.endpoints.countDeadLetter(options.endpoint, reason),
    });
  }

  /** Begins to take turns. */
  start(): void {
    this.#watchdog = setInterval(() => this.#tick(), WATCHDOG_MS);
    this.#schedule();
  }

  /**
   * No further turns. The row is left to whoever owns the thread's life. Resolves when nothing of this runtime touches
   * shared memory any more.
   */
  close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watchdog);
    clearTimeout(this.#timer);
    this.bell.ring(this.endpoint); // ends a pending wait
    return this.bell.quiet;
  }

  /** Whether this endpoint keeps its thread's event loop alive. */
  keepAlive(wanted: boolean): void {
    if (wanted) this.#watchdog?.ref();
    else this.#watchdog?.unref();
  }

  /** Fault injection: a paused endpoint takes no turns. */
  pause(paused: boolean): void {
    this.#paused = paused;
    if (!paused) this.#schedule();
  }

  /** A user's call as `actor`; what it sends is published when it returns. */
  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T {
    try {
      return this.system.enter(actor, monotonicNow(), wallNow(), run);
    } finally {
      if (this.system.hasLocalWork) this.#schedule();
      else this.#armTimer();
    }
  }

  /** Takes one turn now, unless one is running. True when work is left. */
  poll(): boolean {
    if (this.system.running || this.#closed || this.#paused) return false;
    try {
      return this.system.turn(monotonicNow(), wallNow(), this.#inbound);
    } catch (error) {
      this.#escalate(error); // what is shared is corrupt: the endpoint ends, not the event loop that it lives in
      return false;
    }
  }

  /** What is short while the arena is full or has no room for a ring; undefined while it has. Reads all owner words. */
  memoryShortage(): string | undefined {
    const { extents, layout } = this.arena;
    const used = extents.usedUnits;
    const { withoutRing } = this.#peers;
    if (withoutRing === undefined && used < extents.unitCount * ARENA_LEADERS_SHARE) return undefined;
    const [usedMiB, allMiB] = [used, extents.unitCount].map((units) =>
      ((units * layout.unitBytes) / 2 ** 20).toFixed(1),
    );
    const ring = withoutRing === undefined ? "" : `; no room for a ring to ${this.#nameOf(withoutRing)}`;
    return `the arena is full (${usedMiB} of ${allMiB} MiB are used${ring})`;
  }

  /** Once: what waits for the ring is tried again and again. */
  #noRoomForRing(to: EndpointId): void {
    if (this.#hasWarnedOfRing) return;
    this.#hasWarnedOfRing = true;
    const what = `no room for a ring to ${this.#nameOf(to)}, and what is for it waits`;
    log("warn", `${this.#nameOf(this.endpoint)}: the arena is full: ${what}; give it more memory`, this.#logChannel);
  }

  #nameOf(endpoint: EndpointId): string {
    if (endpoint === SUPERVISOR_ENDPOINT) return "the supervisor";
    return `${endpoint <= this.arena.layout.brokers ? "broker" : "client"} ${endpoint}`;
  }

  #catchUp(): void {
    if (this.metadata.catchUp(this.#onMetadata)) this.system.metadataMoved();
  }

  #run(): void {
    this.#scheduled = false;
    if (this.#closed || this.#paused || this.system.running) return;
    this.arena.endpoints.beat(this.endpoint);
    const end = monotonicNow() + TURN_MICROSECONDS_MAX / 1000;
    const framesBefore = this.#inbound.framesReceived;
    let more = true;
    while (more && !this.#closed && monotonicNow() < end) more = this.poll();
    if (this.#closed) return;
    if (more || (this.#servesUser && this.#inbound.framesReceived !== framesBefore)) this.#schedule();
    else this.#park();
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = true;
    setImmediate(() => this.#run());
  }

  /** Announces the sleep, looks at everything again, then sleeps until the bell or the next timer. */
  #park(): void {
    const { bell } = this;
    this.#armTimer();
    bell.park();
    if (this.#hasWork()) {
      bell.unpark();
      this.#schedule();
      return;
    }
    const woken = bell.wait();
    if (woken === "changed") this.#schedule();
    else if (woken !== "pending") void woken.then(() => this.#run());
  }

  #hasWork(): boolean {
    return this.#inbound.hasWork() || this.metadata.isBehind || this.system.hasLocalWork;
  }

  #armTimer(): void {
    const at = this.system.nextTimerAt() ?? Number.POSITIVE_INFINITY;
    if (at >= this.#timerAt || this.#closed) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    const delayMs = Math.min(Math.max(0, Math.ceil(at - monotonicNow())), 2 ** 31 - 1);
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#run();
    }, delayMs);
    this.#timer.unref(); // the watchdog alone decides what keeps the thread alive
  }

  #tick(): void {
    if (this.#paused) return;
    this.arena.endpoints.beat(this.endpoint);
    this.arena.settleFrees(this.endpoint);
    // Room in a ring is rung for, but room in the arena for a ring that could not be made is not: look now and then.
    const waits = this.system.awaitsSpace || this.#transport.isHolding;
    if (this.bell.rescue(this.#hasWork()) || waits) this.#run();
  }
}
