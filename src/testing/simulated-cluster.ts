import { SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { ArenaStorage } from "../log/arena-storage.ts";
import { type ClusterEvent, eventsOf } from "../metadata/events.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { codecs } from "../platform/codecs.ts";
import { crc32cOfTable } from "../record/crc-table.ts";
import { BrokerActor } from "../replica/broker-actor.ts";
import type { ReplicaView } from "../replica/replica-view.ts";
import type { ReplicaRules } from "../replica/rules.ts";
import type { Incarnation } from "../supervisor/broker-threads.ts";
import type { Beat } from "../supervisor/failure-detector.ts";
import { SupervisorActor } from "../supervisor/supervisor-actor.ts";
import type { Observed } from "./invariants/invariant.ts";
import type { LiveLease } from "./machine/sim-arena.ts";
import { SimDisk } from "./machine/sim-disk.ts";
import type { SimEndpoint } from "./machine/sim-endpoint.ts";
import type { OnFrame } from "./machine/sim-network.ts";
import { SimRuntime, type SimRuntimeOptions } from "./machine/sim-runtime.ts";
import type { StorageFault } from "./machine/sim-storage.ts";
import type { SimulationFailure } from "./machine/simulation-failure.ts";
import { SimAdmin, type TopicPlan } from "./users/sim-admin.ts";
import { SimClient } from "./users/sim-client.ts";

export interface SimulatedClusterOptions extends SimRuntimeOptions {
  readonly brokers?: number; // default 3
  /** "memory": a crash empties the broker. "directory": a crash loses at most what was not synced. */
  readonly storage?: "memory" | "directory"; // default "memory"
  /** Whether acknowledged means synced; default: with a directory. */
  readonly flushEveryBatch?: boolean;
  /** How long a log's storage takes for an append or truncation, at most; default 0: it finishes them at once. */
  readonly writeMsMax?: number;
  readonly replicaLagTimeMaxMs?: number; // default 200
  readonly brokerSessionTimeoutMs?: number; // default 2,000
  readonly brokerTerminateTimeoutMs?: number; // default 10,000
  /** How often leadership goes back to the preferred replicas; default 0: never, so that scenarios choose their leaders. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Mutants: rules of replication broken on purpose. */
  readonly rules?: Partial<ReplicaRules>;
  /** A mutant's disks say that they have synced, and have not. */
  readonly honourSyncs?: boolean; // default true
}

const NO_REPLICAS: readonly ReplicaView[] = [];
/** A terminated broker is started again after this (virtual ms). */
const RESTART_DELAY_MS = 100;
/** The next thread after a planned end takes this long to start. */
const PLANNED_START_MS = 10;

interface LivingBroker {
  readonly endpoint: SimEndpoint;
  readonly actor: BrokerActor;
}

/**
 * A whole cluster in one thread: the product's supervisor, brokers and clients over simulated threads, links, clock and
 * disks. The same seed and calls give the same run. All calls are made between steps.
 */
export class SimulatedCluster implements Observed {
  readonly runtime: SimRuntime;
  readonly brokerIds: readonly number[];
  /** Called with every metadata record and the image right before it. */
  readonly onMetadata: ((entry: MetadataRecord, before: MetadataImage) => void)[] = [];
  readonly storage: "memory" | "directory";
  /** Whether acknowledged records are on disks: then any number of brokers may crash. */
  readonly flushesEveryBatch: boolean;
  readonly #options: SimulatedClusterOptions;
  readonly #brokers = new Map<number, LivingBroker>();
  readonly #disks = new Map<number, SimDisk>();
  readonly #clients = new Map<number, SimClient>();
  /** Topics that were created with unclean elections. */
  readonly #lossyTopics = new Set<number>();
  #nextClient: number;

  constructor(options: SimulatedClusterOptions) {
    this.#options = options;
    this.storage = options.storage ?? "memory";
    this.flushesEveryBatch = options.flushEveryBatch ?? this.storage === "directory";
    this.runtime = new SimRuntime(options);
    this.brokerIds = Array.from({ length: options.brokers ?? 3 }, (_, index) => index + 1);
    this.#nextClient = this.brokerIds.length + 1;
    const { metadata } = this.runtime.world;
    metadata.onRecord = (entry, before) => {
      if (entry.type === "topicCreated" && entry.configs.get("unclean.leader.election.enable") === "true")
        this.#lossyTopics.add(entry.topicId);
      for (const event of eventsOf(entry, before)) this.#note(event);
      for (const listener of this.onMetadata) listener(entry, before);
    };
    this.runtime.afterTurn.push((endpoint) => this.#removeCrashed(endpoint));
    // A broker whose storage failed ends as a crashed process, and is started again.
    this.runtime.mayFail = ({ endpoint }) => this.#disks.get(endpoint)?.takeFailure() ?? false;
    this.runtime.onFailed = ({ endpoint }) => {
      if (this.#brokers.has(endpoint)) this.killBroker(endpoint);
      else this.runtime.crash(endpoint); // it was about to die in this turn
      this.#restartSoon(endpoint);
    };
    this.startSupervisor();
    for (const id of this.brokerIds) this.startBroker(id);
  }

  // ---- what is there

  /** The metadata as the log says it now. */
  get image(): MetadataImage {
    return this.runtime.world.metadata.image;
  }

  get livingBrokers(): ReadonlyMap<number, LivingBroker> {
    return this.#brokers;
  }

  get clients(): Iterable<SimClient> {
    return this.#clients.values();
  }

  /** The replicas that this endpoint's broker has now. */
  replicasOf(brokerId: number): readonly ReplicaView[] {
    return this.#brokers.get(brokerId)?.actor.replicas ?? NO_REPLICAS;
  }

  *replicas(): Iterable<ReplicaView> {
    for (const { actor } of this.#brokers.values()) yield* actor.replicas;
  }

  replica(brokerId: number, topicId: number, partition: number): ReplicaView | undefined {
    return this.#brokers.get(brokerId)?.actor.replica(topicId, partition);
  }

  *partitions(): Iterable<PartitionState> {
    for (const topic of this.image.topics.values()) yield* topic.partitions;
  }

  get onFrame(): OnFrame[] {
    return this.runtime.world.network.onDeliver;
  }

  get supervisorImage(): MetadataImage | undefined {
    return this.runtime.endpoint(SUPERVISOR_ENDPOINT)?.metadata.image;
  }

  replayedImage(): MetadataImage {
    return this.runtime.world.metadata.replayed();
  }

  mayLoseRecords(topicId: number): boolean {
    return this.#lossyTopics.has(topicId);
  }

  liveLeases(): Iterable<LiveLease> {
    return this.runtime.world.arena.liveLeases();
  }

  generationOf(unit: number): number {
    return this.runtime.world.arena.generationOf(unit);
  }

  failure(invariant: string, detail: string): SimulationFailure {
    return this.runtime.failure(invariant, detail);
  }

  // ---- life and death

  startSupervisor(): void {
    const endpoint = this.runtime.join(SUPERVISOR_ENDPOINT);
    const { image } = endpoint.metadata;
    const { incarnation } = endpoint;
    const { metadata: log, highWatermarks } = this.runtime.world;
    const threads = {
      beatOf: (broker: number) => this.runtime.endpoint(broker)?.lookAtBeat() ?? 0,
      terminate: (silent: Beat) => this.runtime.after(0, () => this.#terminate(silent)),
      end: (planned: Incarnation) => this.runtime.after(0, () => this.#endAsPlanned(planned)),
    };
    const { brokerSessionTimeoutMs: sessionTimeoutMs, brokerTerminateTimeoutMs: terminateAfterMs } = this.#options;
    const failureDetection = {
      ...(sessionTimeoutMs === undefined ? {} : { sessionTimeoutMs }),
      ...(terminateAfterMs === undefined ? {} : { terminateAfterMs }),
    };
    const { leaderImbalanceCheckIntervalMs = 0 } = this.#options;
    endpoint.spawnRoot(
      new SupervisorActor({
        image,
        log,
        incarnation,
        fencesByEpoch: this.#options.rules?.fenceByEpoch ?? true,
        brokers: this.brokerIds,
        threads,
        failureDetection,
        highWatermarks,
        leaderImbalanceCheckIntervalMs,
      }),
    );
    if (incarnation > 0) this.runtime.timeline.note(`supervisor restarted (incarnation ${incarnation})`);
  }

  killSupervisor(): void {
    this.runtime.timeline.note("supervisor killed");
    this.runtime.crash(SUPERVISOR_ENDPOINT);
  }

  startBroker(brokerId: number): void {
    const { random, time, world } = this.runtime;
    const survives = this.storage === "directory";
    const writeMsMax = this.#options.writeMsMax ?? 0;
    let disk = this.#disks.get(brokerId);
    const hasLog = survives && disk !== undefined;
    if ((survives || writeMsMax > 0) && disk === undefined) {
      disk = new SimDisk(time, random.fork(), {
        survives,
        writeMsMax,
        honourSyncs: this.#options.honourSyncs ?? true,
      });
      this.#disks.set(brokerId, disk);
    }
    const endpoint = this.runtime.join(brokerId, disk);
    const { incarnation, allocator } = endpoint;
    const { memory } = world.arena;
    const actor = new BrokerActor({
      brokerId,
      incarnation,
      hasLog,
      memory,
      image: endpoint.metadata.image,
      crc: crc32cOfTable,
      codecs,
      openStorage: (topicId, partition, chunkBytesMax) =>
        disk?.open(topicId, partition, memory, allocator) ?? new ArenaStorage(memory, allocator, chunkBytesMax),
      arenaUse: world.arena,
      highWatermarks: world.highWatermarks,
      replicaLagTimeMaxMs: this.#options.replicaLagTimeMaxMs ?? 200,
      flush: this.flushesEveryBatch ? "batch" : "none",
      rules: this.#options.rules ?? {},
      warn: (message) => this.runtime.timeline.note(message),
    });
    endpoint.spawnRoot(actor);
    this.#brokers.set(brokerId, { endpoint, actor });
    if (incarnation > 0) this.runtime.timeline.note(`broker ${brokerId} restarted (incarnation ${incarnation})`);
  }

  killBroker(brokerId: number, how = "killed"): void {
    if (!this.#brokers.delete(brokerId)) return;
    this.runtime.timeline.note(`broker ${brokerId} ${how}`);
    this.runtime.crash(brokerId);
  }

  /** The broker dies at the end of its next turn, before it publishes what it sent in it. */
  killBrokerInTurn(brokerId: number): void {
    const broker = this.#brokers.get(brokerId);
    if (broker === undefined) return;
    this.runtime.timeline.note(`broker ${brokerId} will die in its next turn`);
    broker.endpoint.port.losesNextFlush = true;
  }

  killSupervisorInTurn(): void {
    const endpoint = this.runtime.endpoint(SUPERVISOR_ENDPOINT);
    if (endpoint === undefined) return;
    this.runtime.timeline.note("supervisor will die in its next turn");
    endpoint.port.losesNextFlush = true;
  }

  setPaused(endpointId: number, paused: boolean): void {
    const endpoint = this.runtime.endpoint(endpointId);
    if (endpoint === undefined || endpoint.paused === paused) return;
    endpoint.paused = paused;
    this.runtime.timeline.note(`endpoint ${endpointId} ${paused ? "paused" : "resumed"}`);
  }

  /** It hangs in the middle of a turn, until it is resumed with `setPaused` or the supervisor has it terminated. */
  hang(endpointId: number): void {
    const endpoint = this.runtime.endpoint(endpointId);
    if (endpoint === undefined || endpoint.paused) return;
    endpoint.hang();
    this.runtime.timeline.note(`endpoint ${endpointId} hangs`);
  }

  /** Every frame of this direction takes so much longer; 0 heals it. */
  slow(from: number, to: number, extraMs: number): void {
    this.runtime.world.network.slow(from, to, extraMs);
    this.runtime.timeline.note(
      extraMs > 0 ? `link ${from} -> ${to} slowed by ${extraMs} ms` : `link ${from} -> ${to} healed`,
    );
  }

  /** The next request of this kind to the broker's disk goes wrong; nothing happens if it has none. A failure ends the broker. */
  failStorage(brokerId: number, fault: StorageFault): void {
    const disk = this.#disks.get(brokerId);
    if (disk === undefined || !this.#brokers.has(brokerId)) return;
    disk.fault = fault;
    this.runtime.timeline.note(`broker ${brokerId}: storage ${fault}`);
  }

  // ---- clients

  client(): SimClient {
    const client = new SimClient(this.runtime, this.runtime.join(this.#nextClient++));
    this.#clients.set(client.endpoint.endpoint, client);
    return client;
  }

  killClient(client: SimClient): void {
    const { endpoint } = client.endpoint;
    this.runtime.timeline.note(`client ${endpoint} killed`);
    this.#clients.delete(endpoint);
    this.runtime.crash(endpoint);
  }

  /** Creates a topic when all brokers are there and steps until its partitions have leaders. */
  createTopic(plan: TopicPlan, deadlineMs = 5_000): void {
    this.settled(deadlineMs);
    const admin = new SimAdmin(this.client());
    admin.create(plan);
    this.runUntil(() => admin.unfinished === 0, deadlineMs, `topic ${plan.topic} is there`);
    for (const { error } of admin.refused) throw error;
  }

  // ---- time

  step(): boolean {
    return this.runtime.step();
  }

  advance(ms: number): void {
    this.runtime.advance(ms);
  }

  runUntil(condition: () => boolean, deadlineMs: number, what?: string): void {
    this.runtime.runUntil(condition, deadlineMs, what);
  }

  /** Steps until all brokers are registered and every partition has its whole replica set in sync and committed. */
  settled(deadlineMs = 20_000): void {
    this.runUntil(() => this.isSettled, deadlineMs, "the cluster settles");
  }

  get isSettled(): boolean {
    if (this.#brokers.size < this.brokerIds.length) return false;
    for (const [id, { endpoint }] of this.#brokers) {
      const state = this.image.brokers.get(id);
      if (state === undefined || state.fenced || state.incarnation !== endpoint.incarnation) return false;
    }
    for (const state of this.partitions()) if (!this.#isInSync(state)) return false;
    return true;
  }

  #isInSync(state: PartitionState): boolean {
    const { topicId, partition, leader, leaderEpoch, replicas, isr } = state;
    if (leader < 0 || isr.length < replicas.length) return false;
    const leading = this.replica(leader, topicId, partition);
    if (leading === undefined || leading.role !== "leader" || leading.leaderEpoch !== leaderEpoch) return false;
    return replicas.every((id) => {
      const replica = this.replica(id, topicId, partition);
      if (replica?.leaderEpoch !== leaderEpoch) return false;
      return replica.logEndOffset === leading.logEndOffset && replica.highWatermark === leading.logEndOffset;
    });
  }

  #restartSoon(brokerId: number): void {
    this.runtime.after(RESTART_DELAY_MS, () => {
      if (this.runtime.endpoint(brokerId) === undefined) this.startBroker(brokerId);
    });
  }

  /** The guardian's part: it ends a thread that hangs, not one that was paused on purpose. */
  #terminate({ brokerId, incarnation }: Beat): void {
    const silent = this.#brokers.get(brokerId)?.endpoint;
    if (silent?.incarnation !== incarnation || !silent.hangs) return;
    this.killBroker(brokerId);
    this.#restartSoon(brokerId);
  }

  #endAsPlanned({ brokerId, incarnation }: Incarnation): void {
    if (this.#brokers.get(brokerId)?.endpoint.incarnation !== incarnation) return;
    this.killBroker(brokerId, "ends as planned");
    this.runtime.after(PLANNED_START_MS, () => this.startBroker(brokerId));
  }

  #removeCrashed(endpoint: SimEndpoint): void {
    if (!endpoint.port.losesNextFlush) return;
    const broker = this.#brokers.get(endpoint.endpoint);
    if (broker?.endpoint === endpoint) this.#brokers.delete(endpoint.endpoint);
  }

  #note(event: ClusterEvent): void {
    const { type, ...rest } = event;
    const details = Object.entries(rest).map(
      ([name, value]) => `${name}=${Array.isArray(value) ? `[${value}]` : value}`,
    );
    this.runtime.timeline.note(`metadata: ${type} ${details.join(" ")}`);
  }
}
