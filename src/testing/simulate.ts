import { Random } from "../base/random.ts";
import type { Reclaim } from "../metadata/retention-config.ts";
import type { CodecName } from "../record/codec.ts";
import type { ReplicaRules } from "../replica/rules.ts";
import { type FaultKind, Faults } from "./faults.ts";
import { SimulatedCluster } from "./simulated-cluster.ts";
import { Workload } from "./workload.ts";

export interface SimulationPlan {
  readonly brokers?: number;
  readonly storage?: "memory" | "directory";
  readonly rules?: Partial<ReplicaRules>;
  readonly honourLeases?: boolean;
  /** A small arena, and what goes when it is full; default: it does not get full. */
  readonly reclaim?: Reclaim;
  /** Producers compress large batches of long records, in threads that are slow or die; default: they do not compress. */
  readonly compression?: CodecName;
  /** Pause between two faults in virtual ms, at most; drawn if not given. */
  readonly faultGapMsMax?: number;
  /** What happens, by weight; everything if not given. */
  readonly faults?: readonly FaultKind[];
  /** Partitions are handed back to their preferred replicas this often in virtual ms (0: never); drawn if not given. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Length of the faulty part in virtual ms; default 1,000. */
  readonly durationMs?: number;
}

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly traceHash: number;
  readonly acknowledged: number; // batches
  readonly faults: number;
  readonly elections: number;
  /** Records that leaders gave up because the arena was full, as far as it was reported. */
  readonly reclaimed: number;
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
  const storage = plan.storage ?? (plan.reclaim === undefined ? drawn : "memory"); // disks do not fill the arena
  const flushEveryBatch = storage === "directory" && draw.chance(2, 3);
  const writeMsMax = new Random(seed + 0xd15c).pick([0, 0, 3]);
  const durationMs = plan.durationMs ?? 1_000;
  const partitions = draw.between(1, 3);
  const minInSyncReplicas = draw.between(1, 2);
  const brokerSessionTimeoutMs = draw.pick([80, 200, 1_000]);
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
    // What its snapshot holds grows with the run: producer ids, answers that are remembered.
    metadataBytesMax: draw.pick([4_096, 65_536]) * Math.ceil(durationMs / 1_000),
    leaderImbalanceCheckIntervalMs: plan.leaderImbalanceCheckIntervalMs ?? draw.pick([0, 100, 400]),
    arena: {
      honourLeases: plan.honourLeases ?? true,
      ...(plan.reclaim === undefined ? {} : { bytes: 2 * 1024 * 1024, unitBytes: 2_048 }),
    },
  });
  let elections = 0;
  cluster.onMetadata.push((entry, before) => {
    if (entry.type !== "partitionChanged") return;
    const { topicId, partition, leaderEpoch } = entry.state;
    if (before.partition(topicId, partition)?.leaderEpoch !== leaderEpoch) elections++;
  });
  const workload = new Workload(cluster, {
    topic: "simulated",
    partitions,
    minInSyncReplicas,
    durationMs,
    replicationFactor: draw.pick([2, 3, 3]),
    ...(plan.reclaim === undefined ? {} : { reclaim: plan.reclaim, padding: 250 }),
    ...(plan.compression && { compression: plan.compression, padding: 3_000 }),
    clientsDie: draw.chance(1, 2),
    topicsCreated: draw.between(0, 3),
    ...(draw.chance(1, 5) ? { deliveryTimeoutMs: draw.between(50, 300) } : {}),
  });
  const gapMsMax = plan.faultGapMsMax ?? draw.pick([25, 60, 150, 400]);
  const kinds = plan.faults === undefined ? {} : { kinds: plan.faults };
  const faults = new Faults(cluster, { durationMs, gapMsMax, ...kinds });
  workload.begin();
  cluster.advance(durationMs + 300); // what was paused or dead at the end comes back within 250 ms
  workload.finish();
  return {
    seed,
    steps: cluster.runtime.steps,
    traceHash: cluster.runtime.trace.hash,
    acknowledged: workload.history.acknowledged.length,
    faults: faults.count,
    elections,
    reclaimed: cluster.image.reclaimed.records,
    virtualMs: cluster.runtime.time.now,
    plan: `${brokers} brokers, ${storage}${flushEveryBatch ? " with sync" : ""}${writeMsMax > 0 ? ", slow writes" : ""}, ${partitions} partitions, min.insync.replicas ${minInSyncReplicas}`,
  };
}
