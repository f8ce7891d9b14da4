import { assert } from "../../base/assert.ts";
import type { EndpointId } from "../../base/ids.ts";
import { Random } from "../../base/random.ts";
import { SimArena, type SimArenaOptions } from "./sim-arena.ts";
import type { SimDisk } from "./sim-disk.ts";
import { SimEndpoint, type SimWorld } from "./sim-endpoint.ts";
import { SimHighWatermarks } from "./sim-high-watermarks.ts";
import { SimMetadataLog } from "./sim-metadata-log.ts";
import { SimNetwork } from "./sim-network.ts";
import { SimTime } from "./sim-time.ts";
import { type Replay, SimulationFailure } from "./simulation-failure.ts";
import { Timeline } from "./timeline.ts";
import { Trace } from "./trace.ts";

export interface SimRuntimeOptions {
  readonly seed: number;
  readonly arena?: SimArenaOptions;
  readonly delayMsMax?: number;
  readonly noticeMsMax?: number;
  readonly metadataDelayMsMax?: number;
  /** Bytes of the metadata log before a snapshot replaces it. */
  readonly metadataBytesMax?: number;
  /** Bytes of metadata records after which a snapshot replaces them; default: when there is no more room. */
  readonly metadataRewriteBytes?: number;
  readonly linkBytesMax?: number;
  /** How a failure of this run is repeated; default: its message says no more than the seed. */
  readonly replay?: Replay;
}

interface Task {
  readonly at: number; // ms
  readonly run: () => void;
}

/** Steps within one virtual millisecond after which a run is considered caught in a loop. */
const STEPS_PER_MS_MAX = 5_000;

/**
 * The machinery of a simulation: one thread, a virtual clock, one seed. Each step is one turn of one endpoint, or one
 * task; among the endpoints that are due the seed chooses.
 */
export class SimRuntime {
  readonly seed: number;
  readonly random: Random;
  readonly time = new SimTime();
  readonly trace = new Trace();
  readonly timeline = new Timeline(this.time);
  readonly world: SimWorld;
  /** Called after every turn, with the endpoint that took it. */
  readonly afterTurn: ((endpoint: SimEndpoint) => void)[] = [];
  /** An actor of this endpoint failed for good: was that to be? If not, the run fails. */
  mayFail: (endpoint: SimEndpoint) => boolean = () => false;
  /** It was to be, and the turn has been looked at: what it had published before counts. */
  onFailed: (endpoint: SimEndpoint) => void = () => {};
  steps = 0;
  readonly #replay: Replay | undefined;
  readonly #endpoints = new Map<EndpointId, SimEndpoint>();
  #living: readonly SimEndpoint[] = []; // the same, in the order in which they joined
  readonly #incarnations = new Map<EndpointId, number>();
  #tasks: Task[] = [];
  #owners = 0;
  #stepsThisMs = 0;

  constructor(options: SimRuntimeOptions) {
    this.seed = options.seed;
    this.#replay = options.replay;
    this.random = new Random(options.seed * 2 + 1); // the generator takes zero for another seed
    const { time, trace } = this;
    const arena = new SimArena(options.arena);
    const network = new SimNetwork({ time, trace, arena, random: this.random.fork(), ...networkOptions(options) });
    const metadata = new SimMetadataLog(time, this.random.fork(), {
      ...(options.metadataDelayMsMax === undefined ? {} : { delayMsMax: options.metadataDelayMsMax }),
      ...(options.metadataBytesMax === undefined ? {} : { bytesMax: options.metadataBytesMax }),
      ...(options.metadataRewriteBytes === undefined ? {} : { rewriteBytes: options.metadataRewriteBytes }),
    });
    this.world = { time, arena, network, metadata, highWatermarks: new SimHighWatermarks() };
  }

  // ---- endpoints

