import { Random } from "../../base/random.ts";
import { SimulatedCluster } from "../simulated-cluster.ts";
import { runUsers, type UserScenario } from "./run-users.ts";
import { beginFaults } from "./scenario-faults.ts";

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
  const { brokers = 3, storage = "memory", topics } = scenario;
  const draw = new Random(seed + 0x05e5);
  const delays = {
    delayMsMax: draw.pick([1, 3, 10]),
    noticeMsMax: draw.pick([2, 6, 30]),
    metadataDelayMsMax: draw.pick([2, 5, 40]),
  };
  const cluster = new SimulatedCluster({ seed, brokers, storage, ...delays });
  for (const topic of topics) cluster.createTopic(topic);
  const lives = await runUsers(cluster, scenario, (users) => beginFaults(cluster, users, scenario));
  const { steps, trace, time } = cluster.runtime;
  return { seed, steps, traceHash: trace.hash, virtualMs: time.now, lives };
}
