/** The command line of `npm run simulate`: parsed, checked, and explained when it does not fit. */

import { Command, InvalidArgumentError, Option } from "commander";
import { CODEC_NAMES } from "../../src/record/codec.ts";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import { FAULT_KINDS } from "../../src/testing/faults/draw-faults.ts";
import type { SimulationPlan } from "../../src/testing/index.ts";
import { PLAN_OPTIONS, planOf } from "../../src/testing/scenario/replay-command.ts";
import { OPERATION_KINDS } from "../../src/testing/users/operations.ts";
import { type Stop, stopOf } from "../command-line.ts";

export interface SimulateOptions {
  /** The first seed; undefined: drawn anew. */
  readonly first: number | undefined;
  /** Undefined: as many as fit into the time. */
  readonly seeds: number | undefined;
  /** Undefined: as long as it takes. */
  readonly minutes: number | undefined;
  /** What all seeds are given. */
  readonly plan: SimulationPlan;
  /** Failing seeds are made small. */
  readonly shrinks: boolean;
  readonly threads: number | undefined;
  readonly json: boolean;
}

export type ParsedOptions = { readonly kind: "run"; readonly options: SimulateOptions } | Stop;

/** As commander gives them: those of the plan by their names, as text. */
interface GivenOptions {
  readonly seeds?: number;
  readonly minutes?: number;
  readonly first?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly shrink: boolean;
  readonly json?: true;
}

const BOTH = [true, false] as const;
/** What the simulation can break on purpose, and how. */
const RULES: { readonly [Name in keyof ReplicaRules]: readonly ReplicaRules[Name][] } = {
  truncateBy: ["epoch", "leaderEpochOnly", "highWatermark"],
  highWatermarkBy: ["isr", "majority"],
  acknowledge: ["committed", "appended"],
  duplicate: ["committed", "appended"],
  fenceByEpoch: BOTH,
  detectTruncation: BOTH,
  brokerEpochInIsrChange: BOTH,
  keepShownBytes: BOTH,
  honourHolds: BOTH,
  verifyFetched: BOTH,
  reportDamage: BOTH,
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  storage: ["memory", "directory"],
  reclaim: ["oldest", "consumed"],
  compression: CODEC_NAMES,
  faults: [...new Set<string>([...FAULT_KINDS, "restart", "fillArena"])],
  operations: [...new Set<string>(OPERATION_KINDS)],
};
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  unclean: "the main topic may lose records, in unclean elections",
  quiet: "users only write and read",
  schedule: "these faults, as JSON, instead of those that the seed draws",
  steps: "only these faults of the seed's schedule, by their numbers",
  reclaim: "a small arena, and what goes when it is full",
  "ignore-leases": "a mutant: bytes are reused in spite of leases",
  "ignore-syncs": "a mutant: disks lose what they said was synced",
};

/** Seeds are drawn below this. */
export const SEED_LIMIT = 2 ** 31;
const SEEDS_MAX = 1_000_000_000;
const MINUTES_DEFAULT = 1;
const MINUTES_MAX = 7 * 24 * 60;
const BROKERS_MAX = 7;
const NUMBER_MAX = 1_000_000_000;
const THREADS_MAX = 256;

const EXAMPLES = `
Without --seeds and --minutes it runs for one minute. With --minutes alone the first seed is a new one, and printed.

Examples:
  npm run simulate -- --seeds 2000
  npm run simulate -- --minutes 10
  npm run simulate -- --seed 52
  npm run simulate -- --seeds 100 --unclean
  npm run simulate -- --seeds 20 --rule acknowledge=appended    (a mutant: it must be caught)

Exit code: 0 every invariant held in every seed, 1 a seed failed, 2 an option does not fit.`;

