import { describeSchedule } from "../faults/describe-step.ts";
import { checkScenario, checkSeed } from "../scenario/check-scenario.ts";
import { type ScenarioExtras, scheduleOf } from "../scenario/run-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SimulatedCluster } from "../simulated-cluster.ts";
import { type Shrinkable, type ShrinkBudget, type Shrunk, shrink } from "./shrink.ts";

export interface ShrunkScenario extends Shrunk {
  /** Run with the same seed it breaks the same invariant. */
  readonly scenario: Scenario;
  /** The schedule, the scenario as data, and the timeline of that run, for a person. */
  readonly report: string;
}

/**
 * Makes the failing run of a scenario small: fewer and shorter faults, fewer clients, a shorter run. Rejects with MillraceError
 * INVALID_OPTION when the scenario does not fail with this seed.
 */
export async function shrinkScenario(
  seed: number,
  scenario: Scenario,
  budget: ShrinkBudget = {},
  extras: ScenarioExtras = {},
): Promise<ShrunkScenario> {
  checkSeed(seed);
  checkScenario(scenario);
  const { durationMs, load, brokers = 3 } = scenario;
  const brokerIds = Array.from({ length: brokers }, (_, index) => index + 1);
  const schedule = scheduleOf(seed, scenario, brokerIds);
  const { producers = 2, consumers = 2 } = load ?? {};
  const start = { schedule, durationMs, quiet: true, producers, consumers };
  const smaller = (candidate: Shrinkable): Scenario => ({
    ...scenario,
    ...(load && { load: { ...load, producers: candidate.producers, consumers: candidate.consumers } }),
    durationMs: candidate.durationMs,
    faults: candidate.schedule,
  });
  const attempt = (candidate: Shrinkable) => {
    const tried = smaller(candidate);
    return namesNobodyElse(tried) ? SimulatedCluster.run(seed, tried, extras) : { steps: 0 };
  };
  const shrunk = await shrink(start, attempt, budget);
  const smallest = smaller(shrunk.smallest);
  const { failure, runs } = shrunk;
  const report = [
    `${failure.invariant}: seed ${seed} shrunk from ${schedule.length} faults to ${shrunk.smallest.schedule.length} in ${runs} runs`,
    describeSchedule(shrunk.smallest.schedule),
    ...(scenario.users || scenario.checks ? [`  faults: ${JSON.stringify(shrunk.smallest.schedule)}`] : []), // else the repetition says it
    "",
    failure.message,
  ].join("\n");
  return { ...shrunk, scenario: smallest, report };
}

/** Not where its faults are for clients that are left out. */
function namesNobodyElse(scenario: Scenario): boolean {
  try {
    checkScenario(scenario);
    return true;
  } catch {
    return false;
  }
}
