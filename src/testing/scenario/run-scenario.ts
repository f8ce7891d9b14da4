import { Random } from "../../base/random.ts";
import type { SimulatedClusterOptions } from "../cluster/cluster-options.ts";
import { drawFaults, type FaultDrawOptions } from "../faults/draw-faults.ts";
import { FaultInjector } from "../faults/fault-injector.ts";
import type { FaultSchedule } from "../faults/fault-step.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { TopicPlan } from "../users/sim-admin.ts";
import { Workload, type WorkloadOptions } from "../users/workload.ts";
import type { FaultDraw, Load, Scenario } from "./scenario.ts";

/** Of a topic that does not say it. */
export const REPLICATION_FACTOR = 3;

/** What a scenario does not say: the cluster's hidden choices, and users who do more than write and read. */
export interface ScenarioExtras {
  readonly cluster?: Partial<SimulatedClusterOptions>;
  /** Users of the first topic, instead of the scenario's load. */
  readonly workload?: Partial<WorkloadOptions>;
  /** What the timeline calls each step of the schedule; default its place in it. */
  readonly stepNumbers?: readonly number[];
}

/** How long messages, notices of deaths and metadata take in a run, at most; drawn from its seed. */
export function drawnDelays(seed: number): Partial<SimulatedClusterOptions> {
  const draw = new Random(seed + 0x05e5);
  return {
    delayMsMax: draw.pick([1, 3, 10]),
    noticeMsMax: draw.pick([2, 6, 30]),
    metadataDelayMsMax: draw.pick([2, 5, 40]),
  };
}

/** What happened. */
export interface ScenarioResult {
  readonly seed: number;
  readonly steps: number;
  /** Two runs with the same hash are the same run. */
  readonly traceHash: number;
  readonly acknowledged: number; // batches
  /** Steps of the schedule that did something. */
  readonly faults: number;
  readonly operations: number;
  readonly elections: number;
  /** Controlled shutdowns that the supervisor granted. */
  readonly plannedRestarts: number;
  /** Records that leaders gave up because the arena was full, as far as it was reported. */
  readonly reclaimed: number;
  /** How often consumers noticed that a log was truncated below their position. */
  readonly truncations: number;
  readonly virtualMs: number;
  /** How often each user was started, by name. */
  readonly lives: Readonly<Record<string, number>>;
}

/** Options of the cluster that a scenario runs on. */
export function clusterOptionsOf(
  seed: number,
  { brokers, storage }: Scenario,
  extras: ScenarioExtras = {},
): SimulatedClusterOptions {
  return { ...(brokers && { brokers }), ...(storage && { storage }), ...extras.cluster, seed };
}

/**
 * One run of a scenario on a cluster that nobody has used: topics, users, faults, then everything is healed and must end.
 * Whoever drives more than that (users' own code) does it between `begin` and `finish`.
 */
export class ScenarioRun {
  readonly workloads: readonly Workload[];
  readonly schedule: FaultSchedule;
  readonly #cluster: SimulatedCluster;
  readonly #scenario: Scenario;
  readonly #deadlineMs: number;
  readonly #stepNumbers: readonly number[] | undefined;
  readonly #counts = { elections: 0, plannedRestarts: 0 };
  #injector: FaultInjector | undefined;
  #endsAt = 0;

  /** Creates the topics. */
  constructor(cluster: SimulatedCluster, scenario: Scenario, extras: ScenarioExtras = {}) {
    this.#cluster = cluster;
    this.#scenario = scenario;
    this.#stepNumbers = extras.stepNumbers;
    this.#deadlineMs = scenario.deadlineMs ?? DEADLINE_MS;
    this.schedule = scheduleOf(cluster.runtime.seed, scenario, cluster.brokerIds);
    this.#count();
    const isOnly = scenario.topics.length === 1;
    this.workloads = scenario.topics.map((topic, index) => {
      const users = (index === 0 && extras.workload) || usersOf(scenario.load);
      const prefix = isOnly ? {} : { namePrefix: `${topic.topic}-` };
      return new Workload(cluster, { ...topicOptionsOf(topic, scenario, this.schedule), ...prefix, ...users });
    });
  }

  /** Users begin, and so do the faults. */
  begin(): void {
    const { durationMs } = this.#scenario;
    this.#endsAt = this.#cluster.runtime.time.now + durationMs;
    this.#injector = new FaultInjector(this.#cluster, this.schedule, { durationMs, numbers: this.#stepNumbers });
    for (const workload of this.workloads) workload.begin();
  }

