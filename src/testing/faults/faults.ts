import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { Random } from "../../base/random.ts";
import { ALTER_PARTITION_REQUEST } from "../../message/kinds.ts";
import type { PartitionState } from "../../metadata/image.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { SimAdmin } from "../users/sim-admin.ts";

export type FaultKind =
  | "killBroker"
  | "killBrokerInTurn" // at the end of its next turn, before it publishes
  | "plannedRestart" // through the product's controlled shutdown
  | "killLeaders" // two of one partition in quick succession
  | "killSupervisor"
  | "killSupervisorInTurn"
  | "pause"
  | "hang" // in mid-turn
  | "slow" // one direction between two endpoints
  | "storageFull" // the next append is refused, as on a full disk or in a full arena
  | "storageFails"; // the next append or sync fails, and ends its broker

export interface FaultOptions {
  /** Faults begin and end within this time; afterwards everything is healed. */
  readonly durationMs: number;
  /** Pause between two faults, at most. */
  readonly gapMsMax: number;
  /** What happens, by weight; default: everything but planned restarts. */
  readonly kinds?: readonly FaultKind[];
}

/** Everything but planned restarts, by weight. */
export const UNPLANNED_FAULT_KINDS: readonly FaultKind[] = [
  "killBroker",
  "killBroker",
  "killBroker",
  "killBrokerInTurn",
  "killLeaders",
  "killLeaders",
  "killSupervisor",
  "killSupervisorInTurn",
  "pause",
  "pause",
  "hang",
  "hang",
  "slow",
  "slow",
  "storageFull",
  "storageFails",
];

/** Everything, by weight. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...UNPLANNED_FAULT_KINDS,
  ...Array<FaultKind>(4).fill("plannedRestart"),
];

/**
 * A seeded schedule of crashes, restarts (planned ones, too), pauses, hangs and slow links. It always ends healed. Where acknowledged does not mean
 * synced it never kills the last in-sync replica that has its data: that loss is legal, so nothing could be checked
 * after it.
 */
export class Faults {
  readonly #cluster: SimulatedCluster;
  readonly #random: Random;
  readonly #gapMsMax: number;
  readonly #kinds: readonly FaultKind[];
  readonly #endsAt: number;
  readonly #slowed = new Set<string>();
  /** Whoever asks for planned restarts. */
  readonly #operator: SimAdmin | undefined;
  /** Incarnations that were asked to end as planned, by broker: from here on their data is as good as gone. */
  readonly #ending = new Map<number, number>();
  count = 0;

  constructor(cluster: SimulatedCluster, { durationMs, gapMsMax, kinds = UNPLANNED_FAULT_KINDS }: FaultOptions) {
    this.#cluster = cluster;
    this.#random = cluster.runtime.random.fork();
    this.#gapMsMax = gapMsMax;
    this.#kinds = kinds;
    this.#endsAt = cluster.runtime.time.now + durationMs;
    this.#operator = kinds.includes("plannedRestart") ? new SimAdmin(cluster.client()) : undefined;
    this.#scheduleNext();
    cluster.runtime.after(durationMs, () => this.#heal());
  }

  get isOver(): boolean {
    return this.#cluster.runtime.time.now >= this.#endsAt;
  }

  /** Until everything is to be healed, and a little more. */
  get #msLeft(): number {
    return this.#endsAt - this.#cluster.runtime.time.now + 250;
  }

