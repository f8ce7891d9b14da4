import { describeSchedule } from "../faults/describe-step.ts";
import type { FaultSchedule } from "../faults/fault-step.ts";
import { replayCommand } from "../scenario/replay-command.ts";
import { drawSimulation, type SimulationPlan, simulate } from "../simulate.ts";
import { type Shrinkable, type ShrinkBudget, type Shrunk, shrink } from "./shrink.ts";

export interface ShrunkSeed extends Shrunk {
  /** The plan that makes the seed's run so small. */
  readonly plan: SimulationPlan;
  /** The schedule, how to repeat it, and the timeline of that run, for a person. */
  readonly report: string;
}

/**
 * Makes the failing run of a seed small: `simulate(seed, plan)` of the result breaks the same invariant. Rejects with
 * MillraceError INVALID_OPTION when the seed's run does not fail.
 */
export async function shrinkSeed(
  seed: number,
  plan: SimulationPlan = {},
  budget: ShrinkBudget = {},
): Promise<ShrunkSeed> {
  const { steps: _kept, ...whole } = plan;
  const all = drawSimulation(seed, whole).scenario.faults;
  const { scenario, extras } = drawSimulation(seed, plan);
  const { workload: { producers = 2, consumers = 2 } = {} } = extras;
  const kept = plan.steps?.flatMap((index) => all[index] ?? []) ?? all;
  const start = { schedule: kept, durationMs: scenario.durationMs, quiet: plan.quiet ?? false, producers, consumers };
  const planFor = (candidate: Shrinkable): SimulationPlan => smallerPlan(whole, start, candidate, all);
  const shrunk = await shrink(start, (candidate) => simulate(seed, planFor(candidate)), budget);
  const smallest = planFor(shrunk.smallest);
  return { ...shrunk, plan: smallest, report: reportOf(seed, smallest, start, shrunk) };
}

/** Names what is smaller than at the beginning, and nothing else: a number that is named may change what is drawn. */
function smallerPlan(
  plan: SimulationPlan,
  start: Shrinkable,
  { schedule, durationMs, quiet, producers, consumers }: Shrinkable,
  all: FaultSchedule,
): SimulationPlan {
  const steps = schedule.map((step) => all.indexOf(step));
  const areKept = steps.every((index) => index >= 0);
  const isWhole = areKept && steps.length === all.length;
  return {
    ...plan,
    ...(isWhole ? {} : areKept ? { steps } : { schedule }),
    ...(durationMs !== start.durationMs && { durationMs }),
    ...(quiet !== start.quiet && { quiet }),
    ...(producers !== start.producers && { producers }),
    ...(consumers !== start.consumers && { consumers }),
  };
}

function reportOf(seed: number, plan: SimulationPlan, start: Shrinkable, { smallest, failure, runs }: Shrunk): string {
  const { schedule, durationMs, quiet, producers, consumers } = smallest;
  return [
    `${failure.invariant}: seed ${seed} shrunk from ${start.schedule.length} faults to ${schedule.length} in ${runs} runs`,
    describeSchedule(schedule),
    `  ${durationMs} ms, ${producers} producers, ${consumers} consumers${quiet ? ", who only write and read" : ""}`,
    `  repeat it: ${replayCommand(seed, plan)}`,
    "",
    failure.message,
  ].join("\n");
}
