import { describe, expect, test } from "vitest";
import {
  busiestLeader,
  type PlannedFailure,
  planFailures,
  STORM_KILLS,
  sparableLeader,
} from "../../../examples/flights/failure-plan.ts";
import { FailureWatch } from "../../../examples/flights/failure-watch.ts";
import type { FlightsOptions } from "../../../examples/flights/options.ts";
import { StandstillMeter } from "../../../examples/flights/standstill.ts";
import type { TopicDescription } from "../../../src/client/api.ts";

function topicLedBy(leaders: readonly number[]): TopicDescription {
  const partitions = leaders.map((leader, partition) => ({
    partition,
    leader,
    leaderEpoch: 0,
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    dataLost: false,
  }));
  return { topic: "flights", topicId: 1, configs: {}, partitions };
}

function plan(kill: FlightsOptions["kill"], records: number, seed = 1): readonly PlannedFailure[] {
  return planFailures({ kill, records, seed });
}

describe("the failure plan", () => {
  test("kills at one and at two thirds", () => {
    expect(plan(["leader", "supervisor"], 3_000_000)).toEqual([
      { kind: "leader", atRecord: 1_000_000 },
      { kind: "supervisor", atRecord: 2_000_000 },
    ]);
    expect(plan([], 3_000_000)).toEqual([]);
    expect(plan(["supervisor"], 11)).toEqual([{ kind: "supervisor", atRecord: 5 }]);
  });

  test("takes the broker that leads most partitions, of equals the lowest id", () => {
    expect(busiestLeader(topicLedBy([3, 1, 2, 3]))).toEqual({ broker: 3, partitions: [0, 3] });
    expect(busiestLeader(topicLedBy([3, 1, 2, 1, 3, 2]))).toEqual({ broker: 1, partitions: [1, 3] });
    expect(busiestLeader(topicLedBy([-1, -1, 2]))).toEqual({ broker: 2, partitions: [2] });
    expect(busiestLeader(topicLedBy([-1]))).toBeUndefined();
  });
});

describe("the plan of a storm", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(plan("storm", 3_000_000, 7)).toEqual(plan("storm", 3_000_000, 7));
    expect(plan("storm", 3_000_000, 7)).not.toEqual(plan("storm", 3_000_000, 8));
  });

  test.each([1, 2, 3])(
    "of seed %i kills leaders and supervisors in order of the records, and ends before them",
    (seed) => {
      const storm = plan("storm", 3_000_000, seed);
      expect(storm).toHaveLength(STORM_KILLS);
      expect(new Set(storm.map(({ kind }) => kind))).toEqual(new Set(["leader", "supervisor"]));
      const places = storm.map(({ atRecord }) => atRecord);
      expect(places).toEqual([...places].sort((left, right) => left - right));
      expect(places[0]).toBeGreaterThan(0);
      expect(places.at(-1)).toBeLessThan(2_700_000);
    },
  );
});

describe("the victim of a storm", () => {
  const healthy = topicLedBy([1, 2, 3, 1]);
  const withIsr = (isrs: readonly (readonly number[])[]): TopicDescription => ({
    ...healthy,
    partitions: healthy.partitions.map((partition, index) => ({ ...partition, isr: isrs[index] ?? [1, 2, 3] })),
  });

  test("is drawn from the leaders", () => {
    expect(sparableLeader(healthy, new Set(), 0)).toEqual({ broker: 1, partitions: [0, 3] });
    expect(sparableLeader(healthy, new Set(), 0.5)).toEqual({ broker: 2, partitions: [1] });
    expect(sparableLeader(healthy, new Set(), 0.99)).toEqual({ broker: 3, partitions: [2] });
  });

  test("is nobody who alone has the data of a partition", () => {
    expect(sparableLeader(withIsr([[1]]), new Set(), 0)).toEqual({ broker: 2, partitions: [1] });
    expect(sparableLeader(withIsr([[1], [2], [3]]), new Set(), 0)).toBeUndefined();
  });

  test("is nobody who was killed and is not back, and such do not count as a copy", () => {
    expect(sparableLeader(healthy, new Set([1]), 0)).toEqual({ broker: 2, partitions: [1] });
    expect(sparableLeader(healthy, new Set([1, 2]), 0)).toBeUndefined();
    expect(sparableLeader(withIsr([[1, 2]]), new Set([1]), 0)).toEqual({ broker: 3, partitions: [2] });
  });
});