/** `args` are the words after the script's name. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const command = createCommand();
  const stop = stopOf(command, args);
  if (stop) return stop;
  return { kind: "run", options: optionsOf(command.opts<GivenOptions>(), planGiven(command)) };
}

function createCommand(): Command {
  const alone = ["seeds", "minutes", "first"];
  const command = new Command("npm run simulate --")
    .description("Runs the whole cluster from seeds, with faults, and checks every invariant.")
    .option("--seeds <count>", "how many seeds", wholeNumber(1, SEEDS_MAX))
    .option("--minutes <count>", "begin no seed after so many minutes", minutes)
    .option(
      "--first <seed>",
      "the first seed (default: 0 with --seeds, else a new one)",
      wholeNumber(0, SEED_LIMIT - 1),
    )
    .addOption(
      new Option("--seed <number>", "this seed alone").argParser(wholeNumber(0, SEED_LIMIT - 1)).conflicts(alone),
    )
    .option("--threads <count>", "seeds at a time (default: as many as there are cores)", wholeNumber(1, THREADS_MAX))
    .option("--no-shrink", "do not look for the smallest run that fails in the same way")
    .option("--json", "print one JSON object at the end, and nothing else on stdout")
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists all options)")
    .addHelpText("after", EXAMPLES)
    .option("--rule <name=value>", "break a rule of replication; may be repeated", rules);
  for (const { name, kind } of PLAN_OPTIONS) command.addOption(planOption(name, kind));
  return command;
}

/** One field of a plan: what is given is not left to the seed. */
function planOption(name: string, kind: (typeof PLAN_OPTIONS)[number]["kind"]): Option {
  const what = DESCRIPTIONS[name] ?? "instead of what the seed draws";
  if (kind === "true" || kind === "false") return new Option(`--${name}`, what);
  const option = new Option(`--${name} <${kind === "text" ? "kind" : kind}>`, what);
  const choices = CHOICES[name];
  if (choices !== undefined) return option.argParser(kind === "list" ? listOf(choices) : oneOf(choices));
  return option.argParser((text) => {
    if (kind === "number") wholeNumber(name === "brokers" ? 1 : 0, name === "brokers" ? BROKERS_MAX : NUMBER_MAX)(text);
    if (kind === "numbers" && text !== "none") text.split(",").map(wholeNumber(0, NUMBER_MAX));
    if (kind === "json") checkJson(text);
    return text;
  });
}

function oneOf(choices: readonly string[]): (text: string) => string {
  return (text) => {
    if (choices.includes(text)) return text;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
  };
}

function listOf(choices: readonly string[]): (text: string) => string {
  return (text) => {
    for (const part of text === "none" ? [] : text.split(",")) oneOf(choices)(part);
    return text;
  };
}

function checkJson(text: string): void {
  try {
    if (Array.isArray(JSON.parse(text))) return;
  } catch {} // said below
  throw new InvalidArgumentError("Give a list of steps as JSON, as a failure prints it.");
}

function optionsOf(given: GivenOptions, plan: SimulationPlan): SimulateOptions {
  const { seed, threads } = given;
  const hasEnd = given.seeds !== undefined || given.minutes !== undefined || seed !== undefined;
  return {
    first: seed ?? given.first ?? (given.seeds === undefined ? undefined : 0),
    seeds: seed === undefined ? given.seeds : 1,
    minutes: hasEnd ? given.minutes : MINUTES_DEFAULT,
    plan,
    shrinks: given.shrink,
    threads,
    json: given.json === true,
  };
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

function minutes(text: string): number {
  const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= MINUTES_MAX) return value;
  throw new InvalidArgumentError(`Give a number of minutes above 0, at most ${MINUTES_MAX}.`);
}

function rules(text: string, before: readonly string[] = []): readonly string[] {
  const [name = "", value = ""] = text.split("=", 2);
  if (!Object.hasOwn(RULES, name)) throw new InvalidArgumentError(`The rules are ${Object.keys(RULES).join(", ")}.`);
  const values = RULES[name as keyof ReplicaRules].map(String);
  if (!values.includes(value)) throw new InvalidArgumentError(`${name} is ${values.join(" or ")}.`);
  return [...before, text];
}

/** What was not given is not in it: then the seed decides. */
function planGiven(command: Command): SimulationPlan {
  const given = command.options.map((option) => [
    option.long?.slice(2),
    command.getOptionValue(option.attributeName()),
  ]);
  return planOf(Object.fromEntries(given));
}
