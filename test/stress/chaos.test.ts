import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { hasPassed, reportText } from "../../src/testing/chaos/chaos-text.ts";
import { type ChaosReport, runOnThreads } from "../../src/testing/chaos/index.ts";
import type { Scenario } from "../../src/testing/scenario/scenario.ts";

const FIXED_SEED = 20_261_127;

/** Thirty seconds in all: ten for each of these tests. */
const SCENARIO = {
  topics: [{ topic: "orders", partitions: 6, minInSyncReplicas: 2, reclaim: "consumed" }],
  load: { recordsPerSecond: 20_000 },
  durationMs: 10_000,
} as const satisfies Scenario;

const DRAWN: Scenario = {
  ...SCENARIO,
  faults: { kinds: ["kill", "kill", "kill", "restart", "restart", "pause", "hang", "fillArena"], gapMsMax: 600 },
};

/** A busy machine may make any number of records of it, but not none. */
function expectSound(report: ChaosReport): void {
  expect(hasPassed(report), reportText(report, `npm run chaos -- --seed ${report.seed}`)).toBe(true);
  const { sent, acknowledged, failed, unknown, polled } = report.records;
  expect(acknowledged + failed + unknown).toBe(sent);
  expect(acknowledged).toBeGreaterThan(2_000);
  expect(polled).toBeGreaterThanOrEqual(acknowledged); // two consumers, of which one may have come late
}

test("a schedule by hand has each kind of fault happen, and loses nothing", async () => {
  const leaderOf = { topic: "orders", partition: 0 };
  const followerOf = { topic: "orders", partition: 1 };
  const report = await runOnThreads(
    {
      ...SCENARIO,
      faults: [
        { atMs: 500, fault: "kill", target: { leaderOf } },
        { atMs: 600, fault: "hang", target: { client: "c0" }, forMs: 300 },
        { atMs: 1_000, fault: "kill", target: "supervisor" },
        { atMs: 2_500, fault: "restart", target: { leaderOf } },
        { atMs: 3_000, fault: "kill", target: { client: "p0" } },
        { atMs: 3_000, fault: "fillArena", forMs: 400 },
        { atMs: 4_500, fault: "hang", target: "supervisor", forMs: Number.POSITIVE_INFINITY },
        { atMs: 6_000, fault: "pause", target: { followerOf }, forMs: 300 },
        { atMs: 6_500, fault: "kill", target: { client: "c1" } },
        { atMs: 8_000, fault: "hang", target: { leaderOf }, forMs: Number.POSITIVE_INFINITY },
      ],
    },
    { seed: 1 },
  );
  expectSound(report);
  const happened = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  expect(happened + report.heldBack).toBe(10);
  // Whether a broker was whole in time for the next of its faults is the machine's business.
  expect(report.faults).toMatchObject({ "kill broker": 1, "hang client": 1, "kill supervisor": 1, fillArena: 1 });
  expect(report.faults["kill client"]).toBeGreaterThan(0);
  expect(report.elections).toBeGreaterThan(0);
  expect(report.failoverMs?.count).toBeGreaterThan(0);
  expect(report.timeline.join("\n")).toMatch(/! kill broker \d[\s\S]*brokerDied[\s\S]*leaderElected/);
});

test.each([
  ["a fixed seed", FIXED_SEED],
  ["a fresh seed", randomInt(2 ** 31)],
])("%s breaks a cluster under load, and loses nothing: %i", async (_, seed) => {
  console.info(`chaos on threads with seed ${seed}`);
  const report = await runOnThreads(DRAWN, { seed });
  expectSound(report);
  const happened = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  expect(happened).toBeGreaterThan(5);
});
