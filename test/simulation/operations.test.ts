import { describe, expect, test } from "vitest";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import { SimAdmin } from "../../src/testing/users/sim-admin.ts";
import { Workload } from "../../src/testing/users/workload.ts";
import { contentOf } from "../unit/supervisor/fixture.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const DURATION_MS = 500;

function underLoad(seed: number, storage: "memory" | "directory" = "memory", metadataBytesMax = 12_288) {
  const options = { seed, storage, brokers: 5, leaderImbalanceCheckIntervalMs: 100, metadataBytesMax };
  const cluster = new SimulatedCluster(options);
  const workload = new Workload(cluster, { topic: "busy", partitions: 2, durationMs: DURATION_MS });
  workload.begin();
  cluster.settled();
  const admin = new SimAdmin(cluster.client());
  return { cluster, workload, admin, partition: () => cluster.image.partition(workload.topicId, 0) };
}

function isWhole(cluster: SimulatedCluster): boolean {
  const isAlive = cluster.brokerIds.every((id) => cluster.image.brokers.get(id)?.fenced === false);
  return (
    isAlive &&
    [...cluster.partitions()].every(({ leader, isr, replicas }) => leader > 0 && isr.length === replicas.length)
  );
}

/** The workload has its time, then everything that it sent must be acknowledged and read. */
function finish(cluster: SimulatedCluster, workload: Workload): void {
  cluster.advance(Math.max(0, DURATION_MS + 300 - cluster.runtime.time.now));
  workload.finish();
}

function restartSupervisor(cluster: SimulatedCluster, seed: number): void {
  cluster.advance(seed); // before the request, in the middle of it, or after it
  cluster.kill("supervisor");
  cluster.advance(30);
  cluster.start("supervisor");
}

describe("operations while records are written and the supervisor dies", () => {
  test.each(SEEDS)("a reassignment is done once, and loses nothing: seed %i", (seed) => {
    const { cluster, workload, admin, partition } = underLoad(seed, seed % 2 === 0 ? "directory" : "memory");
    const before = partition()?.replicas ?? [];
    const target = cluster.brokerIds.filter((id) => id !== before[0]).slice(0, 3);
    admin.reassign("busy", 0, target);
    restartSupervisor(cluster, seed);
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "the call ends");
    const leader = partition()?.leader ?? -1;
    if ((partition()?.isr.length ?? 0) > 1 && leader > 0) {
      cluster.kill({ broker: leader });
      cluster.advance(100);
      cluster.start({ broker: leader });
    }
    const isMoved = () => partition()?.addingReplicas.length === 0 && partition()?.removingReplicas.length === 0;
    cluster.runUntil(isMoved, 10_000, "the reassignment ends");
    expect(admin.refused).toEqual([]);
    expect(partition()?.replicas).toEqual(target);
    finish(cluster, workload);
    const { topicId } = workload;
    const holders = cluster.brokerIds.filter((id) => cluster.replica(id, topicId, 0) !== undefined);
    expect(holders, "the others have given their logs back").toEqual([...target].sort());
  });

  test.each(SEEDS)("a topic is deleted once, everywhere, and may be created again: seed %i", (seed) => {
    const { cluster, workload, admin } = underLoad(seed);
    admin.create({ topic: "brief", partitions: 3 });
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "the topic is there");
    const { id = 0 } = cluster.image.topicByName("brief") ?? {};
    admin.delete("brief");
    restartSupervisor(cluster, seed);
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "the topic is deleted");
    expect(admin.refused).toEqual([]);
    expect(admin.deleted).toEqual(["brief"]);
    const isGone = () => cluster.brokerIds.every((broker) => cluster.replica(broker, id, 0) === undefined);
    cluster.runUntil(isGone, 5_000, "all brokers have given its logs back");
    admin.create({ topic: "brief", partitions: 1 });
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "another topic of this name is there");
    expect(cluster.image.topicByName("brief")?.id).toBeGreaterThan(id);
    finish(cluster, workload);
  });

  test("a small metadata log is replaced by snapshots, also across deaths, and all see the same", () => {
    const { cluster, workload } = underLoad(11, "memory", 2_048);
    for (let round = 0; round < 60; round++) {
      const brokerId = cluster.brokerIds[round % cluster.brokerIds.length] as number;
      cluster.kill({ broker: brokerId });
      cluster.advance(20);
      cluster.start({ broker: brokerId });
      if (round % 10 === 7) restartSupervisor(cluster, round % 3);
      cluster.runUntil(() => isWhole(cluster), 5_000, "all replicas are in sync");
    }
    const { metadata } = cluster.runtime.world;
    expect(metadata.rewrites).toBeGreaterThan(1);
    finish(cluster, workload);
    cluster.advance(100);
    for (const id of [0, ...cluster.brokerIds]) {
      const image = cluster.runtime.endpoint(id)?.metadata.image;
      expect(image && contentOf(image)).toEqual(contentOf(metadata.image));
    }
    const late = metadata.open(60).image;
    expect(contentOf(late)).toEqual(contentOf(metadata.image));
  });
});
