import { describe, expect, test } from "vitest";
import { SimulatedCluster, SimulationFailure } from "../../src/testing/index.ts";
import { billing, hastyBilling } from "./billing.ts";
import { scenarioOf } from "./scenario.ts";

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

describe("billing", () => {
  test.each(SEEDS)("bills every order once, whoever dies, with seed %i", async (seed) => {
    await SimulatedCluster.run(seed, scenarioOf(billing));
  });
});

describe("hasty billing", () => {
  test("leaves orders out when it dies in the wrong moment, which some seed shows", async () => {
    const runs = SEEDS.map((seed) =>
      SimulatedCluster.run(seed, scenarioOf(hastyBilling)).catch((error: unknown) => error),
    );
    const failures = (await Promise.all(runs)).filter((outcome) => outcome instanceof SimulationFailure);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.length).toBeLessThan(SEEDS.length);
    for (const { invariant } of failures) expect(invariant).toBe("every order is billed once");
  });
});
