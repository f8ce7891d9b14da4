import type { Actor } from "../actor/actor.ts";
import { type EndpointId, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { type ClusterEvent, eventsOf } from "../metadata/events.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { codeVersion } from "../platform/code-version.ts";
import type { ReplicaView } from "../replica/replica-view.ts";
import { ArenaFiller } from "./cluster/arena-filler.ts";
import type { SimulatedClusterOptions } from "./cluster/cluster-options.ts";
import { electedLine, eventLine } from "./cluster/event-lines.ts";
import { Links } from "./cluster/links.ts";
import { Lives, type LivingBroker } from "./cluster/lives.ts";
import { Operator } from "./cluster/operator.ts";
import { isSettled, stateLine } from "./cluster/replica-state.ts";
import { endpointOf, type Inhabited } from "./cluster/targets.ts";
import type { StorageFaultKind, Target } from "./faults/fault-step.ts";
import type { Observed } from "./invariants/invariant.ts";
import { BitRot } from "./machine/bit-rot.ts";
import type { LiveLease } from "./machine/sim-arena.ts";
import type { OnFrame } from "./machine/sim-network.ts";
import { SimRuntime } from "./machine/sim-runtime.ts";
import type { SimulationFailure } from "./machine/simulation-failure.ts";
import { checkScenario, checkSeed } from "./scenario/check-scenario.ts";
import {
  clusterOptionsOf,
  drawnDelays,
  type ScenarioExtras,
  type ScenarioResult,
  ScenarioRun,
} from "./scenario/run-scenario.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { runUsers } from "./user-code/run-users.ts";
import { SpawnedActor } from "./user-code/spawned-actor.ts";
import { SimAdmin, type TopicPlan } from "./users/sim-admin.ts";
import { SimClient } from "./users/sim-client.ts";

/** Who keeps book of a topic's acknowledgements: the end of what was acknowledged; undefined: another topic. */
type AcknowledgedEnd = (topicId: number, partition: number) => number | undefined;

const NO_REPLICAS: readonly ReplicaView[] = [];

/**
 * A whole cluster in one thread: the product's supervisor, brokers and clients over simulated threads, links, clock and
 * disks. The same seed and calls give the same run. All calls are made between steps. What it is told to do to somebody
 * who is not there does nothing.
 */
export class SimulatedCluster implements Observed, Inhabited {
  readonly runtime: SimRuntime;
  readonly brokerIds: readonly number[];
  /** Called with every metadata record and the image right before it. */
  readonly onMetadata: ((entry: MetadataRecord, before: MetadataImage) => void)[] = [];
  /** Called with the name of a client that has died. */
  readonly onClientDied: ((name: string) => void)[] = [];
  /** For the timeline: who knows what was acknowledged. */
  readonly acknowledgedEnds: AcknowledgedEnd[] = [];
  readonly storage: "memory" | "directory";
  /** Whether acknowledged records are on disks: then any number of brokers may crash. */
  readonly flushesEveryBatch: boolean;
  /** Bits of stored batches that changed by themselves. */
  readonly bitRot: BitRot;
  readonly #lives: Lives;
  readonly #links: Links;
  readonly #filler: ArenaFiller;
  readonly #operator: Operator;
  readonly #clients = new Map<EndpointId, SimClient>();
  readonly #clientNames = new Map<EndpointId, string>();
  /** Topics that were created with unclean elections. */
  readonly #lossyTopics = new Set<number>();
  #nextClient: number;

  constructor(options: SimulatedClusterOptions) {
    this.storage = options.storage ?? "memory";
    this.flushesEveryBatch = options.flushEveryBatch ?? this.storage === "directory";
    this.runtime = new SimRuntime({ replay: { code: codeVersion }, ...options });
    this.brokerIds = Array.from({ length: options.brokers ?? 3 }, (_, index) => index + 1);
    this.#nextClient = this.brokerIds.length + 1;
    this.bitRot = new BitRot(this, options.seed);
    this.runtime.world.metadata.onRecord = (entry, before) => {
      if (entry.type === "partitionChanged") this.bitRot.isrChanged(entry.state);
      if (entry.type === "topicCreated" && entry.configs.get("unclean.leader.election.enable") === "true")
        this.#lossyTopics.add(entry.topicId);
      for (const event of eventsOf(entry, before)) this.#note(event, entry);
      for (const listener of this.onMetadata) listener(entry, before);
    };
    this.runtime.timeline.atEnd.push(() => Array.from(this.partitions(), (state) => this.#stateLine(state)));
    this.#lives = new Lives(this.runtime, {
      ...options,
      brokerIds: this.brokerIds,
      survivesCrashes: this.storage === "directory",
      flushesEveryBatch: this.flushesEveryBatch,
      bitRot: this.bitRot,
      nameOf: (endpoint) => this.#nameOf(endpoint),
      died: (endpoint) => this.#died(endpoint),
    });
    this.#links = new Links(this.runtime, (endpoint) => this.#nameOf(endpoint));
    this.#filler = new ArenaFiller(this.runtime.world.arena);
    this.#operator = new Operator(this);
    for (const id of [SUPERVISOR_ENDPOINT, ...this.brokerIds]) this.#lives.start(id);
  }

  /**
   * Runs a scenario: a cluster, its topics with load, users and faults, all that it leaves open drawn from the seed. At its
   * end everything is healed, acknowledged and read. Rejects with SimulationFailure when an invariant or a check breaks, a
   * user's code throws or waits for what is not simulated, or something does not end; before anything starts with
   * MillraceError INVALID_OPTION for a field that is unknown or wrong, and for faults of somebody who is not there.
   * `extras`: what the cluster is like beyond the scenario.
   */
  static async run(seed: number, scenario: Scenario, extras: ScenarioExtras = {}): Promise<ScenarioResult> {
    checkSeed(seed);
    checkScenario(scenario);
    // Code of users cannot be printed: whoever has it calls this by its name.
    const hasCode = scenario.users !== undefined || scenario.checks !== undefined;
    const command = () => `SimulatedCluster.run(${seed}, ${hasCode ? "scenario" : JSON.stringify(scenario)})`;
    const options = { ...drawnDelays(seed), ...clusterOptionsOf(seed, scenario, extras) };
    const cluster = new SimulatedCluster({ ...options, replay: { code: codeVersion, command } });
    const run = new ScenarioRun(cluster, scenario, extras);
    if (!hasCode) run.begin();
    const lives = hasCode ? await runUsers(cluster, scenario, () => run.begin()) : {};
    return { ...run.finish(), lives };
  }

  // ---- what is there

  /** The metadata as the log says it now. */
  get image(): MetadataImage {
    return this.runtime.world.metadata.image;
  }

  get livingBrokers(): ReadonlyMap<number, LivingBroker> {
    return this.#lives.brokers;
  }

  get clients(): Iterable<SimClient> {
    return this.#clients.values();
  }

  /** The replicas that this endpoint's broker has now. */
  replicasOf(brokerId: number): readonly ReplicaView[] {
    return this.livingBrokers.get(brokerId)?.actor.replicas ?? NO_REPLICAS;
  }

  *replicas(): Iterable<ReplicaView> {
    for (const { actor } of this.livingBrokers.values()) yield* actor.replicas;
  }

  replica(brokerId: number, topicId: number, partition: number): ReplicaView | undefined {
    return this.livingBrokers.get(brokerId)?.actor.replica(topicId, partition);
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

  get hasRotted(): boolean {
    return this.bitRot.count > 0;
  }

  rotFrom(replica: ReplicaView): number {
    return this.bitRot.rotFrom(replica);
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

  /** Whom a target means now; undefined: nobody. A broker or the supervisor may be dead. */
  endpointOf(target: Target): EndpointId | undefined {
    return endpointOf(target, this);
  }

  clientEndpoint(name: string): EndpointId | undefined {
    for (const [endpoint, known] of this.#clientNames) if (known === name) return endpoint;
    return undefined;
  }

  // ---- life and death

  /** Kills it now, or at the end of its next turn, before it publishes what it sent in that. */
  kill(target: Target, { when = "now" }: { readonly when?: "now" | "inTurn" } = {}): void {
    const endpoint = this.endpointOf(target);
    if (endpoint === undefined) return;
    if (when === "now") this.#lives.kill(endpoint);
    else this.#lives.killInTurn(endpoint);
  }

  /** Starts a broker or the supervisor again, if it is dead. */
  start(target: Target): void {
    const endpoint = this.endpointOf(target);
    if (endpoint !== undefined && this.#isServer(endpoint)) this.#lives.start(endpoint);
  }

  /**
   * Asks for a planned restart of a broker: its partitions get other leaders, it ends, and the next one starts. Nothing
   * happens where the supervisor refuses it, as the broker alone has some records. The supervisor itself just ends.
   */
  restart(target: Target): void {
    const endpoint = this.endpointOf(target);
    if (endpoint === SUPERVISOR_ENDPOINT) this.#lives.restartSupervisor();
    else if (endpoint !== undefined) this.#operator.restart(endpoint);
  }

  /** Whether this incarnation was asked to end as planned, and is still there. */
  isEnding(brokerId: number): boolean {
    return this.#operator.isEnding(brokerId);
  }

  /** It takes no turns, as a stopped process, until it is resumed. */
  pause(target: Target): void {
    const endpoint = this.runtime.endpoint(this.endpointOf(target) ?? -1);
    if (endpoint === undefined || endpoint.paused) return;
    endpoint.paused = true;
    this.runtime.timeline.note(`${this.#nameOf(endpoint.endpoint)} paused`);
  }

  /** Whoever is paused or hangs goes on. */
  resume(target: Target): void {
    const endpoint = this.runtime.endpoint(this.endpointOf(target) ?? -1);
    if (endpoint?.paused !== true) return;
    endpoint.paused = false;
    this.runtime.timeline.note(`${this.#nameOf(endpoint.endpoint)} resumed`);
  }

  /** It hangs in the middle of a turn, until it is resumed or the supervisor has it terminated. */
  hang(target: Target): void {
    const endpoint = this.runtime.endpoint(this.endpointOf(target) ?? -1);
    if (endpoint === undefined || endpoint.paused) return;
    endpoint.hang();
    this.runtime.timeline.note(`${this.#nameOf(endpoint.endpoint)} hangs`);
  }

  // ---- links, disks, memory

  /** Every frame of this direction takes so much longer (virtual ms); 0 heals it. */
  slow(from: Target, to: Target, byMs: number): void {
    const [sender, receiver] = [this.endpointOf(from), this.endpointOf(to)];
    if (sender !== undefined && receiver !== undefined && sender !== receiver) this.#links.slow(sender, receiver, byMs);
  }

  /** Nothing passes between the two sides until they are healed; then all of it does. Deaths are heard of all the same. */
  partition(sideA: readonly Target[], sideB: readonly Target[]): void {
    this.#links.partition(this.#endpointsOf(sideA), this.#endpointsOf(sideB));
  }

  /** Everything between these two sides, or all links, are as at the beginning. */
  heal(sideA?: readonly Target[], sideB?: readonly Target[]): void {
    if (sideA === undefined || sideB === undefined) this.#links.healAll();
    else this.#links.heal(this.#endpointsOf(sideA), this.#endpointsOf(sideB));
  }

  /**
   * The next request of this kind to the broker's disk goes wrong; nothing happens if it has none. A failure ends the broker.
   * "bitRot": at once a bit changes of a committed batch of one of its logs, in memory and on disk; only where another in-sync
   * replica has the batch in good order, and while one has.
   */
  failStorage(target: Target, fault: StorageFaultKind): void {
    const endpoint = this.endpointOf(target);
    if (endpoint === undefined) return;
    if (fault !== "bitRot") this.#lives.failStorage(endpoint, fault);
    // Not while a failure is to come that ends a broker: it may have the good copy.
    else if (!this.#lives.expectsFailure) this.bitRot.spoilAny(endpoint);
  }

  /** Somebody takes all memory that is free in the arena, until `freeArena`. */
  fillArena(): void {
    this.runtime.timeline.note(`the arena is filled with ${this.#filler.fill()} bytes`);
  }

  freeArena(): void {
    if (this.#filler.free()) this.runtime.timeline.note("the arena is free again");
  }

  // ---- clients

  /**
   * Somebody new, whom faults know by `name` (default: "client-" and a number), on an endpoint of its own or on one whose
   * client died.
   */
  client(name?: string, endpoint = this.#nextClient++): SimClient {
    this.#clientNames.set(endpoint, name ?? `client-${endpoint}`);
    const client = new SimClient(this.runtime, this.runtime.join(endpoint));
    this.#clients.set(endpoint, client);
    return client;
  }

  /** An actor of your own, on an endpoint of its own: what would be a thread of your program. */
  spawn(name: string, actor: Actor): SpawnedActor {
    return new SpawnedActor(this.runtime, this.#nextClient++, name, actor);
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
    return isSettled(this);
  }

  #isServer(endpoint: EndpointId): boolean {
    return endpoint === SUPERVISOR_ENDPOINT || this.brokerIds.includes(endpoint);
  }

  #endpointsOf(targets: readonly Target[]): readonly EndpointId[] {
    return [...new Set(targets.flatMap((target) => this.endpointOf(target) ?? []))];
  }

  #nameOf(endpoint: EndpointId): string {
    if (endpoint === SUPERVISOR_ENDPOINT) return "supervisor";
    return this.#isServer(endpoint) ? `broker ${endpoint}` : `client ${this.#clientNames.get(endpoint) ?? endpoint}`;
  }

  #died(endpoint: EndpointId): void {
    this.#clients.delete(endpoint);
    const name = this.#clientNames.get(endpoint);
    if (!this.#clientNames.delete(endpoint) || name === undefined) return;
    for (const listener of this.onClientDied) listener(name);
  }

  #note(event: ClusterEvent, entry: MetadataRecord): void {
    if (event.type !== "leaderElected" || entry.type !== "partitionChanged") {
      this.runtime.timeline.note(() => eventLine(event));
      return;
    }
    const { topicId, partition, leader, isr } = entry.state;
    const { logEndOffset, highWatermark } = this.replica(leader, topicId, partition) ?? {};
    const acknowledgedEnd = this.#acknowledgedEnd(topicId, partition);
    const state = { isr, logEndOffset, highWatermark, acknowledgedEnd };
    this.runtime.timeline.note(() => electedLine(event, state));
  }

  #stateLine(state: PartitionState): string {
    const { topicId, partition } = state;
    const place = { topic: this.image.topics.get(topicId)?.name ?? "", partition };
    return stateLine(this, state, place, this.#acknowledgedEnd(topicId, partition));
  }

  #acknowledgedEnd(topicId: number, partition: number): number | undefined {
    for (const ask of this.acknowledgedEnds) {
      const end = ask(topicId, partition);
      if (end !== undefined) return end;
    }
    return undefined;
  }
}
