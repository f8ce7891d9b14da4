import { Random } from "../../src/base/random.ts";
import type { SimulationPlan } from "../../src/testing/index.ts";

/** What a few seeds in a hundred are about: it brings about what nothing else does, and weakens what can be said beside. */
const THEMES: readonly SimulationPlan[] = [
  { reclaim: "oldest" },
  { reclaim: "consumed" },
  { mayLoseRecords: true },
  // Leaders in such quick succession that logs part in more than one epoch (KIP-279).
  {
    mayLoseRecords: true,
    storage: "directory",
    faults: ["killLeaders", "killLeaders", "slow"],
    faultGapMsMax: 60,
    operations: [],
  },
];
/** Of the seeds that are asked for nothing, one in so many has a theme. */
const SEEDS_PER_THEME = 5;

/** What a seed is run with: what is asked for, or else its theme, if it has one. */
export function planFor(seed: number, asked: SimulationPlan = {}): SimulationPlan {
  if (Object.keys(asked).length > 0) return asked;
  const draw = new Random(seed + 0x73e3e);
  return draw.chance(1, SEEDS_PER_THEME) ? draw.pick(THEMES) : {};
}
