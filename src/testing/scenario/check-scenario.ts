import { BROKERS_MAX } from "../../base/limits.ts";
import { checkNames } from "../../client/options.ts";
import { type CheckTarget, checkDraw, checkSchedule } from "../faults/check-faults.ts";
import type { PartitionPlace, Target } from "../faults/fault-step.ts";
import type { Check } from "../user-code/check.ts";
import type { UserPlan } from "../user-code/simulated-user.ts";
import type { TopicPlan } from "../users/sim-admin.ts";
import { ifGiven, invalid, listOf, names, oneOf, timeSpan, typed, wholeNumber } from "./fields.ts";
import { clientsOfLoad, isDraw, REPLICATION_FACTOR } from "./run-scenario.ts";
import type { Load, Scenario } from "./scenario.ts";

const FIELDS = ["brokers", "storage", "topics", "load", "users", "checks", "durationMs", "faults", "deadlineMs"];
const MOMENTS = ["afterTurn", "eventually", "atEnd"] as const;

/** Throws MillraceError INVALID_OPTION for what is no seed. */
export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed)) throw invalid(`seed must be a whole number, not ${String(seed)}`);
}

/**
 * Throws MillraceError INVALID_OPTION for the first field that is unknown, of the wrong type or out of range, and for
 * faults of somebody who is not there: what would silently do nothing.
 */
export function checkScenario(scenario: Scenario): void {
  checkNames("a scenario", scenario, FIELDS);
  const { brokers = 3, topics, load, users = [], checks = [] } = scenario;
  wholeNumber("brokers", brokers, 1, BROKERS_MAX);
  ifGiven(scenario.storage, (storage) => oneOf("storage", storage, ["memory", "directory"]));
  wholeNumber("durationMs", scenario.durationMs, 0);
  ifGiven(scenario.deadlineMs, (deadlineMs) => wholeNumber("deadlineMs", deadlineMs, 0));
  ifGiven(load, checkLoad);
  for (const [index, topic] of listOf("topics", topics).entries()) checkTopic(`topics[${index}]`, topic, brokers);
  if (topics.length === 0 && users.length === 0) throw invalid("topics names at least one topic, or users create some");
  for (const [index, user] of listOf("users", users).entries()) checkUser(`users[${index}]`, user);
  for (const [index, check] of listOf("checks", checks).entries()) checkCheck(`checks[${index}]`, check);
  const named = (list: string) => (index: number) => `${list}[${index}].${list === "topics" ? "topic" : "name"}`;
  names(
    named("topics"),
    topics.map(({ topic }) => topic),
  );
  names(
    named("users"),
    users.map(({ name }) => name),
  );
  const ofLoad = load === undefined ? [] : clientsOfLoad(topics, load);
  for (const [index, { name }] of users.entries())
    if (ofLoad.includes(name)) throw invalid(`users[${index}].name: "${name}" is a client of the load already`);
  checkFaults(scenario, ofLoad);
}

function checkTopic(field: string, plan: TopicPlan, brokers: number): void {
  const known = ["topic", "partitions", "replicationFactor", "minInSyncReplicas", "reclaim", "configs"];
  checkNames(field, plan, known);
  wholeNumber(`${field}.partitions`, plan.partitions, 1);
  const { replicationFactor = REPLICATION_FACTOR } = plan;
  if (!Number.isSafeInteger(replicationFactor) || replicationFactor < 1 || replicationFactor > brokers)
    throw invalid(
      `${field}.replicationFactor (${REPLICATION_FACTOR} if not given) must be a whole number from 1 to ${brokers}, the number of brokers, not ${replicationFactor}`,
    );
  ifGiven(plan.minInSyncReplicas, (count) => wholeNumber(`${field}.minInSyncReplicas`, count, 1));
  ifGiven(plan.reclaim, (reclaim) => oneOf(`${field}.reclaim`, reclaim, ["oldest", "consumed", "none"]));
}

