import type { SeedPool } from "../../scripts/simulation/seed-pool.ts";
import { seedsFrom } from "../../scripts/simulation/seed-pool.ts";
import type { SeedOutcome } from "../../scripts/simulation/seed-task.ts";
import { Tally } from "../../scripts/simulation/tally.ts";
import type { SimulationPlan } from "../../src/testing/index.ts";

export interface SlicesOptions {
  readonly pool: SeedPool;
  readonly first: number;
  readonly count: number;
  readonly sliceSeeds: number;
  readonly plan?: SimulationPlan;
}

/** A range of seeds that all threads of a pool work on, looked at in slices: a test waits for its own. */
export class Slices {
  /** Of all seeds that have ended. */
  readonly total = new Tally();
  readonly #options: SlicesOptions;
  readonly #tallies: Tally[];
  readonly #done: PromiseWithResolvers<void>[];

  constructor(options: SlicesOptions) {
    this.#options = options;
    const length = Math.ceil(options.count / options.sliceSeeds);
    this.#tallies = Array.from({ length }, () => new Tally());
    this.#done = Array.from({ length }, () => Promise.withResolvers<void>());
  }

  /** Runs all of them. */
  async run(): Promise<void> {
    const { pool, first, count, plan = {} } = this.#options;
    await pool.runAll(seedsFrom(first, count), plan, (outcome) => this.#take(outcome));
  }

  /** The slice that begins with this seed, once all its seeds have ended. Throws what the first that failed has to say. */
  async of(seed: number): Promise<Tally> {
    const { first, sliceSeeds } = this.#options;
    const index = Math.floor((seed - first) / sliceSeeds);
    await this.#done[index]?.promise;
    const tally = this.#tallies[index] as Tally;
    const [failure] = tally.failed;
    if (failure === undefined) return tally;
    const others = tally.failed.slice(1).map((other) => `, ${other.seed}`);
    throw new Error(`seed ${failure.seed}${others.join("")} fails\n${failure.message}`);
  }

  #take(outcome: SeedOutcome): void {
    const { first, count, sliceSeeds } = this.#options;
    const index = Math.floor((outcome.seed - first) / sliceSeeds);
    const tally = this.#tallies[index] as Tally;
    tally.add(outcome);
    this.total.add(outcome);
    if (tally.seeds === Math.min(sliceSeeds, count - index * sliceSeeds)) this.#done[index]?.resolve();
  }
}