  #scheduleNext(): void {
    this.#cluster.runtime.after(this.#random.between(1, this.#gapMsMax), () => {
      if (this.isOver) return;
      this.count++;
      this.#inject(this.#random.pick(this.#kinds));
      this.#scheduleNext();
    });
  }

  #inject(fault: FaultKind): void {
    const cluster = this.#cluster;
    const brokerId = this.#random.pick(cluster.brokerIds);
    const durationMs = this.#random.between(5, 250);
    switch (fault) {
      case "killBroker":
      case "killBrokerInTurn":
        if (!this.#mayKill(brokerId)) return;
        // One that hangs has no next turn for long: topics may come meanwhile whose data it is not to take along.
        if (fault === "killBrokerInTurn" && cluster.runtime.endpoint(brokerId)?.paused) return;
        if (fault === "killBroker") cluster.killBroker(brokerId);
        else cluster.killBrokerInTurn(brokerId);
        this.#restartLater(brokerId, durationMs);
        return;
      case "plannedRestart":
        this.#restart(brokerId);
        return;
      case "killLeaders":
        this.#killLeaders(this.#random.pick(Array.from(cluster.partitions())), 2);
        return;
      case "killSupervisor":
      case "killSupervisorInTurn":
        if (cluster.runtime.endpoint(SUPERVISOR_ENDPOINT) === undefined) return;
        if (fault === "killSupervisor") cluster.killSupervisor();
        else cluster.killSupervisorInTurn();
        this.#restartSupervisorLater(durationMs);
        return;
      case "pause":
        this.#pause(this.#random.chance(1, 4) ? this.#anyClient() : this.#anyone(), durationMs);
        return;
      case "hang":
        this.#hang(brokerId, this.#random.between(20, 700));
        return;
      case "slow":
        this.#slow(this.#anyone(), this.#anyone(), durationMs);
        return;
      case "storageFull":
        cluster.failStorage(brokerId, "appendFull");
        return;
      case "storageFails":
        // Whenever it comes, it is a crash: of one whose log survives.
        if (cluster.storage === "directory" && cluster.flushesEveryBatch)
          cluster.failStorage(brokerId, this.#random.pick(["appendFails", "syncFails"]));
        return;
    }
  }

  /** A broker or the supervisor. */
  #anyone(): number {
    return this.#random.pick([SUPERVISOR_ENDPOINT, ...this.#cluster.brokerIds]);
  }

  #anyClient(): number {
    return this.#random.pick(Array.from(this.#cluster.clients)).endpoint.endpoint;
  }

  /** Refused by the supervisor if the broker has become the only one with some records: then it is as it was. */
  #restart(brokerId: number): void {
    const broker = this.#cluster.livingBrokers.get(brokerId);
    if (broker === undefined || this.#operator?.client.endpoint.paused !== false || !this.#mayKill(brokerId)) return;
    const { incarnation } = broker.endpoint;
    if (this.#cluster.image.brokers.get(brokerId)?.incarnation !== incarnation) return;
    this.#ending.set(brokerId, incarnation);
    const force = this.#cluster.storage === "directory" && this.#cluster.flushesEveryBatch;
    this.#operator.shutDown(brokerId, incarnation, force, () => this.#ending.delete(brokerId));
  }

  /** Leaders in quick succession: the next one dies soon after its election. */
  #killLeaders(target: PartitionState, count: number): void {
    const cluster = this.#cluster;
    const leader = cluster.image.partition(target.topicId, target.partition)?.leader ?? -1;
    if (this.#mayKill(leader)) {
      cluster.killBroker(leader);
      this.#restartLater(leader, this.#random.between(20, 250));
    }
    if (count > 1) cluster.runtime.after(this.#random.between(2, 60), () => this.#killLeaders(target, count - 1));
  }

  #restartLater(brokerId: number, delayMs: number): void {
    this.#cluster.runtime.after(delayMs, () => {
      const isThere = this.#cluster.runtime.endpoint(brokerId) !== undefined;
      if (!isThere) this.#cluster.startBroker(brokerId);
      else this.#restartLater(brokerId, 20); // its last turn has not come yet
    });
  }

  #restartSupervisorLater(delayMs: number): void {
    this.#cluster.runtime.after(delayMs, () => {
      const isThere = this.#cluster.runtime.endpoint(SUPERVISOR_ENDPOINT) !== undefined;
      if (!isThere) this.#cluster.startSupervisor();
      else this.#restartSupervisorLater(20);
    });
  }

  #pause(endpoint: number, durationMs: number): void {
    const paused = this.#cluster.runtime.endpoint(endpoint);
    if (paused === undefined || paused.paused || paused.port.losesNextFlush || !this.#maySilence(endpoint)) return;
    this.#cluster.setPaused(endpoint, true);
    this.#cluster.runtime.after(durationMs, () => {
      if (this.#cluster.runtime.endpoint(endpoint) === paused) this.#cluster.setPaused(endpoint, false);
    });
  }

  /** Often for longer than a session: it is fenced meanwhile, comes back believing in what was, or is terminated. */
  #hang(brokerId: number, durationMs: number): void {
    const hanging = this.#cluster.runtime.endpoint(brokerId);
    if (hanging === undefined || hanging.paused || hanging.port.losesNextFlush || !this.#maySilence(brokerId)) return;
    this.#cluster.hang(brokerId);
    this.#cluster.runtime.after(Math.min(durationMs, this.#msLeft), () => {
      if (this.#cluster.runtime.endpoint(brokerId) === hanging) this.#cluster.setPaused(brokerId, false);
    });
  }

  #slow(from: number, to: number, durationMs: number): void {
    const link = `${from}/${to}`;
    if (from === to || this.#slowed.has(link)) return;
    this.#slowed.add(link);
    this.#cluster.slow(from, to, this.#random.between(5, 120));
    this.#cluster.runtime.after(durationMs, () => {
      if (this.#slowed.delete(link)) this.#cluster.slow(from, to, 0);
    });
  }

  /** Disks keep what was synced before it was acknowledged; anything else must survive at another member of each ISR. */
  #mayKill(brokerId: number): boolean {
    const cluster = this.#cluster;
    const broker = cluster.livingBrokers.get(brokerId);
    if (broker === undefined || broker.endpoint.port.losesNextFlush) return false;
    if (cluster.storage === "directory" && cluster.flushesEveryBatch) return true;
    // It may be about to become the only member of an ISR.
    const { network } = cluster.runtime.world;
    if (network.isUnderWay(brokerId, SUPERVISOR_ENDPOINT, ALTER_PARTITION_REQUEST.number)) return false;
    for (const state of cluster.partitions())
      if (state.replicas.includes(brokerId) && !this.#othersKeepData(state, brokerId)) return false;
    return true;
  }

  /** A silent broker is fenced, and leaves every ISR that has others: one of them must outlive that. Alone it stays in. */
  #maySilence(endpoint: number): boolean {
    const cluster = this.#cluster;
    if (!cluster.livingBrokers.has(endpoint) || (cluster.storage === "directory" && cluster.flushesEveryBatch))
      return true;
    for (const state of cluster.partitions())
      if (state.isr.includes(endpoint) && state.isr.length > 1 && !this.#othersKeepData(state, endpoint)) return false;
    return true;
  }

  /** In a reassignment those that come may be told to go before those that go have gone: only who stays counts. */
  #othersKeepData(state: PartitionState, brokerId: number): boolean {
    const { topicId, isr, addingReplicas, removingReplicas } = state;
    if (this.#cluster.mayLoseRecords(topicId)) return true;
    const stays = (id: number) => !addingReplicas.includes(id) && !removingReplicas.includes(id);
    return isr.some((member) => member !== brokerId && stays(member) && this.#keepsData(member));
  }

  /** It is the incarnation that is in the metadata, and is not about to die, nor to be fenced. */
  #keepsData(brokerId: number): boolean {
    const broker = this.#cluster.livingBrokers.get(brokerId);
    const state = this.#cluster.image.brokers.get(brokerId);
    if (broker === undefined || state === undefined) return false;
    if (broker.endpoint.port.losesNextFlush || broker.endpoint.paused) return false;
    if (this.#ending.get(brokerId) === broker.endpoint.incarnation) return false;
    return !state.fenced && state.incarnation === broker.endpoint.incarnation;
  }

  #heal(): void {
    for (const link of this.#slowed) {
      const [from = 0, to = 0] = link.split("/").map(Number);
      this.#cluster.slow(from, to, 0);
    }
    this.#slowed.clear();
  }
}
