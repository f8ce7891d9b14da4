import { checkNames } from "../../client/options.ts";
import { invalid, listOf, oneOf, timeSpan, wholeNumber } from "../scenario/fields.ts";
import type { FaultKind } from "./draw-faults.ts";
import type { FaultAction, FaultSchedule, FaultStep, Target } from "./fault-step.ts";

// What people write of faults, checked: every function throws MillraceError INVALID_OPTION that names the field.

/** Throws for a target that nobody can ever be. */
export type CheckTarget = (field: string, target: Target) => void;

type CheckField = (field: string, value: unknown, checkTarget: CheckTarget) => void;

const FIELDS = {
  kill: ["target", "when", "restartAfterMs"],
  restart: ["target"],
  pause: ["target", "forMs"],
  hang: ["target", "forMs"],
  slow: ["from", "to", "byMs", "forMs"],
  partition: ["sides", "forMs"],
  storage: ["target", "kind"],
  fillArena: ["forMs"],
} as const satisfies Readonly<Record<FaultAction["fault"], readonly string[]>>;
const FAULTS = Object.keys(FIELDS) as readonly FaultAction["fault"][];
const DRAWN: readonly FaultKind[] = [...FAULTS, "killLeaders", "killSupervisor", "killClient"];
const OPTIONAL: ReadonlySet<string> = new Set(["when", "restartAfterMs"]);
const TARGETS = `"supervisor", { broker }, { leaderOf: { topic, partition } }, { followerOf } or { client }`;

const CHECKS: Readonly<Record<(typeof FIELDS)[FaultAction["fault"]][number], CheckField>> = {
  target: checkOne,
  from: checkOne,
  to: checkOne,
  sides: checkSides,
  forMs: timeSpan,
  restartAfterMs: timeSpan,
  byMs: (field, value) => wholeNumber(field, value, 0),
  when: (field, value) => oneOf(field, value, ["now", "inTurn"]),
  kind: (field, value) => oneOf(field, value, ["appendFull", "appendFails", "syncFails", "bitRot"]),
};

/** What may be drawn, and how often. */
export function checkDraw(kinds: readonly FaultKind[], gapMsMax: number): void {
  for (const [index, kind] of listOf("faults.kinds", kinds).entries()) oneOf(`faults.kinds[${index}]`, kind, DRAWN);
  wholeNumber("faults.gapMsMax", gapMsMax, 1);
}

export function checkSchedule(schedule: FaultSchedule, checkTarget: CheckTarget = () => {}): void {
  for (const [index, step] of listOf("faults", schedule).entries()) checkStep(`faults[${index}]`, step, checkTarget);
}

function checkStep(field: string, step: FaultStep, checkTarget: CheckTarget): void {
  oneOf(`${field}.fault`, step?.fault, FAULTS);
  const names = FIELDS[step.fault];
  checkNames(field, step, ["atMs", "fault", ...names]);
  wholeNumber(`${field}.atMs`, step.atMs, 0);
  const values = step as unknown as Readonly<Record<string, unknown>>;
  for (const name of names)
    if (values[name] !== undefined || !OPTIONAL.has(name)) CHECKS[name](`${field}.${name}`, values[name], checkTarget);
  if (step.fault === "restart" && isClient(step.target))
    throw invalid(`${field}.target must be a broker or the supervisor: clients have no planned restart`);
  if (step.fault === "storage" && (step.target === "supervisor" || isClient(step.target)))
    throw invalid(`${field}.target must be a broker: nobody else has a disk`);
}

function checkSides(field: string, sides: unknown, checkTarget: CheckTarget): void {
  if (!Array.isArray(sides) || sides.length !== 2 || !sides.every(Array.isArray))
    throw invalid(`${field} must be two lists of targets`);
  for (const [side, targets] of sides.entries())
    for (const [index, target] of targets.entries()) checkOne(`${field}[${side}][${index}]`, target, checkTarget);
}

function checkOne(field: string, target: unknown, checkTarget: CheckTarget): void {
  if (!isTarget(field, target)) throw invalid(`${field} must be ${TARGETS}, not ${JSON.stringify(target)}`);
  checkTarget(field, target);
}

function isTarget(field: string, target: unknown): target is Target {
  if (target === "supervisor") return true;
  const [[name, value] = ["", undefined], ...others] = Object.entries(target ?? {});
  if (typeof target !== "object" || others.length > 0) return false;
  if (name === "broker") return typeof value === "number";
  if (name === "client") return typeof value === "string";
  if (name !== "leaderOf" && name !== "followerOf") return false;
  checkNames(`${field}.${name}`, value, ["topic", "partition"]);
  return true;
}

function isClient(target: Target): boolean {
  return typeof target === "object" && "client" in target;
}
