import type { Scenario } from "../scenario/scenario.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { Checks } from "./checks.ts";
import { UserCode } from "./user-code.ts";

const DEADLINE_MS = 60_000;

/**
 * Runs the users of a scenario in a cluster that has its topics, from their start to their end; `begin` is called when they
 * have started, for what goes on beside them. Resolves with how often each was started.
 */
export async function runUsers(
  cluster: SimulatedCluster,
  scenario: Scenario,
  begin: () => void,
): Promise<Readonly<Record<string, number>>> {
  const plans = scenario.users ?? [];
  const users = new UserCode(cluster, plans);
  const checks = new Checks(cluster, users, scenario.checks ?? []);
  let failure: unknown;
  try {
    users.begin();
    begin();
    await users.advance(scenario.durationMs);
    await finish(cluster, users, checks, scenario.deadlineMs ?? DEADLINE_MS);
  } catch (error) {
    failure = error;
  }
  failure = (await users.end()) ?? failure; // what nobody heard of came first
  if (failure !== undefined) throw failure;
  return Object.fromEntries(plans.map(({ name }) => [name, users.livesOf(name)]));
}

/** Everything ends, and what must hold in the end does. */
async function finish(cluster: SimulatedCluster, users: UserCode, checks: Checks, deadlineMs: number): Promise<void> {
  const isOver = () => users.haveEnded && cluster.isSettled && checks.holdEventually;
  if (!(await users.reaches(isOver, deadlineMs))) {
    const { unfinished } = users;
    const late = `not within ${deadlineMs} ms after the last fault`;
    const ends = "every operation ends";
    if (unfinished.length > 0) throw cluster.failure(ends, `${unfinished.join(", ")} ended: ${late}`);
    throw checks.lateFailure(deadlineMs) ?? cluster.failure(ends, `the cluster settles: ${late}`);
  }
  checks.atEnd();
}
