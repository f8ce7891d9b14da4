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
export type Attempt = (candidate: Shrinkable) => Pick<ScenarioResult, "steps">;

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
 * alone. Throws MillraceError INVALID_OPTION when the run does not fail.
 */
export function shrink(start: Shrinkable, attempt: Attempt, budget: ShrinkBudget = {}): Shrunk {
  return new Shrinking(start, attempt, budget).result();
}

class Shrinking {
  #smallest: Shrinkable;
  #failure: SimulationFailure;
  #runs = 0;
  #steps = 0;
  readonly #attempt: Attempt;
  readonly #runsMax: number;
  readonly #stepsMax: number;

  constructor(start: Shrinkable, attempt: Attempt, { runsMax = 300, stepsMax = 3_000_000 }: ShrinkBudget) {
    this.#attempt = attempt;
    this.#runsMax = runsMax;
    this.#stepsMax = stepsMax;
    this.#smallest = start;
    const failure = this.#failureOf(start);
    if (failure === undefined) throw new MillraceError("INVALID_OPTION", "the run does not fail: nothing to shrink");
    this.#failure = failure;
  }

  result(): Shrunk {
    for (let before: Shrinkable | undefined; before !== this.#smallest; ) {
      before = this.#smallest;
      this.#leaveOutSteps();
      this.#quieten();
      this.#shortenFaults();
      this.#shortenRun();
    }
    return { smallest: this.#smallest, failure: this.#failure, runs: this.#runs };
  }

  #leaveOutSteps(): void {
    minimized(this.#smallest.schedule, (schedule) => this.#try({ schedule }));
  }

  #quieten(): void {
    if (!this.#smallest.quiet) this.#try({ quiet: true });
    for (const count of [1, 2]) if (count < this.#smallest.producers && this.#try({ producers: count })) break;
    for (const count of [0, 1]) if (count < this.#smallest.consumers && this.#try({ consumers: count })) break;
  }

  #shortenFaults(): void {
    for (const index of this.#smallest.schedule.keys())
      for (const field of ["forMs", "restartAfterMs", "byMs"] as const)
        while (this.#tryStep(index, (step) => halved(step, field)));
  }

  /** Ends it after its last fault, when it was found early, or at half of its time. */
  #shortenRun(): void {
    const { schedule } = this.#smallest;
    const last = schedule.at(-1)?.atMs ?? 0;
    const ends = [last + 20, last + 100, this.#failure.at, Math.floor(this.#smallest.durationMs / 2)];
    for (const durationMs of ends)
      if (durationMs > last && durationMs < this.#smallest.durationMs && this.#try({ durationMs })) return;
  }

  #tryStep(index: number, change: (step: FaultStep) => FaultStep | undefined): boolean {
    const { schedule } = this.#smallest;
    const step = schedule[index];
    const changed = step && change(step);
    return changed !== undefined && this.#try({ schedule: schedule.with(index, changed) });
  }

  /** True: it fails as before, and is the smallest now. */
  #try(change: Partial<Shrinkable>): boolean {
    if (this.#runs >= this.#runsMax || this.#steps >= this.#stepsMax) return false;
    const candidate = { ...this.#smallest, ...change };
    const failure = this.#failureOf(candidate);
    if (failure?.invariant !== this.#failure.invariant) return false;
    this.#smallest = candidate;
    this.#failure = failure;
    return true;
  }

  #failureOf(candidate: Shrinkable): SimulationFailure | undefined {
    this.#runs++;
    try {
      this.#steps += this.#attempt(candidate).steps;
      return undefined;
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      this.#steps += error.step;
      return error;
    }
  }
}

/** Undefined: it has no such duration, or it is as short as can be. */
function halved(step: FaultStep, field: "forMs" | "restartAfterMs" | "byMs"): FaultStep | undefined {
  const value = (step as { readonly [Field in typeof field]?: number })[field];
  return value === undefined || value < 2 ? undefined : { ...step, [field]: Math.floor(value / 2) };
}