  /** Begins the next incarnation of an endpoint; 0 is the first. */
  join(endpoint: EndpointId, disk?: SimDisk): SimEndpoint {
    const incarnation = (this.#incarnations.get(endpoint) ?? -1) + 1;
    this.#incarnations.set(endpoint, incarnation);
    const owner = ++this.#owners;
    const { world } = this;
    const joined = new SimEndpoint({ world, endpoint, incarnation, owner, random: this.random.fork(), disk });
    this.#endpoints.set(endpoint, joined);
    this.#living = [...this.#endpoints.values()];
    return joined;
  }

  endpoint(endpoint: EndpointId): SimEndpoint | undefined {
    return this.#endpoints.get(endpoint);
  }

  endpoints(): Iterable<SimEndpoint> {
    return this.#endpoints.values();
  }

  crash(endpoint: EndpointId): void {
    const dying = this.#endpoints.get(endpoint);
    if (dying === undefined) return;
    this.#endpoints.delete(endpoint);
    this.#living = [...this.#endpoints.values()];
    dying.crash();
    this.trace.note(3, endpoint, dying.incarnation);
  }

  // ---- time

  /** Runs `task` after so many ms, between turns. Tasks of one moment keep their order. */
  after(delayMs: number, run: () => void): void {
    const at = this.time.now + delayMs;
    let index = this.#tasks.length;
    while (index > 0 && (this.#tasks[index - 1] as Task).at > at) index--;
    this.#tasks.splice(index, 0, { at, run });
  }

  /** One step, at or before `limit`. False: there is nothing to do until then. */
  step(limit = Number.POSITIVE_INFINITY): boolean {
    let at = this.#tasks[0]?.at ?? Number.POSITIVE_INFINITY;
    let count = 0; // of the endpoints that are due then
    const { now } = this.time;
    for (const endpoint of this.#living) {
      const next = endpoint.nextAt();
      if (next > at) continue;
      const due = next > now ? next : now;
      count = due < at ? 1 : count + 1;
      at = due;
    }
    if (at > limit || at === Number.POSITIVE_INFINITY) return false;
    this.#moveTo(at);
    this.steps++;
    const task = this.#tasks[0];
    if (task !== undefined && task.at <= at) {
      this.#tasks.shift();
      task.run();
    } else this.#turn(this.#dueAt(at, this.random.between(0, count - 1)));
    return true;
  }

  /** One of the endpoints that are due at `at`. */
  #dueAt(at: number, index: number): SimEndpoint {
    let before = index;
    for (const endpoint of this.#living) if (endpoint.nextAt() <= at && before-- === 0) return endpoint;
    assert(false, "as many endpoints are due as were counted");
  }

  advance(ms: number): void {
    const end = this.time.now + ms;
    while (this.step(end));
    this.time.now = end;
  }

  /** Steps until `condition` holds; fails the run when it does not within so many ms. */
  runUntil(condition: () => boolean, deadlineMs: number, what = "the condition holds"): void {
    const end = this.time.now + deadlineMs;
    while (!condition()) {
      if (!this.step(end)) throw this.failure("every operation ends", `${what}: not within ${deadlineMs} ms`);
    }
  }

  failure(invariant: string, detail: string): SimulationFailure {
    const { seed, steps: step, timeline } = this;
    const where = { seed, step, now: this.time.now, timeline: timeline.toString(), replay: this.#replay };
    return new SimulationFailure(invariant, where, detail);
  }

  #turn(endpoint: SimEndpoint): void {
    this.trace.note(4, this.time.now, endpoint.endpoint);
    endpoint.turn();
    const { failure } = endpoint;
    if (failure !== undefined && !this.mayFail(endpoint))
      throw this.failure(
        "actors do not throw",
        failure instanceof Error ? (failure.stack ?? failure.message) : `${failure}`,
      );
    for (const watch of this.afterTurn) watch(endpoint);
    if (failure !== undefined) this.onFailed(endpoint);
    else if (endpoint.port.losesNextFlush) this.crash(endpoint.endpoint);
  }

  #moveTo(at: number): void {
    this.#stepsThisMs = at > this.time.now ? 0 : this.#stepsThisMs + 1;
    this.time.now = Math.max(at, this.time.now);
    if (this.#stepsThisMs > STEPS_PER_MS_MAX)
      throw this.failure("time goes on", `more than ${STEPS_PER_MS_MAX} steps in one ms`);
  }
}

function networkOptions({ delayMsMax, noticeMsMax, linkBytesMax }: SimRuntimeOptions) {
  return {
    ...(delayMsMax === undefined ? {} : { delayMsMax }),
    ...(noticeMsMax === undefined ? {} : { noticeMsMax }),
    ...(linkBytesMax === undefined ? {} : { linkBytesMax }),
  };
}
