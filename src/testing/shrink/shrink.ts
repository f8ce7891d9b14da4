import { MillraceError } from "../../base/errors.ts";
import type { FaultSchedule, FaultStep } from "../faults/fault-step.ts";
import { SimulationFailure } from "../machine/simulation-failure.ts";
import type { ScenarioResult } from "../scenario/run-scenario.ts";
import { minimized } from "./delta-debugging.ts";

/** What of a run can be made smaller. */
export interface Shrinkable {
  readonly schedule: FaultSchedule;
  readonly durationMs: number; // of the faulty part
  /** Users only write and read. */
  readonly quiet: boolean;
  readonly producers: number;
  readonly consumers: number;
}

/** Runs it; throws SimulationFailure when it fails. */
export type Attempt = (candidate: Shrinkable) => Pick<ScenarioResult, "steps"> | Promise<Pick<ScenarioResult, "steps">>;

/** Bounds are counts, not clocks, so that the outcome is the same on every machine. */
export interface ShrinkBudget {
  readonly runsMax?: number; // default 300
  /** Steps of all runs together; default 3,000,000: some minutes at most. */
  readonly stepsMax?: number;
}

export interface Shrunk {
  readonly smallest: Shrinkable;
  /** Of the smallest run; its invariant is the one of the first. */
  readonly failure: SimulationFailure;
  readonly runs: number;
}

/**
 * The smallest run that it finds which breaks the same invariant: steps of the schedule are left out, then users do less,
 * then faults and the run get shorter, until nothing more can go or the budget is used up. A function of its arguments
 * alone. Rejects with MillraceError INVALID_OPTION when the run does not fail.
 */
export async function shrink(start: Shrinkable, attempt: Attempt, budget: ShrinkBudget = {}): Promise<Shrunk> {
  const attempts = new Attempts(attempt, budget);
  const failure = await attempts.failureOf(start);
  if (failure === undefined) throw new MillraceError("INVALID_OPTION", "the run does not fail: nothing to shrink");
  return await new Shrinking(start, failure, attempts).result();
}

/** Runs, counted. */
class Attempts {
  runs = 0;
  #steps = 0;
  readonly #attempt: Attempt;
  readonly #runsMax: number;
  readonly #stepsMax: number;

  constructor(attempt: Attempt, { runsMax = 300, stepsMax = 3_000_000 }: ShrinkBudget) {
    this.#attempt = attempt;
    this.#runsMax = runsMax;
    this.#stepsMax = stepsMax;
  }

  get areUsedUp(): boolean {
    return this.runs >= this.#runsMax || this.#steps >= this.#stepsMax;
  }

  async failureOf(candidate: Shrinkable): Promise<SimulationFailure | undefined> {
    this.runs++;
    try {
      this.#steps += (await this.#attempt(candidate)).steps;
      return undefined;
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      this.#steps += error.step;
      return error;
    }
  }
}

class Shrinking {
  #smallest: Shrinkable;
  #failure: SimulationFailure;
  readonly #attempts: Attempts;

  constructor(start: Shrinkable, failure: SimulationFailure, attempts: Attempts) {
    this.#smallest = start;
    this.#failure = failure;
    this.#attempts = attempts;
  }

  async result(): Promise<Shrunk> {
    for (let before: Shrinkable | undefined; before !== this.#smallest; ) {
      before = this.#smallest;
      await minimized(before.schedule, (schedule) => this.#try({ schedule }));
      await this.#quieten();
      await this.#shortenFaults();
      await this.#shortenRun();
    }
    return { smallest: this.#smallest, failure: this.#failure, runs: this.#attempts.runs };
  }

  async #quieten(): Promise<void> {
    if (!this.#smallest.quiet) await this.#try({ quiet: true });
    for (const count of [1, 2]) if (count < this.#smallest.producers && (await this.#try({ producers: count }))) break;
    for (const count of [0, 1]) if (count < this.#smallest.consumers && (await this.#try({ consumers: count }))) break;
  }

  async #shortenFaults(): Promise<void> {
    for (const index of this.#smallest.schedule.keys())
      for (const field of ["forMs", "restartAfterMs", "byMs"] as const)
        while (await this.#tryStep(index, (step) => halved(step, field)));
  }

  /** Ends it after its last fault, when it was found early, or at half of its time. */
  async #shortenRun(): Promise<void> {
    const { schedule } = this.#smallest;
    const last = schedule.at(-1)?.atMs ?? 0;
    const ends = [last + 20, last + 100, this.#failure.at, Math.floor(this.#smallest.durationMs / 2)];
    for (const durationMs of ends)
      if (durationMs > last && durationMs < this.#smallest.durationMs && (await this.#try({ durationMs }))) return;
  }

  async #tryStep(index: number, change: (step: FaultStep) => FaultStep | undefined): Promise<boolean> {
    const { schedule } = this.#smallest;
    const step = schedule[index];
    const changed = step && change(step);
    return changed !== undefined && (await this.#try({ schedule: schedule.with(index, changed) }));
  }

  /** True: it fails as before, and is the smallest now. */
  async #try(change: Partial<Shrinkable>): Promise<boolean> {
    if (this.#attempts.areUsedUp) return false;
    const candidate = { ...this.#smallest, ...change };
    const failure = await this.#attempts.failureOf(candidate);
    if (failure?.invariant !== this.#failure.invariant) return false;
    this.#smallest = candidate;
    this.#failure = failure;
    return true;
  }
}

/** Undefined: it has no such duration, or it is as short as can be. */
function halved(step: FaultStep, field: "forMs" | "restartAfterMs" | "byMs"): FaultStep | undefined {
  const value = (step as { readonly [Field in typeof field]?: number })[field];
  return value === undefined || value < 2 ? undefined : { ...step, [field]: Math.floor(value / 2) };
}
