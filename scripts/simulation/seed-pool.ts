import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import type { SimulationPlan } from "../../src/testing/index.ts";
import { NO_END, type SeedOutcome, type SeedTask } from "./seed-task.ts";
import { planFor } from "./themes.ts";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** A seed takes a tenth of a second: one that takes so long is in a loop. */
const SEED_MS_MAX = 300_000;

export interface SeedPoolOptions {
  /** Seeds at a time; default: as many as there are cores. */
  readonly threads?: number | undefined;
  /** The checkout whose simulation is run; default: this one. */
  readonly repository?: string;
}

/** Threads that run seeds. Whoever made it closes it. */
export class SeedPool {
  readonly threads: number;
  readonly #pool: Piscina<SeedTask, SeedOutcome>;
  readonly #simulator: string;

  constructor({ threads = availableParallelism(), repository = REPOSITORY }: SeedPoolOptions = {}) {
    this.threads = threads;
    this.#simulator = pathToFileURL(join(repository, "src/testing/simulate.ts")).href;
    this.#pool = new Piscina({
      filename: new URL("seed-worker.ts", import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      execArgv: [],
      recordTiming: false,
    });
  }

  /** How the seed ended, with its theme if nothing is asked for; also when its thread died, or did not come back. */
  async run(seed: number, asked: SimulationPlan): Promise<SeedOutcome> {
    const simulator = this.#simulator;
    const plan = planFor(seed, asked);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), SEED_MS_MAX);
    try {
      return await this.#pool.run({ seed, plan, simulator }, { signal: late.signal });
    } catch (error) {
      const message = `seed ${seed} gave no result within ${SEED_MS_MAX / 1_000} s, or its thread died: ${error}`;
      return { seed, failure: { invariant: NO_END, message } };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs all of `seeds`, as many at a time as there are threads; `take` gets each outcome as it comes. */
  async runAll(seeds: Iterator<number>, plan: SimulationPlan, take: (outcome: SeedOutcome) => void): Promise<void> {
    const work = async (): Promise<void> => {
      for (let next = seeds.next(); next.done !== true; next = seeds.next()) take(await this.run(next.value, plan));
    };
    await Promise.all(Array.from({ length: this.threads }, work));
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** So many seeds from `first` on, and none that would begin when `isOver`. */
export function* seedsFrom(first: number, count = Number.POSITIVE_INFINITY, isOver = () => false): Generator<number> {
  for (let index = 0; index < count && !isOver(); index++) yield first + index;
}
