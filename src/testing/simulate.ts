import { Random } from "../base/random.ts";
import type { Reclaim } from "../metadata/retention-config.ts";
import { codeVersion } from "../platform/code-version.ts";
import type { CodecName } from "../record/codec.ts";
import type { ReplicaRules } from "../replica/rules.ts";
import { type Coverage, watchCoverage } from "./coverage/coverage.ts";
import { drawFaults, FAULT_KINDS, type FaultKind } from "./faults/draw-faults.ts";
import type { FaultSchedule } from "./faults/fault-step.ts";
import { replayCommand } from "./scenario/replay-command.ts";
import {
  clusterOptionsOf,
  placesOf,
  runScenario,
  type ScenarioExtras,
  type ScenarioResult,
} from "./scenario/run-scenario.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { SimulatedCluster } from "./simulated-cluster.ts";
import { OPERATION_KINDS, type OperationKind } from "./users/operations.ts";

/** What is not left to the seed. What is named here changes nothing else that the seed draws. */
export interface SimulationPlan {
  readonly brokers?: number;
  readonly storage?: "memory" | "directory";
  readonly rules?: Partial<ReplicaRules>;
  readonly honourLeases?: boolean;
  /** Mutants' disks lose what they said was synced. */
  readonly honourSyncs?: boolean;
  /** A small arena, and what goes when it is full; default: it does not get full. */
  readonly reclaim?: Reclaim;
  /** Producers compress large batches of long records, in threads that are slow or die; default: they do not compress. */
  readonly compression?: CodecName;
  /** Pause between two faults in virtual ms, at most; drawn if not given. */
  readonly faultGapMsMax?: number;
  /** The topic allows unclean elections; default false. */
  readonly mayLoseRecords?: boolean;
  /** What happens, by weight; if not given everything, planned restarts in half of the seeds, a full arena in a few. */
  readonly faults?: readonly FaultKind[];
  /** The faults themselves, instead of those that the seed draws. */
  readonly schedule?: FaultSchedule;
  /** The only steps of the schedule that are kept, by their places in it. */
  readonly steps?: readonly number[];
  /** What an administrator does, by weight; drawn if not given: everything or nothing. */
  readonly operations?: readonly OperationKind[];
  /** Users only write and read: no operations, no seeks, no death of their own accord; default drawn. */
  readonly quiet?: boolean;
  readonly producers?: number; // default 2
  readonly consumers?: number; // default 2
  /** Partitions are handed back to their preferred replicas this often in virtual ms (0: never); drawn if not given. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Silence in virtual ms after which a broker is fenced; drawn if not given. */
  readonly brokerSessionTimeoutMs?: number;
  /** Length of the faulty part in virtual ms; default 1,000. */
  readonly durationMs?: number;
}

export interface SimulationResult extends ScenarioResult {
  /** How often each rare event has happened. */
  readonly coverage: Coverage;
  /** What was drawn, in words. */
  readonly plan: string;
}

/** What a seed means under a plan: the same as values that can be looked at, changed and run. */
export interface DrawnSimulation {
  readonly scenario: Scenario & { readonly faults: FaultSchedule };
  readonly extras: ScenarioExtras;
}

const TOPIC = "simulated";
const DURATION_MS = 1_000;

/**
 * One whole run of a seed: a scenario with all that it leaves open is drawn from the seed, unless `plan` says otherwise,
 * and run. Throws `SimulationFailure` when an invariant breaks or something does not end.
 */
export function simulate(seed: number, plan: SimulationPlan = {}): SimulationResult {
  const { scenario, extras } = drawSimulation(seed, plan);
  const replay = { code: codeVersion, command: () => replayCommand(seed, plan) };
  const cluster = new SimulatedCluster({ ...clusterOptionsOf(seed, scenario, extras), replay });
  const coverage = watchCoverage(cluster);
  return { ...runScenario(cluster, scenario, extras), coverage, plan: describe(scenario, extras) };
}

