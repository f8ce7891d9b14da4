import { describe, expect, test } from "vitest";
import { hastyBilling } from "../../examples/testing/billing.ts";
import { scenarioOf } from "../../examples/testing/scenario.ts";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import type { ScenarioExtras } from "../../src/testing/scenario/run-scenario.ts";
import type { Scenario } from "../../src/testing/scenario/scenario.ts";
import { shrinkScenario } from "../../src/testing/shrink/shrink-scenario.ts";
import { shrinkSeed } from "../../src/testing/shrink/shrink-seed.ts";
import { drawSimulation, type SimulationPlan, simulate } from "../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import type { CheckView } from "../../src/testing/user-code/check.ts";

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
  test.each(MUTANTS)("is shrunk to a few faults that break the same invariant: $name", async ({ plan }) => {
    const seed = firstFailing(plan);
    const drawn = drawSimulation(seed, plan).scenario.faults;
    const shrunk = await shrinkSeed(seed, plan);
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

  test("is shrunk in the same way every time", async () => {
    const [mutant] = MUTANTS;
    const seed = firstFailing(mutant?.plan ?? {});
    const report = async () => (await shrinkSeed(seed, mutant?.plan, { runsMax: 25 })).report;
    expect(await report()).toBe(await report());
  });

  test("that does not fail is refused", async () => {
    await expect(shrinkSeed(1)).rejects.toThrow(
      expect.objectContaining({ name: "MillraceError", code: "INVALID_OPTION" }),
    );
  });
});

describe("a failing scenario", () => {
  test("is shrunk, too, and stays data", async () => {
    const scenario: Scenario = {
      topics: [{ topic: "orders", partitions: 1 }],
      load: {},
      durationMs: 1_000,
      faults: { kinds: ["kill", "slow", "slow", "pause"], gapMsMax: 60 },
    };
    const extras = { cluster: { rules: { acknowledge: "appended" } } } as const;
    const seed = await firstFailingScenario(scenario, extras);
    const shrunk = await shrinkScenario(seed, scenario, {}, extras);
    expect(shrunk.failure.invariant).toBe("no acknowledged write is lost");
    expect(shrunk.smallest.schedule.length).toBeLessThanOrEqual(3);
    const again = SimulatedCluster.run(seed, JSON.parse(JSON.stringify(shrunk.scenario)), extras);
    await expect(again).rejects.toThrow(shrunk.failure.message);
    expect(shrunk.report).toContain(`SimulatedCluster.run(${seed}, {"topics":[{"topic":"orders"`);
  });

  test("is shrunk when its faults name clients that would be left out", async () => {
    const atEnd = ({ records }: CheckView) => expect([...records("orders")].length).toBeGreaterThan(300);
    const scenario: Scenario = {
      topics: [{ topic: "orders", partitions: 1 }],
      load: { consumers: 0 },
      checks: [{ name: "nobody is slow", atEnd }],
      durationMs: 400,
      faults: [{ atMs: 0, fault: "pause", target: { client: "p1" }, forMs: 400 }],
    };
    const shrunk = await shrinkScenario(1, scenario, { runsMax: 20 });
    await expect(SimulatedCluster.run(1, shrunk.scenario)).rejects.toMatchObject({ invariant: "nobody is slow" });
  });

  test("of users' own code is shrunk to the faults that their bug needs", async () => {
    const scenario = scenarioOf(hastyBilling);
    const seed = await firstFailingScenario(scenario);
    const { smallest, report } = await shrinkScenario(seed, scenario);
    const killsBilling = { fault: "kill", target: { client: "billing" } };
    expect(smallest.schedule).toContainEqual(expect.objectContaining(killsBilling));
    expect(smallest.durationMs).toBeLessThan(scenario.durationMs);
    expect(report).toContain(`faults: ${JSON.stringify(smallest.schedule)}`);
    await expect(SimulatedCluster.run(seed, { ...scenario, faults: smallest.schedule })).rejects.toThrow();
  });
});

async function firstFailingScenario(scenario: Scenario, extras?: ScenarioExtras): Promise<number> {
  for (let seed = 0; seed < 60; seed++)
    try {
      await SimulatedCluster.run(seed, scenario, extras);
    } catch (error) {
      if (error instanceof SimulationFailure) return seed;
      throw error;
    }
  throw new Error("some seed was to fail");
}
