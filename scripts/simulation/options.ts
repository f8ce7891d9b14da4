/** The command line of `npm run simulate`: parsed, checked, and explained when it does not fit. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import type { SimulationPlan } from "../../src/testing/index.ts";

export interface SimulateOptions {
  /** The first seed; undefined: drawn anew. */
  readonly first: number | undefined;
  /** Undefined: as many as fit into the time. */
  readonly seeds: number | undefined;
  /** Undefined: as long as it takes. */
  readonly minutes: number | undefined;
  /** What all seeds are given. */
  readonly plan: SimulationPlan;
  /** The same as words of a command line. */
  readonly planWords: readonly string[];
  readonly threads: number | undefined;
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly kind: "run"; readonly options: SimulateOptions }
  | { readonly kind: "stop"; readonly exitCode: number; readonly output: string; readonly problem: string };

/** As commander gives them. */
interface GivenOptions {
  readonly seeds?: number;
  readonly minutes?: number;
  readonly first?: number;
  readonly seed?: number;
  readonly storage?: "memory" | "directory";
  readonly brokers?: number;
  readonly unclean?: true;
  readonly rule?: readonly GivenRule[];
  readonly threads?: number;
  readonly json?: true;
}

type BreakableRules = ReplicaRules & Required<Pick<SimulationPlan, "honourLeases" | "honourSyncs">>;
interface GivenRule {
  readonly name: keyof BreakableRules;
  readonly value: BreakableRules[keyof BreakableRules];
}

const BOTH = [true, false] as const;
/** What the simulation can break on purpose, and how. */
const RULES: { readonly [Name in keyof BreakableRules]: readonly BreakableRules[Name][] } = {
  truncateBy: ["epoch", "leaderEpochOnly", "highWatermark"],
  highWatermarkBy: ["isr", "majority"],
  acknowledge: ["committed", "appended"],
  duplicate: ["committed", "appended"],
  fenceByEpoch: BOTH,
  detectTruncation: BOTH,
  brokerEpochInIsrChange: BOTH,
  keepShownBytes: BOTH,
  honourHolds: BOTH,
  honourLeases: BOTH,
  honourSyncs: BOTH,
};

/** Seeds are drawn below this. */
export const SEED_LIMIT = 2 ** 31;
const SEEDS_MAX = 1_000_000_000;
const MINUTES_DEFAULT = 1;
const MINUTES_MAX = 7 * 24 * 60;
const BROKERS_MAX = 7;
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
  let output = "";
  let problem = "";
  const command = createCommand();
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      output += text;
    },
    writeErr: (text) => {
      problem += text;
    },
  });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0
      ? { kind: "stop", exitCode: 0, output, problem: "" }
      : { kind: "stop", exitCode: 2, output: "", problem };
  }
  return { kind: "run", options: optionsOf(command.opts<GivenOptions>()) };
}

function createCommand(): Command {
  const alone = ["seeds", "minutes", "first"];
  return new Command("npm run simulate --")
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
    .addOption(new Option("--storage <kind>", "instead of what the seed draws").choices(["memory", "directory"]))
    .option("--brokers <count>", "instead of what the seed draws", wholeNumber(1, BROKERS_MAX))
    .option("--unclean", "the main topic may lose records, in unclean elections")
    .option("--rule <name=value>", "break a rule of replication; may be repeated", rules)
    .option("--threads <count>", "seeds at a time (default: as many as there are cores)", wholeNumber(1, THREADS_MAX))
    .option("--json", "print one JSON object at the end, and nothing else on stdout")
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists all options)")
    .addHelpText("after", EXAMPLES);
}

function optionsOf(given: GivenOptions): SimulateOptions {
  const { seed, threads } = given;
  const hasEnd = given.seeds !== undefined || given.minutes !== undefined || seed !== undefined;
  return {
    first: seed ?? given.first ?? (given.seeds === undefined ? undefined : 0),
    seeds: seed === undefined ? given.seeds : 1,
    minutes: hasEnd ? given.minutes : MINUTES_DEFAULT,
    plan: planOf(given),
    planWords: planWords(given),
    threads,
    json: given.json === true,
  };
}

/** What is not asked for is not in it: then the seed decides. */
function planOf({ storage, brokers, unclean, rule = [] }: GivenOptions): SimulationPlan {
  const { honourLeases, honourSyncs, ...rules } = Object.fromEntries(
    rule.map(({ name, value }) => [name, value]),
  ) as Partial<BreakableRules>;
  return {
    ...(storage && { storage }),
    ...(brokers !== undefined && { brokers }),
    ...(unclean && { mayLoseRecords: true }),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(honourLeases !== undefined && { honourLeases }),
    ...(honourSyncs !== undefined && { honourSyncs }),
  };
}

function planWords({ storage, brokers, unclean, rule = [] }: GivenOptions): string[] {
  return [
    ...(storage ? ["--storage", storage] : []),
    ...(brokers === undefined ? [] : ["--brokers", `${brokers}`]),
    ...(unclean ? ["--unclean"] : []),
    ...rule.flatMap(({ name, value }) => ["--rule", `${name}=${value}`]),
  ];
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

function rules(text: string, before: readonly GivenRule[] = []): readonly GivenRule[] {
  const [name = "", value = ""] = text.split("=", 2);
  if (!Object.hasOwn(RULES, name)) throw new InvalidArgumentError(`The rules are ${Object.keys(RULES).join(", ")}.`);
  const rule = name as keyof BreakableRules;
  const known = RULES[rule].find((one) => String(one) === value);
  if (known === undefined) throw new InvalidArgumentError(`${name} is ${RULES[rule].join(" or ")}.`);
  return [...before, { name: rule, value: known }];
}
