import { describe, expect, test } from "vitest";
import {
  drawFaults,
  FaultInjector,
  HistoryChecker,
  SimulatedCluster,
  SimulationFailure,
  simulate,
  Workload,
} from "../../../src/testing/index.ts";

describe("millrace/testing", () => {
  test("runs the example of docs/simulation.md", () => {
    const cluster = new SimulatedCluster({ seed: 7, brokers: 3, storage: "directory" });
    const workload = new Workload(cluster, { topic: "orders", partitions: 3, durationMs: 1_000 });
    workload.begin();
    cluster.kill({ broker: 1 });
    cluster.advance(500);
    cluster.start({ broker: 1 });
    cluster.advance(500);
    workload.finish();
    expect(workload.history.acknowledgedBatches).toBeGreaterThan(10);
  });

  test("runs the scenario of docs/simulation.md", async () => {
    const result = await SimulatedCluster.run(7, {
      topics: [{ topic: "orders", partitions: 3 }],
      load: { recordsPerSecond: 1_000 },
      durationMs: 2_000,
      faults: [
        { atMs: 300, fault: "kill", target: { leaderOf: { topic: "orders", partition: 0 } } },
        { atMs: 900, fault: "partition", sides: [["supervisor"], [{ broker: 2 }]], forMs: 400 },
      ],
    });
    expect(result).toMatchObject({ faults: 2 });
    expect(result.elections).toBeGreaterThan(3);
  });

  test("injects a schedule of faults that ends healed", () => {
    const cluster = new SimulatedCluster({ seed: 8 });
    const workload = new Workload(cluster, { topic: "orders", partitions: 1, durationMs: 500 });
    const places = [{ topic: "orders", partition: 0 }];
    const schedule = drawFaults(8, { durationMs: 500, gapMsMax: 40, brokers: cluster.brokerIds, places });
    const faults = new FaultInjector(cluster, schedule, { durationMs: 500 });
    workload.begin();
    cluster.advance(800);
    expect(faults.isOver).toBe(true);
    expect(faults.count).toBeGreaterThan(5);
    workload.finish();
    expect(cluster.isSettled).toBe(true);
  });

  test("fails with the seed and a timeline when something cannot end", () => {
    const cluster = new SimulatedCluster({ seed: 9 });
    cluster.createTopic({ topic: "orders", partitions: 1 });
    cluster.kill({ broker: 2 });
    const settle = () => cluster.settled(1_000);
    expect(settle).toThrow(SimulationFailure);
    expect(settle).toThrow(
      /every operation ends: the cluster settles[\s\S]*seed 9[\s\S]*broker 2 killed[\s\S]*broker 2 fenced/,
    );
  });

  test("finds the anomaly of the history in docs/simulation.md", () => {
    const checker = new HistoryChecker({ topics: new Map([["orders", { mayTrim: true }]]) });
    const place = { at: 0, topic: "orders", partition: 0 };
    checker.take({ type: "sending", ...place, producer: "p", number: 0 });
    checker.take({ type: "sent", ...place, producer: "p", number: 0, offset: 0 });
    checker.take({ type: "sought", ...place, consumer: "c", offset: 0 });
    const [anomaly] = checker.finish();
    expect(anomaly).toMatchObject({ kind: "unseen", topic: "orders", partition: 0 });
  });

  test("tells what a run did", () => {
    const result = simulate(1, { storage: "memory", brokers: 3, durationMs: 300 });
    expect(result).toMatchObject({ seed: 1, plan: expect.stringContaining("3 brokers, memory") });
    expect(result.steps).toBeGreaterThan(200);
    expect(result.acknowledged).toBeGreaterThan(5);
  });
});
