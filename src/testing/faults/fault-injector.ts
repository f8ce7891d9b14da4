import { type EndpointId, SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { checkSchedule } from "./check-faults.ts";
import { describeStep, RESTART_AFTER_MS } from "./describe-step.ts";
import type { FaultSchedule, FaultStep, StorageFaultKind, Target } from "./fault-step.ts";
import { Guards } from "./guards.ts";

/** While somebody is still to die in its next turn, its start is tried again after this (ms). */
const START_RETRY_MS = 20;

type Step<Fault extends FaultStep["fault"]> = Extract<FaultStep, { fault: Fault }>;

export interface FaultInjectorOptions {
  /** Everything that was begun ends by then, counted from the injector's beginning, in ms. */
  readonly durationMs: number;
  /** What the timeline calls each step; default its place in the schedule. */
  readonly numbers?: readonly number[] | undefined;
}

/** Why a step did nothing; undefined: it did what it says. */
type Refusal = string | undefined;

/**
 * Applies a schedule to a cluster, each step at its moment, counted from the injector's beginning. Whom a role means and
 * whether a step is lawful (`Guards`) is decided at that moment; a step that is not does nothing, and the timeline says so.
 * Everything that was begun ends within `durationMs`: then all are alive, awake, connected and have memory.
 */
export class FaultInjector {
  /** Steps that did something. */
  count = 0;
  readonly #cluster: SimulatedCluster;
  readonly #guards: Guards;
  readonly #endsAt: number;
  readonly #cut = new Set<string>();
  readonly #slowed = new Set<string>();
  #isFull = false;

  /** Throws MillraceError INVALID_OPTION for what is no schedule. */
  constructor(cluster: SimulatedCluster, schedule: FaultSchedule, { durationMs, numbers }: FaultInjectorOptions) {
    checkSchedule(schedule);
    this.#cluster = cluster;
    this.#guards = new Guards(cluster);
    this.#endsAt = cluster.runtime.time.now + durationMs;
    for (const [index, step] of schedule.entries())
      if (step.atMs < durationMs) cluster.runtime.after(step.atMs, () => this.#inject(step, numbers?.[index] ?? index));
  }

  get isOver(): boolean {
    return this.#cluster.runtime.time.now >= this.#endsAt;
  }

  #inject(step: FaultStep, number: number): void {
    let refusal: Refusal;
    const line = () => `step ${number}: ${describeStep(step)}${refusal === undefined ? "" : ` (not done: ${refusal})`}`;
    this.#cluster.runtime.timeline.note(line); // before the lines of what it does
    refusal = this.#tried(step);
    if (refusal === undefined) this.count++;
  }

  #tried(step: FaultStep): Refusal {
    switch (step.fault) {
      case "kill":
        return this.#kill(step);
      case "restart":
        return this.#restart(step.target);
      case "pause":
      case "hang":
        return this.#silence(step);
      case "slow":
        return this.#slow(step);
      case "partition":
        return this.#partition(step);
      case "storage":
        return this.#failStorage(step.target, step.kind);
      case "fillArena":
        return this.#fillArena(step.forMs);
    }
  }

  #kill({ target, when = "now", restartAfterMs = RESTART_AFTER_MS }: Step<"kill">): Refusal {
    const endpoint = this.#there(target);
    if (endpoint === undefined) return "nobody is there";
    const refusal = this.#isBroker(endpoint) ? this.#guards.againstKill(endpoint) : undefined;
    if (refusal !== undefined) return refusal;
    // Its next turn may be far away: topics may come meanwhile whose data it is not to take along.
    if (when === "inTurn" && this.#cluster.runtime.endpoint(endpoint)?.paused) return "it takes no turns";
    this.#cluster.kill(this.#fixed(endpoint, target), { when });
    if (endpoint === SUPERVISOR_ENDPOINT || this.#isBroker(endpoint)) this.#startLater(endpoint, restartAfterMs);
    return undefined;
  }

  /** Refused by the supervisor if the broker has become the only one with some records: then it is as it was. */
  #restart(target: Target): Refusal {
    const endpoint = this.#there(target);
    if (endpoint === undefined) return "nobody is there";
    const refusal = this.#isBroker(endpoint) ? this.#guards.againstKill(endpoint) : undefined;
    if (refusal === undefined) this.#cluster.restart(this.#fixed(endpoint, target));
    return refusal;
  }

  #silence({ fault, target, forMs }: Step<"pause" | "hang">): Refusal {
    const endpoint = this.#there(target);
    const silenced = endpoint === undefined ? undefined : this.#cluster.runtime.endpoint(endpoint);
    if (silenced === undefined || silenced.paused || silenced.port.losesNextFlush) return "nobody is there";
    const refusal = this.#guards.againstSilence(silenced.endpoint);
    if (refusal !== undefined) return refusal;
    const fixed = this.#fixed(silenced.endpoint, target);
    if (fault === "pause") this.#cluster.pause(fixed);
    else this.#cluster.hang(fixed);
    this.#until(forMs, () => {
      if (this.#cluster.runtime.endpoint(silenced.endpoint) === silenced) this.#cluster.resume(fixed);
    });
    return undefined;
  }

  #slow({ from, to, byMs, forMs }: Step<"slow">): Refusal {
    const [sender, receiver] = [this.#cluster.endpointOf(from), this.#cluster.endpointOf(to)];
    if (sender === undefined || receiver === undefined || sender === receiver) return "nobody is there";
    const link = `${sender}/${receiver}`;
    if (this.#slowed.has(link)) return "it is slow already";
    const fixed = [this.#fixed(sender, from), this.#fixed(receiver, to)] as const;
    this.#slowed.add(link);
    this.#cluster.slow(...fixed, byMs);
    this.#until(forMs, () => {
      this.#slowed.delete(link);
      this.#cluster.slow(...fixed, 0);
    });
    return undefined;
  }

  #partition({ sides: [sideA, sideB], forMs }: Step<"partition">): Refusal {
    const [a, b] = [this.#fixedAll(sideA), this.#fixedAll(sideB)];
    const links = a.flatMap(([from]) => b.filter(([to]) => to !== from).map(([to]) => linkName(from, to)));
    if (links.length === 0) return "nobody is there";
    if (links.some((link) => this.#cut.has(link))) return "some of them are parted already";
    for (const link of links) this.#cut.add(link);
    const fixed = [a.map(([, target]) => target), b.map(([, target]) => target)] as const;
    this.#cluster.partition(...fixed);
    this.#until(forMs, () => {
      for (const link of links) this.#cut.delete(link);
      this.#cluster.heal(...fixed);
    });
    return undefined;
  }

  #failStorage(target: Target, kind: StorageFaultKind): Refusal {
    const endpoint = this.#there(target);
    if (endpoint === undefined || !this.#isBroker(endpoint)) return "nobody is there";
    // Whenever it comes, a failure is a crash: of one whose log survives.
    if ((kind === "appendFails" || kind === "syncFails") && !this.#guards.crashesLoseNothing)
      return "what is acknowledged may not be on disks";
    this.#cluster.failStorage(this.#fixed(endpoint, target), kind);
    return undefined;
  }

  #fillArena(forMs: number): Refusal {
    if (this.#isFull) return "it is full already";
    // Where whole logs lie in the simulation's arena, a broker cannot start without memory.
    if (this.#cluster.storage === "directory") return "disks are read in the arena";
    this.#isFull = true;
    this.#cluster.fillArena();
    this.#until(forMs, () => {
      this.#isFull = false;
      this.#cluster.freeArena();
    });
    return undefined;
  }

  #startLater(endpoint: EndpointId, delayMs: number): void {
    this.#until(delayMs, () => this.#start(endpoint));
  }

  #start(endpoint: EndpointId): void {
    const { runtime } = this.#cluster;
    if (runtime.endpoint(endpoint)?.port.losesNextFlush !== true) this.#cluster.start(this.#fixed(endpoint));
    else runtime.after(START_RETRY_MS, () => this.#start(endpoint)); // its last turn has not come yet
  }

  /** After so many ms, or at the end. */
  #until(forMs: number, end: () => void): void {
    const { runtime } = this.#cluster;
    runtime.after(Math.max(0, Math.min(forMs, this.#endsAt - runtime.time.now)), end);
  }

  /** Whoever is meant and lives. */
  #there(target: Target): EndpointId | undefined {
    const endpoint = this.#cluster.endpointOf(target);
    return endpoint === undefined || this.#cluster.runtime.endpoint(endpoint) === undefined ? undefined : endpoint;
  }

  #isBroker(endpoint: EndpointId): boolean {
    return this.#cluster.brokerIds.includes(endpoint);
  }

  /** The same one later, whatever roles have changed meanwhile. */
  #fixed(endpoint: EndpointId, target?: Target): Target {
    if (endpoint === SUPERVISOR_ENDPOINT) return "supervisor";
    return this.#isBroker(endpoint) || target === undefined ? { broker: endpoint } : target;
  }

  #fixedAll(targets: readonly Target[]): (readonly [EndpointId, Target])[] {
    return targets.flatMap((target) => {
      const endpoint = this.#cluster.endpointOf(target);
      return endpoint === undefined ? [] : [[endpoint, this.#fixed(endpoint, target)] as const];
    });
  }
}

function linkName(from: EndpointId, to: EndpointId): string {
  return from < to ? `${from}/${to}` : `${to}/${from}`;
}
