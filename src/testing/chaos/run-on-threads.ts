import { keepingAlive } from "../../runtime/join.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type ChaosOptions, planChaos } from "./chaos-options.ts";
import type { ChaosReport } from "./chaos-report.ts";
import { ChaosRun } from "./chaos-run.ts";

/**
 * Runs a scenario on real threads: starts a cluster of its own, has clients in threads of their own write and read its
 * topics, breaks what the schedule says at its moments, heals everything, waits until every record has its result and is
 * read, and closes everything. Records are checked as they come; the run ends early when one is wrong. Never more than what
 * leaves acknowledged records at a replica is broken at a time.
 *
 * What was wrong is in the report. Throws MillraceError INVALID_OPTION for a scenario that threads cannot run, with all its
 * faults that they cannot have; drawn faults are drawn among those that they can.
 */
export async function runOnThreads(scenario: Scenario, options: ChaosOptions): Promise<ChaosReport> {
  const run = new ChaosRun(planChaos(scenario, options));
  return await keepingAlive(run.run());
}