/** What `simulate` runs for this seed. */
export function drawSimulation(seed: number, plan: SimulationPlan = {}): DrawnSimulation {
  const draw = new Random(seed + 0x5eed);
  const drawnBrokers = draw.pick([3, 3, 3, 5]);
  const brokers = plan.brokers ?? drawnBrokers;
  const drawnStorage = draw.pick(["memory", "directory"] as const);
  const storage = plan.storage ?? (plan.reclaim ? "memory" : drawnStorage); // disks do not fill the arena
  const durationMs = plan.durationMs ?? DURATION_MS;
  const partitions = draw.between(1, 3);
  const minInSyncReplicas = draw.between(1, 2);
  const replicationFactor = draw.pick([2, 3, 3]);
  const deliveryTimeoutMs = draw.chance(1, 5) ? draw.between(50, 300) : undefined;
  const users = usersOf(seed, plan);
  const faults = faultsOf(seed, plan, { brokers, partitions, durationMs });
  const mayFill = faults.some(({ fault }) => fault === "fillArena");
  // Large records of other topics may fill the arena, too: these topics give theirs up then.
  const reclaim = plan.reclaim ?? (mayFill ? "oldest" : users.mayBeLarge ? "none" : undefined);
  const topic = { topic: TOPIC, partitions, replicationFactor, minInSyncReplicas, ...(reclaim && { reclaim }) };
  const workload = {
    ...users,
    clientsDie: draw.chance(1, 2) && plan.quiet !== true,
    ...(plan.producers !== undefined && { producers: plan.producers }),
    ...(plan.consumers !== undefined && { consumers: plan.consumers }),
    ...(plan.reclaim && { padding: 250 }),
    ...(plan.mayLoseRecords && { mayLoseRecords: true }),
    ...(plan.compression && { compression: plan.compression, padding: 3_000 }),
    ...(deliveryTimeoutMs !== undefined && { deliveryTimeoutMs }),
  };
  const scenario = { brokers, storage, topics: [topic], durationMs, faults };
  const cluster = clusterOf(seed, plan, storage, users);
  const stepNumbers = plan.steps && inOrder(plan.steps);
  return { scenario, extras: { cluster, workload, ...(stepNumbers && { stepNumbers }) } };
}

/** What a cluster may be like without anybody noticing. */
function clusterOf(
  seed: number,
  plan: SimulationPlan,
  storage: "memory" | "directory",
  users: DrawnUsers,
): NonNullable<ScenarioExtras["cluster"]> {
  const draw = new Random(seed + 0xc105);
  const flushEveryBatch = draw.chance(2, 3) && storage === "directory";
  const drawnTimeoutMs = draw.pick([80, 200, 1_000]);
  const brokerSessionTimeoutMs = plan.brokerSessionTimeoutMs ?? drawnTimeoutMs;
  const drawnIntervalMs = draw.pick([0, 100, 400]);
  return {
    flushEveryBatch,
    writeMsMax: draw.pick([0, 0, 3]),
    rules: plan.rules ?? {},
    replicaLagTimeMaxMs: draw.pick([60, 200, 500]),
    delayMsMax: draw.pick([1, 3, 10]),
    noticeMsMax: draw.pick([2, 6, 30]),
    metadataDelayMsMax: draw.pick([2, 5, 40]),
    linkBytesMax: draw.pick([8_192, 65_536]),
    brokerSessionTimeoutMs,
    brokerTerminateTimeoutMs: 3 * brokerSessionTimeoutMs,
    metadataRewriteBytes: draw.pick([300, 1_000, 1_000_000]), // in a third of the seeds it holds all of a run
    leaderImbalanceCheckIntervalMs: plan.leaderImbalanceCheckIntervalMs ?? drawnIntervalMs,
    arena: arenaOf(plan, users),
    honourSyncs: plan.honourSyncs ?? true,
  };
}

/** Small where it is to be full, large where batches are. */
function arenaOf({ honourLeases = true, reclaim }: SimulationPlan, { mayBeLarge }: DrawnUsers) {
  if (mayBeLarge) return { honourLeases, bytes: 128 * 1024 * 1024, unitBytes: 16_384, scratchBytes: 4 * 1024 * 1024 };
  return reclaim === undefined ? { honourLeases } : { honourLeases, bytes: 2 * 1024 * 1024, unitBytes: 2_048 };
}

