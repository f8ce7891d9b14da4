import { describe, expect, test } from "vitest";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import type { Scenario } from "../../src/testing/scenario/scenario.ts";
import { shrinkScenario } from "../../src/testing/shrink/shrink-scenario.ts";
import { shrinkSeed } from "../../src/testing/shrink/shrink-seed.ts";
import { drawSimulation, type SimulationPlan, simulate } from "../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";

/** Rules broken on purpose are what fails; without operations leaders change by faults alone. */
const MUTANTS: readonly { readonly name: string; readonly plan: SimulationPlan }[] = [
  {
    name: "an acknowledgement before the followers have it",
    plan: { operations: [], leaderImbalanceCheckIntervalMs: 0, rules: { acknowledge: "appended" } },
  },
  {
    name: "truncation to the high watermark",
    plan: {
      storage: "memory",
      brokers: 3,
      durationMs: 3_000,
      faultGapMsMax: 120,
      operations: [],
      rules: { truncateBy: "highWatermark" },
    },
  },
];

function failureOf(seed: number, plan: SimulationPlan): SimulationFailure | undefined {
  try {
    simulate(seed, plan);
    return undefined;
  } catch (error) {
    if (error instanceof SimulationFailure) return error;
    throw error;
  }
}

function firstFailing(plan: SimulationPlan): number {
  for (let seed = 0; seed < 60; seed++) if (failureOf(seed, plan)) return seed;
  throw new Error("some seed was to fail");
}

describe("a failing seed", () => {
  test.each(MUTANTS)("is shrunk to a few faults that break the same invariant: $name", ({ plan }) => {
    const seed = firstFailing(plan);
    const drawn = drawSimulation(seed, plan).scenario.faults;
    const shrunk = shrinkSeed(seed, plan);
    const { smallest, failure, report, runs } = shrunk;
    expect(drawn.length).toBeGreaterThan(6);
    expect(smallest.schedule.length).toBeLessThanOrEqual(4);
    expect(runs).toBeLessThanOrEqual(300);
    expect(failure.invariant).toBe(failureOf(seed, plan)?.invariant);
    expect(failureOf(seed, shrunk.plan)?.message, "its plan gives this failure").toBe(failure.message);
    expect(report).toContain(`shrunk from ${drawn.length} faults to ${smallest.schedule.length}`);
    expect(report).toMatch(/repeat it: npm run simulate -- --seed \d+ .*--steps|--schedule/);
    for (const number of shrunk.plan.steps ?? [])
      expect(report, "as in the whole schedule").toContain(`step ${number}: `);
    expect(report).toMatch(/elected, epoch \d+, ISR [\s\S]*FAILED: /);
  });

  test("is shrunk in the same way every time", () => {
    const [mutant] = MUTANTS;
    const seed = firstFailing(mutant?.plan ?? {});
    const report = () => shrinkSeed(seed, mutant?.plan, { runsMax: 25 }).report;
    expect(report()).toBe(report());
  });

  test("that does not fail is refused", () => {
    expect(() => shrinkSeed(1)).toThrow(expect.objectContaining({ name: "MillraceError", code: "INVALID_OPTION" }));
  });
});

describe("a failing scenario", () => {
  test("is shrunk, too, and stays data", () => {
    const scenario: Scenario = {
      topics: [{ topic: "orders", partitions: 1 }],
      load: {},
      durationMs: 1_000,
      faults: { kinds: ["kill", "slow", "slow", "pause"], gapMsMax: 60 },
    };
    const extras = { cluster: { rules: { acknowledge: "appended" } } } as const;
    const seed = 4;
    const shrunk = shrinkScenario(seed, scenario, extras);
    expect(shrunk.failure.invariant).toBe("no acknowledged write is lost");
    expect(shrunk.smallest.schedule.length).toBeLessThanOrEqual(3);
    expect(shrinkScenario(seed, JSON.parse(JSON.stringify(shrunk.scenario)), extras).smallest).toEqual(shrunk.smallest);
    expect(shrunk.report).toContain(`SimulatedCluster.run(4, {"topics":[{"topic":"orders"`);
  });

  test("is the run that SimulatedCluster.run repeats", async () => {
    const topics = [{ topic: "orders", partitions: 1 }];
    const faults = { kinds: ["kill", "hang"], gapMsMax: 100 } as const;
    const scenario: Scenario = { topics, load: {}, durationMs: 1_000, deadlineMs: 1, faults };
    for (const seed of [0, 1]) {
      const failure = await SimulatedCluster.run(seed, scenario).catch((error) => error);
      expect(failure).toBeInstanceOf(SimulationFailure);
      const shrunk = shrinkScenario(seed, scenario, {}, { runsMax: 30 });
      expect(shrunk.failure.invariant).toBe(failure.invariant);
      await expect(SimulatedCluster.run(seed, shrunk.scenario)).rejects.toMatchObject({ step: shrunk.failure.step });
    }
  });

  test("with code of users is refused", () => {
    const users = [{ name: "shop", start: async () => {} }];
    const scenario = { topics: [{ topic: "orders", partitions: 1 }], durationMs: 10 };
    const refused = expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringContaining("users") });
    expect(() => shrinkScenario(1, { ...scenario, users })).toThrow(refused);
  });
});
