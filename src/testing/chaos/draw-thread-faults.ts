import type { Random } from "../../base/random.ts";
import type { FaultSchedule, PartitionPlace, Target } from "../faults/fault-step.ts";
import type { FaultDraw } from "../scenario/scenario.ts";
import { THREAD_FAULTS, type ThreadFault } from "./thread-faults.ts";

export interface ThreadSetting {
  readonly durationMs: number;
  readonly brokers: number;
  readonly places: readonly PartitionPlace[];
  readonly clients: readonly string[];
  /** A thread that is silent for longer is fenced. */
  readonly sessionTimeoutMs: number;
}

const ENDLESS = Number.POSITIVE_INFINITY;

/** A schedule of faults that threads can have; kinds that they cannot have are not drawn. */
export function drawThreadFaults(
  random: Random,
  { kinds, gapMsMax }: FaultDraw,
  setting: ThreadSetting,
): FaultSchedule {
  const possible = kinds.filter((kind) => THREAD_FAULTS.some((other) => other === kind));
  const steps: ({ readonly atMs: number } & ThreadFault)[] = [];
  if (possible.length === 0) return steps;
  for (let atMs = random.between(1, gapMsMax); atMs < setting.durationMs; atMs += random.between(1, gapMsMax))
    steps.push({ atMs, ...drawFault(random, random.pick(possible) as ThreadFault["fault"], setting) });
  return steps;
}

function drawFault(random: Random, fault: ThreadFault["fault"], setting: ThreadSetting): ThreadFault {
  const { sessionTimeoutMs } = setting;
  switch (fault) {
    case "kill":
      return { fault, target: drawTarget(random, setting, ["broker", "broker", "broker", "supervisor", "client"]) };
    case "restart":
      return { fault, target: drawTarget(random, setting, ["broker"]) };
    case "pause": {
      const target = drawTarget(random, setting, ["broker", "broker", "client"]);
      return { fault, target, forMs: random.between(20, Math.round(1.5 * sessionTimeoutMs)) };
    }
    case "hang": {
      const target = drawTarget(random, setting, ["broker", "broker", "supervisor", "client"]);
      const forMs = random.between(20, Math.round(1.5 * sessionTimeoutMs));
      const mayBeEndless = target === "supervisor" || !("client" in target);
      return { fault, target, forMs: mayBeEndless && random.chance(1, 3) ? ENDLESS : forMs };
    }
    case "fillArena":
      return { fault, forMs: random.between(50, 1_000) };
  }
}

function drawTarget(
  random: Random,
  { brokers, places, clients }: ThreadSetting,
  kinds: readonly ("broker" | "supervisor" | "client")[],
): Target {
  const kind = random.pick(kinds);
  if (kind === "supervisor") return "supervisor";
  if (kind === "client" && clients.length > 0) return { client: random.pick(clients) };
  const role = random.pick(["leaderOf", "leaderOf", "followerOf", "broker"] as const);
  if (role === "broker" || places.length === 0) return { broker: random.between(1, brokers) };
  const place = random.pick(places);
  return role === "leaderOf" ? { leaderOf: place } : { followerOf: place };
}
