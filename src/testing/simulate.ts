import { Random } from "../base/random.ts";
import type { Reclaim } from "../metadata/retention-config.ts";
import type { CodecName } from "../record/codec.ts";
import type { ReplicaRules } from "../replica/rules.ts";
import { FAULT_KINDS, type FaultKind, Faults, UNPLANNED_FAULT_KINDS } from "./faults/faults.ts";
import { SimulatedCluster } from "./simulated-cluster.ts";
import { OPERATION_KINDS, type OperationKind } from "./users/operations.ts";
import { Workload, type WorkloadOptions } from "./users/workload.ts";

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
  /** What happens, by weight; if not given everything, planned restarts in half of the seeds. */
  readonly faults?: readonly FaultKind[];
  /** What an administrator does, by weight; drawn if not given: everything or nothing. */
  readonly operations?: readonly OperationKind[];
  /** Partitions are handed back to their preferred replicas this often in virtual ms (0: never); drawn if not given. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Silence in virtual ms after which a broker is fenced; drawn if not given. */
  readonly brokerSessionTimeoutMs?: number;
  /** Length of the faulty part in virtual ms; default 1,000. */
  readonly durationMs?: number;
}

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly traceHash: number;
  readonly acknowledged: number; // batches
  readonly faults: number;
  readonly operations: number;
  readonly elections: number;
  /** Controlled shutdowns that the supervisor granted. */
  readonly plannedRestarts: number;
  /** Records that leaders gave up because the arena was full, as far as it was reported. */
  readonly reclaimed: number;
  /** How often consumers noticed that a log was truncated below their position. */
  readonly truncations: number;
  /** How often a replica was found not to be what it was: stored bits change by themselves. */
  readonly damagedReplicas: number;
  readonly virtualMs: number;
  readonly plan: string;
}

/**
 * One whole run of a seed: a cluster, a workload and faults, all drawn from the seed unless `plan` says otherwise. Throws
 * `SimulationFailure` when an invariant breaks or something does not end.
 */
export function simulate(seed: number, plan: SimulationPlan = {}): SimulationResult {
  const draw = new Random(seed + 0x5eed);
  const brokers = plan.brokers ?? draw.pick([3, 3, 3, 5]);
  const drawn = draw.pick(["memory", "directory"] as const);
  const storage = plan.storage ?? (plan.reclaim ? "memory" : drawn); // disks do not fill the arena
  const flushEveryBatch = storage === "directory" && draw.chance(2, 3);
  const writeMsMax = new Random(seed + 0xd15c).pick([0, 0, 3]);
  const durationMs = plan.durationMs ?? 1_000;
  const users = usersOf(seed, plan);
  const kinds = plan.faults ?? (new Random(seed + 0x9e57).chance(1, 2) ? FAULT_KINDS : UNPLANNED_FAULT_KINDS);
  const hasRequests = users.operations.length > 0 || kinds.includes("plannedRestart");
  const partitions = draw.between(1, 3);
  const minInSyncReplicas = draw.between(1, 2);
  const drawnMs = draw.pick([80, 200, 1_000]);
  const brokerSessionTimeoutMs = plan.brokerSessionTimeoutMs ?? drawnMs;
  const cluster = new SimulatedCluster({
    seed,
    brokers,
    storage,
    flushEveryBatch,
    writeMsMax,
    rules: plan.rules ?? {},
    replicaLagTimeMaxMs: draw.pick([60, 200, 500]),
    delayMsMax: draw.pick([1, 3, 10]),
    noticeMsMax: draw.pick([2, 6, 30]),
    metadataDelayMsMax: draw.pick([2, 5, 40]),
    linkBytesMax: draw.pick([8_192, 65_536]),
    brokerSessionTimeoutMs,
    brokerTerminateTimeoutMs: 3 * brokerSessionTimeoutMs,
    // What its snapshot holds grows with the run and with its operations: producer ids, answers, topics.
    metadataBytesMax: draw.pick([4_096, 65_536]) * Math.ceil(durationMs / 1_000) * (hasRequests ? 10 : 1),
    leaderImbalanceCheckIntervalMs: plan.leaderImbalanceCheckIntervalMs ?? draw.pick([0, 100, 400]),
    arena: arenaOf(plan, users),
    honourSyncs: plan.honourSyncs ?? true,
  });
  const counts = countChanges(cluster);
  const reclaim = plan.reclaim && { reclaim: plan.reclaim, padding: 250 };
  const workload = new Workload(cluster, {
    topic: "simulated",
    partitions,
    minInSyncReplicas,
    durationMs,
    replicationFactor: draw.pick([2, 3, 3]),
    ...reclaim,
    ...(plan.mayLoseRecords && { mayLoseRecords: true }),
    ...(plan.compression && { compression: plan.compression, padding: 3_000 }),
    clientsDie: draw.chance(1, 2),
    ...users,
    ...(draw.chance(1, 5) ? { deliveryTimeoutMs: draw.between(50, 300) } : {}),
  });
  const gapMsMax = plan.faultGapMsMax ?? draw.pick([25, 60, 150, 400]);
  const faults = new Faults(cluster, { durationMs, gapMsMax, kinds });
  const disk = `${storage}${flushEveryBatch ? " with sync" : ""}${writeMsMax > 0 ? ", slow writes" : ""}`;
  workload.begin();
  cluster.advance(durationMs + 300); // what was paused or dead at the end comes back within 250 ms
  workload.finish();
  return {
    seed,
    steps: cluster.runtime.steps,
    traceHash: cluster.runtime.trace.hash,
    acknowledged: workload.history.acknowledged.length,
    faults: faults.count,
    operations: workload.operations?.count ?? 0,
    ...counts,
    reclaimed: cluster.image.reclaimed.records,
    truncations: workload.history.truncations,
    damagedReplicas: cluster.image.damagedReplicaCount,
    virtualMs: cluster.runtime.time.now,
    plan: `${brokers} brokers, ${disk}, ${partitions} partitions, min.insync.replicas ${minInSyncReplicas}${described(users)}`,
  };
}

