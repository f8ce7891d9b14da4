import { describe, expect, test } from "vitest";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import { simulate } from "../../src/testing/simulate.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";

/** The first seed whose run fails, and how. */
function firstCaught({ plan, seedsMax }: Mutant): { seed: number; failure: SimulationFailure } | undefined {
  for (let seed = 0; seed < seedsMax; seed++) {
    try {
      simulate(seed, plan);
    } catch (error) {
      if (error instanceof SimulationFailure) return { seed, failure: error };
      throw error;
    }
  }
  return undefined;
}

describe("a mutant is caught within a bounded number of seeds, and its seed is green without it:", () => {
  for (const mutant of MUTANTS)
    test(mutant.name, () => {
      const caught = firstCaught(mutant);
      expect(caught?.failure.message).toMatch(mutant.caughtBy);
      const { rules: _rules, honourLeases: _honourLeases, honourSyncs: _honourSyncs, ...unbroken } = mutant.plan;
      simulate(caught?.seed ?? 0, unbroken);
    });
});
