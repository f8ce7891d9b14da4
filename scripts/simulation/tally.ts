import { noCoverage, RARE_EVENTS, type RareEvent } from "../../src/testing/coverage/coverage.ts";
import type { SeedFailure, SeedOutcome } from "./seed-task.ts";

const EVENTS = Object.keys(RARE_EVENTS) as RareEvent[];

/** What many seeds came to. */
export class Tally {
  seeds = 0;
  steps = 0;
  virtualMs = 0;
  faults = 0;
  operations = 0;
  elections = 0;
  plannedRestarts = 0;
  acknowledged = 0;
  truncations = 0;
  /** How often each rare event has happened. */
  readonly coverage = noCoverage();
  /** In how many seeds. */
  readonly seedsWith = noCoverage();
  readonly failed: (SeedFailure & { readonly seed: number })[] = [];

  add({ seed, result, failure }: SeedOutcome): void {
    this.seeds++;
    if (failure !== undefined) this.failed.push({ seed, ...failure });
    if (result === undefined) return;
    this.steps += result.steps;
    this.virtualMs += result.virtualMs;
    this.faults += result.faults;
    this.operations += result.operations;
    this.elections += result.elections;
    this.plannedRestarts += result.plannedRestarts;
    this.acknowledged += result.acknowledged;
    this.truncations += result.truncations;
    for (const event of EVENTS) {
      this.coverage[event] += result.coverage[event];
      if (result.coverage[event] > 0) this.seedsWith[event]++;
    }
  }

  /** What has never happened. */
  get missing(): RareEvent[] {
    return EVENTS.filter((event) => this.coverage[event] === 0);
  }
}