  /** Steps to the end of the faulty part; then everything that was sent must be acknowledged and read. */
  finish(): ScenarioResult {
    const { runtime } = this.#cluster;
    runtime.advance(Math.max(0, this.#endsAt - runtime.time.now));
    for (const workload of this.workloads) workload.finish(this.#deadlineMs);
    this.#cluster.settled(this.#deadlineMs);
    return this.#result();
  }

  #result(): ScenarioResult {
    const { runtime, image } = this.#cluster;
    const sum = (of: (workload: Workload) => number) => this.workloads.reduce((total, one) => total + of(one), 0);
    return {
      seed: runtime.seed,
      steps: runtime.steps,
      traceHash: runtime.trace.hash,
      acknowledged: sum(({ history }) => history.acknowledgedBatches),
      faults: this.#injector?.count ?? 0,
      operations: sum(({ operations }) => operations?.count ?? 0),
      ...this.#counts,
      reclaimed: image.reclaimed.records,
      truncations: sum(({ history }) => history.truncations),
      virtualMs: runtime.time.now,
      lives: {},
    };
  }

  /** Counts on from here. */
  #count(): void {
    this.#cluster.onMetadata.push((entry, before) => {
      if (entry.type === "brokerShutdownStarted") this.#counts.plannedRestarts++;
      if (entry.type !== "partitionChanged") return;
      const { topicId, partition, leaderEpoch } = entry.state;
      if (before.partition(topicId, partition)?.leaderEpoch !== leaderEpoch) this.#counts.elections++;
    });
  }
}

/** A whole run of a scenario. Throws SimulationFailure when an invariant breaks or something does not end. */
export function runScenario(
  cluster: SimulatedCluster,
  scenario: Scenario,
  extras: ScenarioExtras = {},
): ScenarioResult {
  const run = new ScenarioRun(cluster, scenario, extras);
  run.begin();
  return run.finish();
}

/** The steps of a scenario: those that it names, or those that the seed draws. */
export function scheduleOf(seed: number, scenario: Scenario, brokers: readonly number[]): FaultSchedule {
  const { faults = [], durationMs, topics } = scenario;
  if (!isDraw(faults)) return faults;
  return drawFaults(seed, { ...faults, durationMs, brokers, places: placesOf(topics), ...clientsOf(scenario) });
}

export function isDraw(faults: FaultSchedule | FaultDraw): faults is FaultDraw {
  return "kinds" in faults;
}

/** All partitions of these topics. */
export function placesOf(topics: readonly TopicPlan[]) {
  return topics.flatMap(({ topic, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
  );
}

/** Names of clients, as they are at the beginning: those of the load may die, and users that say so. */
function clientsOf({ topics, load, users = [] }: Scenario): Required<Pick<FaultDrawOptions, "clients" | "mortals">> {
  const ofLoad = load === undefined ? [] : clientsOfLoad(topics, load);
  const mortals = users.filter(({ mortal }) => mortal).map(({ name }) => name);
  return { clients: [...ofLoad, ...users.map(({ name }) => name)], mortals: [...ofLoad, ...mortals] };
}

/** Clients of a load by name; `more`: so many of each kind who come later. */
export function clientsOfLoad(topics: readonly TopicPlan[], load: Load, more = 0): readonly string[] {
  const { producers = PRODUCERS, consumers = CONSUMERS } = load;
  const numbered = (kind: string, count: number) =>
    Array.from({ length: count === 0 ? 0 : count + more }, (_, index) => `${kind}${index}`);
  const kind = isLoose(load) ? "l" : "p";
  const names = [...numbered(kind, producers), ...numbered("c", consumers)];
  const [only, ...others] = topics;
  if (only !== undefined && others.length === 0) return names;
  return topics.flatMap(({ topic }) => names.map((name) => `${topic}-${name}`));
}

const DEADLINE_MS = 60_000;
const PRODUCERS = 2;
const CONSUMERS = 2;
/** A record's value begins with its producer's name and its number. */
const VALUE_BYTES = 12;

function isLoose({ acks = -1, idempotent = acks === -1 }: Load): boolean {
  return acks !== -1 || !idempotent;
}

function topicOptionsOf(plan: TopicPlan, { durationMs }: Scenario, schedule: FaultSchedule): WorkloadOptions {
  const { topic, partitions, replicationFactor, minInSyncReplicas, configs = {} } = plan;
  // Records may go, and consumers may miss them, only where the arena is to be full.
  const reclaim = plan.reclaim ?? (schedule.some(({ fault }) => fault === "fillArena") ? "oldest" : undefined);
  const mayLoseRecords = configs["unclean.leader.election.enable"] === "true";
  const mayDeleteRecords = ["retention.ms", "retention.bytes"].some((name) => (configs[name] ?? "-1") !== "-1");
  return {
    topic,
    partitions,
    durationMs,
    configs,
    mayLoseRecords,
    mayDeleteRecords,
    ...(replicationFactor && { replicationFactor }),
    ...(minInSyncReplicas && { minInSyncReplicas }),
    ...(reclaim && { reclaim }),
  };
}

function usersOf(load: Load | undefined): Partial<WorkloadOptions> {
  if (load === undefined) return { producers: 0, consumers: 0 };
  const { producers = PRODUCERS, consumers = CONSUMERS, recordsPerSecond = 1_000, recordBytes = 100 } = load;
  const { lingerMs = 5, acks = -1 } = load;
  const ofKind = isLoose(load) ? { producers: 0, looseProducers: producers, looseAcks: acks } : { producers };
  return { ...ofKind, consumers, recordsPerSecond, padding: Math.max(0, recordBytes - VALUE_BYTES), lingerMs };
}
