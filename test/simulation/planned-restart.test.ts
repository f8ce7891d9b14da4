import { afterEach, describe, expect, test, vi } from "vitest";
import { ErrorCode } from "../../src/base/errors.ts";
import { ProducerActor } from "../../src/client/producer-actor.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import { SimAdmin } from "../../src/testing/users/sim-admin.ts";
import { Workload } from "../../src/testing/users/workload.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const DURATION_MS = 1_500;

function underLoad(seed: number, storage: "memory" | "directory" = "memory") {
  const cluster = new SimulatedCluster({ seed, storage });
  const workload = new Workload(cluster, { topic: "busy", partitions: 3, durationMs: DURATION_MS });
  workload.begin();
  cluster.settled();
  return { cluster, workload, admin: new SimAdmin(cluster.client()) };
}

/** Counts the requests of producers that a dead broker took with it. */
function countDeaths(): () => number {
  const receive = vi.spyOn(ProducerActor.prototype, "receive");
  return () =>
    receive.mock.calls.filter(([message]) => message.type === "askFailed" && message.error === ErrorCode.ENDPOINT_DIED)
      .length;
}

function incarnationOf(cluster: SimulatedCluster, brokerId: number): number {
  return cluster.image.brokers.get(brokerId)?.incarnation ?? -1;
}

/** Asks for a restart and steps until the next incarnation has registered. */
function restart(cluster: SimulatedCluster, admin: SimAdmin, brokerId: number, meanwhile = () => {}): void {
  const before = incarnationOf(cluster, brokerId);
  admin.shutDown(brokerId, before, false);
  meanwhile();
  cluster.runUntil(() => incarnationOf(cluster, brokerId) > before, 5_000, `broker ${brokerId} comes back`);
}

function finish(cluster: SimulatedCluster, workload: Workload): void {
  cluster.advance(Math.max(0, DURATION_MS + 300 - cluster.runtime.time.now));
  workload.finish();
}

afterEach(() => vi.restoreAllMocks());

describe("a planned restart of each broker under load", () => {
  test.each(SEEDS)("loses nothing, and no producer meets a dead broker: seed %i", (seed) => {
    const deaths = countDeaths();
    const { cluster, workload, admin } = underLoad(seed, seed % 2 === 0 ? "directory" : "memory");
    for (const brokerId of cluster.brokerIds) {
      restart(cluster, admin, brokerId);
      cluster.runUntil(() => isWhole(cluster), 5_000, "all replicas are in sync again");
    }
    finish(cluster, workload);
    expect(admin.refused).toEqual([]);
    expect(deaths()).toBe(0);
    expect(cluster.image.dataLossCount).toBe(0);
  });

  test("is not what a kill is: producers meet that", () => {
    const deaths = countDeaths();
    const { cluster, workload } = underLoad(1);
    for (const brokerId of cluster.brokerIds) {
      cluster.kill({ broker: brokerId });
      cluster.advance(50);
      cluster.start({ broker: brokerId });
      cluster.runUntil(() => isWhole(cluster), 5_000, "all replicas are in sync again");
    }
    finish(cluster, workload);
    expect(deaths()).toBeGreaterThan(0);
  });

  test.each(SEEDS)("goes on where a supervisor that died had left it: seed %i", (seed) => {
    const { cluster, workload, admin } = underLoad(seed);
    restart(cluster, admin, 1, () => {
      cluster.advance(seed * 8); // before the request, in the middle of it, or while the broker still serves
      cluster.kill("supervisor");
      cluster.advance(30);
      cluster.start("supervisor");
    });
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "the call ends");
    finish(cluster, workload);
    expect(admin.refused).toEqual([]);
    expect(incarnationOf(cluster, 1), "it was ended once").toBe(1);
  });

  test("ends a paused broker after a second, and one that hangs", () => {
    for (const stop of ["pause", "hang"] as const) {
      const { cluster, workload, admin } = underLoad(1);
      cluster[stop]({ broker: 1 });
      const begun = cluster.runtime.time.now;
      restart(cluster, admin, 1);
      expect(cluster.runtime.time.now - begun).toBeGreaterThan(1_000);
      expect(cluster.runtime.time.now - begun).toBeLessThan(1_200);
      finish(cluster, workload);
    }
  });

  test("is refused while a broker alone has all records, and changes nothing", () => {
    const { cluster, workload, admin } = underLoad(1);
    for (const brokerId of [2, 3]) cluster.kill({ broker: brokerId });
    const isAlone = () => [...cluster.partitions()].every(({ isr }) => isr.length === 1);
    cluster.runUntil(isAlone, 5_000, "broker 1 is alone");
    const version = cluster.image.version;
    admin.shutDown(1, incarnationOf(cluster, 1), false);
    cluster.runUntil(() => admin.unfinished === 0, 5_000, "the call ends");
    expect(admin.refused).toMatchObject([{ call: "shutDown", error: { code: "ELIGIBLE_LEADERS_NOT_AVAILABLE" } }]);
    expect(cluster.image.version).toBe(version);
    for (const brokerId of [2, 3]) cluster.start({ broker: brokerId });
    finish(cluster, workload);
  });
});

function isWhole(cluster: SimulatedCluster): boolean {
  return [...cluster.partitions()].every(({ leader, isr, replicas }) => leader > 0 && isr.length === replicas.length);
}