/** Small where it is to be full, large where batches are. */
function arenaOf({ honourLeases = true, reclaim }: SimulationPlan, { mayBeLarge }: DrawnUsers) {
  if (mayBeLarge) return { honourLeases, bytes: 64 * 1024 * 1024, unitBytes: 16_384, scratchBytes: 4 * 1024 * 1024 };
  return reclaim === undefined ? { honourLeases } : { honourLeases, bytes: 2 * 1024 * 1024, unitBytes: 2_048 };
}

/** Counts on from here. */
function countChanges(cluster: SimulatedCluster): Pick<SimulationResult, "elections" | "plannedRestarts"> {
  const counts = { elections: 0, plannedRestarts: 0 };
  cluster.onMetadata.push((entry, before) => {
    if (entry.type === "brokerShutdownStarted") counts.plannedRestarts++;
    if (entry.type !== "partitionChanged") return;
    const { topicId, partition, leaderEpoch } = entry.state;
    if (before.partition(topicId, partition)?.leaderEpoch !== leaderEpoch) counts.elections++;
  });
  return counts;
}

type DrawnUsers = Required<
  Pick<WorkloadOptions, "operations" | "mayDeleteRecords" | "mayBeLarge" | "consumersSeek" | "looseProducers">
> & { readonly operationGapMsMax: number };

/** What users do beside writing and reading in order. In a third of the seeds nothing: faults alone break other things. */
function usersOf(seed: number, plan: SimulationPlan): DrawnUsers {
  const draw = new Random(seed + 0x05e5);
  const isQuiet = draw.chance(1, 3) || plan.reclaim !== undefined;
  const operations = plan.operations ?? (isQuiet ? [] : kindsFor(plan));
  return {
    operations,
    operationGapMsMax: draw.pick([40, 100, 250]),
    mayDeleteRecords: operations.length > 0 && draw.chance(1, 3),
    mayBeLarge: operations.length > 0 && draw.chance(1, 10),
    consumersSeek: !isQuiet && draw.chance(1, 2),
    looseProducers: isQuiet ? 0 : draw.between(0, 2),
  };
}

/** Where the main topic may lose records brokers die as they come: other topics would lose all of theirs. */
function kindsFor({ mayLoseRecords }: SimulationPlan): readonly OperationKind[] {
  return mayLoseRecords ? OPERATION_KINDS.filter((kind) => kind !== "createTopic") : OPERATION_KINDS;
}

function described(users: DrawnUsers): string {
  const { operations, operationGapMsMax, mayDeleteRecords, mayBeLarge, consumersSeek, looseProducers } = users;
  const parts = [
    operations.length > 0 ? `operations every ${operationGapMsMax} ms` : "",
    mayDeleteRecords ? "records are deleted" : "",
    mayBeLarge ? "large records" : "",
    consumersSeek ? "consumers seek" : "",
    looseProducers > 0 ? `${looseProducers} loose producers` : "",
  ];
  return parts.map((part) => (part === "" ? "" : `, ${part}`)).join("");
}