describe("the standstill", () => {
  test("lasts from the kill to the next acknowledgement", () => {
    const meter = new StandstillMeter([0], 1000);
    expect(meter.longestMs).toBeUndefined();
    meter.acknowledged(0, 999, 1040);
    expect(meter.complete).toBe(false);
    meter.acknowledged(0, 1001, 1042);
    expect(meter.complete).toBe(true);
    expect(meter.longestMs).toBe(40);
  });

  test("is not shortened by an acknowledgement that was on its way", () => {
    const meter = new StandstillMeter([0], 1000);
    meter.acknowledged(0, 990, 1001);
    meter.acknowledged(0, 995, 1051);
    meter.acknowledged(0, 1051, 1055);
    expect(meter.longestMs).toBe(50);
  });

  test("is that of the slowest partition, and only of those that are concerned", () => {
    const meter = new StandstillMeter([0, 3], 1000);
    meter.acknowledged(1, 1001, 1500);
    meter.acknowledged(0, 1001, 1020);
    expect(meter.complete).toBe(false);
    meter.acknowledged(3, 1001, 1030);
    meter.acknowledged(0, 1100, 1900);
    expect(meter.complete).toBe(true);
    expect(meter.longestMs).toBe(30);
  });
});

describe("the watch of a failure", () => {
  test("follows a leader from its death to its return to every in-sync set", () => {
    const watch = new FailureWatch({
      kind: "leader",
      broker: 2,
      atRecord: 100,
      atMs: 1000,
      affected: [0, 3],
      hosted: [0, 1],
    });
    const isrChanged = (partition: number, isr: readonly number[], nowMs: number): void =>
      watch.observe({ type: "isrChanged", topic: "flights", partition, isr }, nowMs);
    isrChanged(0, [1, 2, 3], 1001); // from before the death
    watch.observe({ type: "brokerDied", broker: 1, reason: "another" }, 1002);
    watch.observe({ type: "brokerDied", broker: 2, reason: "killed" }, 1004);
    isrChanged(0, [1, 3], 1005);
    watch.observe({ type: "leaderElected", topic: "flights", partition: 0, leader: 1, leaderEpoch: 1 }, 1005);
    watch.observe({ type: "leaderElected", topic: "flights", partition: 3, leader: 3, leaderEpoch: 1 }, 1006);
    expect(watch.acknowledged(0, 1001, 1020)).toBe(false);
    expect(watch.acknowledged(3, 1001, 1021)).toBe(true);
    expect(watch.acknowledged(3, 1002, 1900)).toBe(false);
    expect(watch.isOver).toBe(false);
    watch.observe({ type: "brokerRegistered", broker: 2, incarnation: 2 }, 1200);
    isrChanged(0, [1, 3, 2], 1300);
    isrChanged(1, [1, 3, 2], 1400);
    expect(watch.isOver).toBe(true);
    expect(watch.report(400)).toEqual({
      kind: "leader",
      broker: 2,
      atRecord: 100,
      atMs: 600,
      partitions: [0, 3],
      stoodStillMs: 21,
      declaredDeadMs: 4,
      leadersElectedMs: 6,
      backMs: 200,
      inSyncMs: 400,
    });
    expect(watch.title).toBe("broker 2, leader of partitions 0 and 3, killed after 100 flights");
    expect(watch.standstillText).toBe("writes stood still for 21 ms");
  });

  test("follows the supervisor until a new one has started", () => {
    const watch = new FailureWatch({
      kind: "supervisor",
      broker: undefined,
      atRecord: 7,
      atMs: 50,
      affected: [0],
      hosted: [],
    });
    expect(watch.standstillText).toBe("no write acknowledged since");
    watch.observe({ type: "supervisorStarted", incarnation: 2 }, 130);
    watch.observe({ type: "supervisorStarted", incarnation: 3 }, 900);
    expect(watch.report(0)).toMatchObject({ kind: "supervisor", broker: null, backMs: 80, stoodStillMs: null });
  });
});
