import { MillraceError } from "../../base/errors.ts";
import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { FaultStep, Target } from "../faults/fault-step.ts";
import { type FaultKind, Faults } from "../faults/faults.ts";
import type { FaultDraw, Scenario } from "../scenario/scenario.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { UserCode } from "./user-code.ts";

const RESTART_MS = 100;

/** What `Faults` calls what is drawn for a cluster. */
const OF_BROKERS: ReadonlyMap<FaultDraw["kinds"][number], FaultKind> = new Map([
  ["kill", "killBroker"],
  ["restart", "plannedRestart"],
  ["pause", "pause"],
  ["hang", "hang"],
  ["slow", "slow"],
  ["storage", "storageFull"],
]);

/** Lets the faults of a scenario happen from now on. Throws MillraceError INVALID_OPTION for one that it does not know. */
export function beginFaults(cluster: SimulatedCluster, users: UserCode, scenario: Scenario): void {
  const { faults = [], durationMs } = scenario;
  if (!("kinds" in faults)) {
    for (const step of faults) cluster.runtime.after(step.atMs, () => inject(cluster, users, step));
    return;
  }
  const { gapMsMax } = faults;
  const kinds = faults.kinds
    .filter((kind) => kind !== "killClient")
    .map((kind) => OF_BROKERS.get(kind) ?? unknown(kind));
  if (kinds.length > 0) new Faults(cluster, { durationMs, gapMsMax, kinds });
  const mortals = (scenario.users ?? []).filter(({ mortal }) => mortal).map(({ name }) => name);
  if (faults.kinds.includes("killClient") && mortals.length > 0)
    killUsers(cluster, users, mortals, gapMsMax, durationMs);
}

function killUsers(
  cluster: SimulatedCluster,
  users: UserCode,
  mortals: readonly string[],
  gapMsMax: number,
  durationMs: number,
): void {
  const random = cluster.runtime.random.fork();
  for (let atMs = random.between(1, gapMsMax); atMs < durationMs; atMs += random.between(1, gapMsMax)) {
    const name = random.pick(mortals);
    cluster.runtime.after(atMs, () => users.kill(name));
  }
}

function inject(cluster: SimulatedCluster, users: UserCode, step: FaultStep): void {
  if (step.fault !== "kill") return unknown(step.fault);
  const { target, restartAfterMs = RESTART_MS } = step;
  if (target === "supervisor") {
    if (cluster.runtime.endpoint(SUPERVISOR_ENDPOINT) === undefined) return;
    cluster.killSupervisor();
    cluster.runtime.after(restartAfterMs, () => cluster.startSupervisor());
  } else if ("client" in target) users.kill(target.client);
  else {
    const broker = brokerOf(cluster, target);
    if (!cluster.livingBrokers.has(broker)) return;
    cluster.killBroker(broker);
    cluster.runtime.after(restartAfterMs, () => cluster.startBroker(broker));
  }
}

function brokerOf(
  cluster: SimulatedCluster,
  target: Exclude<Target, "supervisor" | { readonly client: string }>,
): number {
  if ("broker" in target) return target.broker;
  const { topic, partition } = "leaderOf" in target ? target.leaderOf : target.followerOf;
  const state = cluster.image.topicByName(topic)?.partitions[partition];
  if (state === undefined) return -1;
  return "leaderOf" in target ? state.leader : (state.isr.find((id) => id !== state.leader) ?? -1);
}

function unknown(kind: string): never {
  throw new MillraceError("INVALID_OPTION", `faults: a run of users knows no ${kind}`);
}
