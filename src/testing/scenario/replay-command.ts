import type { SimulationPlan } from "../simulate.ts";

/** How a plan's field is written in a shell. */
type Flag = readonly [name: string, kind: "text" | "number" | "true" | "false" | "list" | "numbers" | "json"];

/** Every field of a plan but its rules, which are `--rule name=value`, one each. */
const FLAGS: Readonly<Record<Exclude<keyof SimulationPlan, "rules">, Flag>> = {
  brokers: ["brokers", "number"],
  storage: ["storage", "text"],
  honourLeases: ["ignore-leases", "false"],
  honourSyncs: ["ignore-syncs", "false"],
  reclaim: ["reclaim", "text"],
  compression: ["compression", "text"],
  faultGapMsMax: ["fault-gap-ms", "number"],
  mayLoseRecords: ["unclean", "true"],
  faults: ["faults", "list"],
  schedule: ["schedule", "json"],
  steps: ["steps", "numbers"],
  operations: ["operations", "list"],
  quiet: ["quiet", "true"],
  producers: ["producers", "number"],
  consumers: ["consumers", "number"],
  leaderImbalanceCheckIntervalMs: ["leader-imbalance-check-ms", "number"],
  brokerSessionTimeoutMs: ["session-timeout-ms", "number"],
  durationMs: ["duration-ms", "number"],
};

/** What a command line says of a plan, by the names of its options: a flag without a value is true. */
export type PlanWords = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The options that `planOf` reads, for whoever parses a command line; `--rule name=value`, repeated, comes on top. */
export const PLAN_OPTIONS: readonly { readonly name: string; readonly kind: Flag[1] }[] = Object.values(FLAGS).map(
  ([name, kind]) => ({ name, kind }),
);

/** One line for a shell that runs this seed with this plan again. */
export function replayCommand(seed: number, plan: SimulationPlan): string {
  const words = [`npm run simulate -- --seed ${seed}`];
  for (const [field, [name, kind]] of Object.entries(FLAGS)) {
    const value = plan[field as keyof typeof FLAGS];
    if (value === undefined) continue;
    if (kind === "true" || kind === "false") {
      if (value === (kind === "true")) words.push(`--${name}`);
    } else if (kind === "json") words.push(`--${name} '${JSON.stringify(value)}'`);
    else words.push(`--${name} ${String(value) || "none"}`); // lists are joined with commas
  }
  for (const [name, value] of Object.entries(plan.rules ?? {})) words.push(`--rule ${name}=${value}`);
  return words.join(" ");
}

/** The plan that a command line describes. Names and values are the developer's own; an unknown rule changes nothing. */
export function planOf(words: PlanWords): SimulationPlan {
  const plan: Record<string, unknown> = {};
  for (const [field, [name, kind]] of Object.entries(FLAGS)) {
    const value = words[name];
    if (typeof value === "string") plan[field] = parsed(value, kind);
    else if (value === true) plan[field] = kind === "true";
  }
  const rules = words["rule"];
  if (Array.isArray(rules)) plan["rules"] = Object.fromEntries(rules.map(ruleOf));
  return plan;
}

function parsed(text: string, kind: Flag[1]): unknown {
  const list = text === "none" ? [] : text.split(",");
  switch (kind) {
    case "number":
      return Number(text);
    case "list":
      return list;
    case "numbers":
      return list.map(Number);
    case "json":
      return JSON.parse(text);
    default:
      return text;
  }
}

function ruleOf(text: string): readonly [string, string | boolean] {
  const [name = "", value = ""] = text.split("=");
  return [name, value === "true" || value === "false" ? value === "true" : value];
}
