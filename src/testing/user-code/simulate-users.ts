import { Random } from "../../base/random.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SimulatedCluster } from "../simulated-cluster.ts";
import { Checks } from "./checks.ts";
import { UserCode } from "./user-code.ts";

const DEADLINE_MS = 10_000;

/** A scenario in which users' own code runs. */
export interface UserScenario
  extends Pick<Scenario, "brokers" | "storage" | "topics" | "users" | "checks" | "durationMs"> {
  /** Called when the users have started: lets things go wrong. All must be healed after `durationMs`. */
  readonly faults?: (cluster: SimulatedCluster, users: UserCode) => void;
  /** Virtual ms after the faults in which users must end and checks begin to hold; default 10,000. */
  readonly deadlineMs?: number;
}

export interface UserRun {
  readonly seed: number;
  readonly steps: number;
  /** Equal for two runs exactly when the same happened in them. */
  readonly traceHash: number;
  readonly virtualMs: number;
  /** How often each user was started. */
  readonly lives: Readonly<Record<string, number>>;
}

/**
 * One run of users' code in a simulated cluster, in which the seed decides everything that is not code. Rejects with
 * `SimulationFailure` when a check does not hold, a user's code throws, does not end, or waits for what is not simulated.
 */
export async function simulateUsers(seed: number, scenario: UserScenario): Promise<UserRun> {
  const { brokers = 3, storage = "memory", topics, durationMs, deadlineMs = DEADLINE_MS } = scenario;
  const draw = new Random(seed + 0x05e5);
  const delays = {
    delayMsMax: draw.pick([1, 3, 10]),
    noticeMsMax: draw.pick([2, 6, 30]),
    metadataDelayMsMax: draw.pick([2, 5, 40]),
  };
  const cluster = new SimulatedCluster({ seed, brokers, storage, ...delays });
  for (const topic of topics) cluster.createTopic(topic);
  const plans = scenario.users ?? [];
  const users = new UserCode(cluster, plans);
  const checks = new Checks(cluster, users, scenario.checks ?? []);
  let failure: unknown;
  try {
    users.begin(durationMs);
    scenario.faults?.(cluster, users);
    await users.advance(durationMs);
    await finish(cluster, users, checks, deadlineMs);
  } catch (error) {
    failure = error;
  }
  failure = (await users.end()) ?? failure; // what nobody heard of came first
  if (failure !== undefined) throw failure;
  const { steps, trace, time } = cluster.runtime;
  const lives = Object.fromEntries(plans.map(({ name }) => [name, users.livesOf(name)]));
  return { seed, steps, traceHash: trace.hash, virtualMs: time.now, lives };
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
