import type { SimulationPlan, SimulationResult } from "../../src/testing/index.ts";

/** One seed for a thread of the pool. */
export interface SeedTask {
  readonly seed: number;
  readonly plan: SimulationPlan;
  /** The module that has `simulate`: of this repository, or of another checkout. */
  readonly simulator: string;
}

export interface SeedFailure {
  readonly invariant: string;
  /** With seed, step and timeline. */
  readonly message: string;
}

/** How a seed ended. */
export interface SeedOutcome {
  readonly seed: number;
  readonly result?: SimulationResult;
  readonly failure?: SeedFailure;
}

/** What is said to be broken where a seed did not come back: a loop, or a thread that died. */
export const NO_END = "every seed ends";
/** What is said to be broken where a checkout has no simulation that can be run. */
export const NOT_LOADED = "the simulation can be loaded";
