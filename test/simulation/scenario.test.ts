import { describe, expect, test } from "vitest";
import { ScenarioRun } from "../../src/testing/scenario/run-scenario.ts";
import type { Scenario } from "../../src/testing/scenario/scenario.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";

const SCENARIO: Scenario = {
  topics: [{ topic: "orders", partitions: 2 }],
  load: { recordsPerSecond: 2_000 },
  durationMs: 1_000,
};

describe("a scenario", () => {
  test("runs with its load, and the same seed gives the same run", async () => {
    const result = await SimulatedCluster.run(7, SCENARIO);
    expect(result).toMatchObject({ seed: 7, faults: 0 });
    expect(result.acknowledged).toBeGreaterThan(100);
    expect(await SimulatedCluster.run(7, SCENARIO)).toEqual(result);
    expect((await SimulatedCluster.run(8, SCENARIO)).traceHash).not.toBe(result.traceHash);
  });

  test("has faults that are written by hand", async () => {
    const target = { leaderOf: { topic: "orders", partition: 1 } };
    const faults = [{ atMs: 200, fault: "kill", target }] as const;
    const result = await SimulatedCluster.run(7, { ...SCENARIO, faults });
    expect(result.faults).toBe(1);
    expect(result.elections).toBeGreaterThan((await SimulatedCluster.run(7, SCENARIO)).elections);
  });

  test.each(["memory", "directory"] as const)(
    "has faults that are drawn, with several topics (%s)",
    async (storage) => {
      const topics = [
        { topic: "orders", partitions: 2, minInSyncReplicas: 2 },
        { topic: "payments", partitions: 1, configs: { "message.timestamp.type": "LogAppendTime" } },
      ];
      const kinds = ["kill", "restart", "pause", "hang", "slow", "partition"] as const;
      for (let seed = 0; seed < 5; seed++) {
        const result = await SimulatedCluster.run(seed, {
          ...SCENARIO,
          topics,
          storage,
          faults: { kinds, gapMsMax: 80 },
        });
        expect(result.faults).toBeGreaterThan(3);
      }
    },
  );

  test("that fails says which call repeats it", async () => {
    const failing = { ...SCENARIO, deadlineMs: 1 }; // nobody is done by then
    const failure = await SimulatedCluster.run(1, failing).catch((error) => error);
    expect(failure.message).toContain(`repeat it: SimulatedCluster.run(1, ${JSON.stringify(failing)})`);
  });

  test("may fill the arena: then records go, and consumers may miss them", async () => {
    const faults = [{ atMs: 100, fault: "fillArena", forMs: 500 }] as const;
    const load = { recordsPerSecond: 2_000, recordBytes: 1_000, consumers: 1 };
    const result = await SimulatedCluster.run(7, { ...SCENARIO, load, faults });
    expect(result.faults).toBe(1);
    expect(result.reclaimed).toBeGreaterThan(0);
  });

  test("has producers without idempotence and with other acks", async () => {
    const result = await SimulatedCluster.run(7, { ...SCENARIO, load: { acks: 1, producers: 3, lingerMs: 0 } });
    expect(result.acknowledged, "with acks=1 nothing is promised").toBe(0);
  });

  test("writes at its rate", () => {
    const cluster = new SimulatedCluster({ seed: 1 });
    const run = new ScenarioRun(cluster, { ...SCENARIO, durationMs: 5_000 });
    run.begin();
    run.finish();
    let written = 0; // and acknowledged
    for (const { topicId, partition, leader } of cluster.partitions())
      written += cluster.replica(leader, topicId, partition)?.highWatermark ?? 0;
    expect(written).toBeGreaterThan(9_800);
    expect(written).toBeLessThanOrEqual(10_000);
  });
});