function checkLoad(load: Load): void {
  const known = ["producers", "consumers", "recordsPerSecond", "recordBytes", "lingerMs", "acks", "idempotent"];
  checkNames("load", load, known);
  const { recordsPerSecond = 1, acks = -1, idempotent } = load;
  ifGiven(load.producers, (count) => wholeNumber("load.producers", count, 0));
  ifGiven(load.consumers, (count) => wholeNumber("load.consumers", count, 0));
  if (!(Number.isFinite(recordsPerSecond) && recordsPerSecond > 0))
    throw invalid(
      `load.recordsPerSecond must be a number above 0, not ${String(recordsPerSecond)}: leave producers away`,
    );
  ifGiven(load.recordBytes, (bytes) => wholeNumber("load.recordBytes", bytes, 1));
  ifGiven(load.lingerMs, (lingerMs) => wholeNumber("load.lingerMs", lingerMs, 0));
  oneOf("load.acks", acks, [-1, 0, 1]);
  ifGiven(idempotent, () => typed("load.idempotent", idempotent, "boolean"));
  if (idempotent && acks !== -1) throw invalid("load.idempotent: true needs acks -1 (all)");
}

function checkUser(field: string, user: UserPlan): void {
  checkNames(field, user, ["name", "start", "service", "restartAfterMs", "mortal"]);
  typed(`${field}.start`, user.start, "function");
  for (const name of ["service", "mortal"] as const)
    ifGiven(user[name], (value) => typed(`${field}.${name}`, value, "boolean"));
  ifGiven(user.restartAfterMs, (restartAfterMs) => timeSpan(`${field}.restartAfterMs`, restartAfterMs));
}

function checkCheck(field: string, check: Check): void {
  checkNames(field, check, ["name", ...MOMENTS]);
  names(() => `${field}.name`, [check.name]);
  const given = MOMENTS.filter((moment) => check[moment] !== undefined);
  if (given.length === 0) throw invalid(`${field} has none of ${MOMENTS.slice(0, 2).join(", ")} or ${MOMENTS[2]}`);
  for (const moment of given) typed(`${field}.${moment}`, check[moment], "function");
}

function checkFaults(scenario: Scenario, ofLoad: readonly string[]): void {
  const { topics, load, users = [], durationMs, faults = [] } = scenario;
  if (isDraw(faults)) {
    checkNames("faults", faults, ["kinds", "gapMsMax"]);
    checkDraw(faults.kinds, faults.gapMsMax);
    return;
  }
  const clients = [...ofLoad, ...users.map(({ name }) => name)];
  const deaths = listOf("faults", faults).filter((step) => step?.fault === "kill").length;
  // Others take the places of clients that are killed, by the names that follow.
  const later = load === undefined ? [] : clientsOfLoad(topics, load, deaths);
  checkSchedule(faults, targetCheck(scenario, clients, later));
  for (const [index, { atMs }] of faults.entries()) {
    if (atMs >= durationMs)
      throw invalid(`faults[${index}].atMs must be below durationMs (${durationMs}), not ${atMs}`);
    if (atMs < (faults[index - 1]?.atMs ?? 0))
      throw invalid(`faults[${index}].atMs is ${atMs}: steps are written in the order of their moments`);
  }
}

function targetCheck(
  { brokers = 3, topics, users = [] }: Scenario,
  clients: readonly string[],
  later: readonly string[],
): CheckTarget {
  const checkPlace = (field: string, { topic, partition }: PartitionPlace): void => {
    const plan = topics.find((known) => known.topic === topic);
    if (plan === undefined && users.length === 0)
      throw invalid(`${field}: no topic of the scenario is called "${topic}"`);
    if (plan !== undefined && !(Number.isSafeInteger(partition) && partition >= 0 && partition < plan.partitions))
      throw invalid(`${field}: ${topic} has no partition ${partition}: choose 0 to ${plan.partitions - 1}`);
  };
  return (field, target: Target) => {
    if (target === "supervisor") return;
    if ("leaderOf" in target) checkPlace(field, target.leaderOf);
    else if ("followerOf" in target) checkPlace(field, target.followerOf);
    else if ("broker" in target) {
      const isThere = Number.isSafeInteger(target.broker) && target.broker >= 1 && target.broker <= brokers;
      if (!isThere) throw invalid(`${field}: there is no broker ${target.broker}: choose 1 to ${brokers}`);
    } else if (!clients.includes(target.client) && !later.includes(target.client)) {
      const known = clients.length === 0 ? "there are none" : `there are ${clients.join(", ")}`;
      throw invalid(`${field}: no client is called "${target.client}"; ${known}`);
    }
  };
}