interface Ground {
  readonly brokers: number;
  readonly partitions: number;
  readonly durationMs: number;
}

function faultsOf(seed: number, plan: SimulationPlan, { brokers, partitions, durationMs }: Ground): FaultSchedule {
  const draw = new Random(seed + 0x9e57);
  const drawnGapMs = draw.pick([25, 60, 150, 400]);
  const planned = draw.chance(1, 2) ? Array<FaultKind>(4).fill("restart") : [];
  const full = draw.chance(1, 12) ? (["fillArena", "fillArena"] as const) : [];
  const users = Array.from({ length: 2 }, (_, index) => [`p${index}`, `c${index}`]).flat();
  const drawn = drawFaults(seed, {
    durationMs,
    gapMsMax: plan.faultGapMsMax ?? drawnGapMs,
    kinds: plan.faults ?? [...FAULT_KINDS, ...planned, ...full],
    brokers: Array.from({ length: brokers }, (_, index) => index + 1),
    places: placesOf([{ topic: TOPIC, partitions }]),
    clients: [...users, "l0", "admin", "operator", "side-0", "side-1"],
    mortals: users,
  });
  const schedule = plan.schedule ?? drawn;
  return plan.steps === undefined ? schedule : inOrder(plan.steps).flatMap((index) => schedule[index] ?? []);
}

function inOrder(steps: readonly number[]): readonly number[] {
  return [...steps].sort((left, right) => left - right);
}

interface DrawnUsers {
  readonly operations: readonly OperationKind[];
  readonly operationGapMsMax: number;
  readonly mayDeleteRecords: boolean;
  readonly mayBeLarge: boolean;
  readonly consumersSeek: boolean;
  readonly looseProducers: number;
}

/** What users do beside writing and reading in order. In a third of the seeds nothing: faults alone break other things. */
function usersOf(seed: number, plan: SimulationPlan): DrawnUsers {
  const draw = new Random(seed + 0x05e5);
  const drawnQuiet = draw.chance(1, 3);
  const isQuiet = (plan.quiet ?? drawnQuiet) || plan.reclaim !== undefined;
  const operations = plan.quiet ? [] : (plan.operations ?? (isQuiet ? [] : kindsFor(plan)));
  const operationGapMsMax = draw.pick([40, 100, 250]);
  const mayDeleteRecords = draw.chance(1, 3) && operations.length > 0;
  const mayBeLarge = draw.chance(1, 10) && operations.length > 0;
  const consumersSeek = draw.chance(1, 2) && !isQuiet;
  const loose = draw.between(0, 2);
  const looseProducers = isQuiet || plan.producers !== undefined ? 0 : loose;
  return { operations, operationGapMsMax, mayDeleteRecords, mayBeLarge, consumersSeek, looseProducers };
}

/** Where the main topic may lose records brokers die as they come: other topics would lose all of theirs. */
function kindsFor({ mayLoseRecords }: SimulationPlan): readonly OperationKind[] {
  return mayLoseRecords ? OPERATION_KINDS.filter((kind) => kind !== "createTopic") : OPERATION_KINDS;
}

function describe(
  { brokers, storage, topics }: Scenario,
  { cluster: { flushEveryBatch = false, writeMsMax = 0 } = {}, workload = {} }: ScenarioExtras,
): string {
  const { operations = [], operationGapMsMax, looseProducers = 0 } = workload;
  const [{ partitions, minInSyncReplicas } = { partitions: 0 }] = topics;
  const parts = [
    `${brokers} brokers`,
    `${storage}${flushEveryBatch ? " with sync" : ""}`,
    writeMsMax > 0 ? "slow writes" : "",
    `${partitions} partitions`,
    `min.insync.replicas ${minInSyncReplicas}`,
    operations.length > 0 ? `operations every ${operationGapMsMax} ms` : "",
    workload.mayDeleteRecords ? "records are deleted" : "",
    workload.mayBeLarge ? "large records" : "",
    workload.consumersSeek ? "consumers seek" : "",
    looseProducers > 0 ? `${looseProducers} loose producers` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
