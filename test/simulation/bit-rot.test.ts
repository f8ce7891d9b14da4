import { expect, test } from "vitest";
import { type SimulationPlan, simulate } from "../../src/testing/simulate.ts";

/** A fifth of what is drawn as a storage fault is bit rot; others die, so that what rotted is needed. */
const PLAN: SimulationPlan = {
  durationMs: 1_500,
  faultGapMsMax: 40,
  faults: ["storage", "storage", "storage", "storage", "storage", "kill", "killLeaders", "slow", "pause", "hang"],
};

test("nothing is lost, doubled or shown that rotted, while an in-sync replica has it in good order", () => {
  const damaged = { memory: 0, directory: 0 };
  for (let seed = 0; seed < 12; seed++)
    for (const storage of ["memory", "directory"] as const) {
      const { coverage } = simulate(seed, { ...PLAN, storage });
      damaged[storage] += coverage.damagedLogReported;
    }
  // What nobody meets proves nothing.
  expect(damaged.memory).toBeGreaterThan(1);
  expect(damaged.directory).toBeGreaterThan(1);
});
