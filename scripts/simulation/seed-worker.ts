/** A thread of the pool: runs one seed at a time. */
import { NOT_LOADED, type SeedFailure, type SeedOutcome, type SeedTask } from "./seed-task.ts";

type Simulator = typeof import("../../src/testing/simulate.ts");

export default async function runSeed({ seed, plan, simulator }: SeedTask): Promise<SeedOutcome> {
  let simulate: Simulator["simulate"];
  try {
    ({ simulate } = (await import(simulator)) as Simulator);
  } catch (error) {
    return { seed, failure: { invariant: NOT_LOADED, message: String(error) } };
  }
  try {
    return { seed, result: simulate(seed, plan) };
  } catch (error) {
    return { seed, failure: failureOf(error) };
  }
}

/** Another checkout has a class of its own: its failures are known by what they say. */
function failureOf(error: unknown): SeedFailure {
  if (error instanceof Error && "invariant" in error) {
    const { invariant, message } = error;
    return { invariant: String(invariant), message };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { invariant: "the simulation itself works", message };
}
