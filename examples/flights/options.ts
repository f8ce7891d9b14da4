/** The command line of the main job: parsed, checked, and explained when it does not fit. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { FLIGHTS_MAX } from "./flights-file.ts";

export type FailureKind = "leader" | "supervisor";

export interface FlightsOptions {
  readonly brokers: number;
  readonly replication: number;
  readonly partitions: number;
  readonly rate: number; // records per second, 0 is as fast as it goes
  readonly records: number;
  readonly kill: readonly FailureKind[] | "storm";
  readonly seed: number; // of the storm
  readonly arenaMib: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** As commander gives them: what has no default may be missing. */
type GivenOptions = Omit<FlightsOptions, "replication" | "json" | "quiet"> &
  Partial<Pick<FlightsOptions, "replication" | "json" | "quiet">>;

export type ParsedOptions =
  | { readonly kind: "run"; readonly options: FlightsOptions }
  | { readonly kind: "stop"; readonly exitCode: number; readonly output: string; readonly problem: string };

/** Brokers share the arena through rings, one pair of them per direction: 16 brokers take about 300 MiB. */
const BROKERS_MAX = 16;
const REPLICATION_DEFAULT = 3;
const PARTITIONS_MAX = 256;
/** What a cluster has unless told otherwise: three million flights with three replicas take 300 MiB of it. */
const ARENA_MIB_DEFAULT = 512;
const ARENA_MIB_MIN = 64;
const ARENA_MIB_MAX = 4096;
const RATE_MAX = 10_000_000;
const KILLS_MAX = 8;
const SEED_MAX = 2 ** 31 - 1;
/** Of a replica's log, at least: what was read makes room only in whole chunks. */
const LOG_MIB_MIN = 0.5;

const EXAMPLES = `
Examples:
  npm start
  npm start -- --brokers 5 --replication 3 --partitions 12
  npm start -- --records 300000 --rate 100000 --kill leader
  npm start -- --kill storm --seed 7
  npm start -- --arena-mib 64
  npm start -- --json --quiet > result.json

Exit code: 0 all figures right, 1 a figure is wrong or the run failed, 2 an option does not fit, 130 stopped by Ctrl-C.`;

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
  const given = command.opts<GivenOptions>();
  const options: FlightsOptions = {
    ...given,
    replication: given.replication ?? Math.min(REPLICATION_DEFAULT, given.brokers),
    json: given.json === true,
    quiet: given.quiet === true,
  };
  const misfit = misfitOf(options);
  return misfit === undefined
    ? { kind: "run", options }
    : { kind: "stop", exitCode: 2, output: "", problem: `error: ${misfit}\n` };
}

function createCommand(): Command {
  return new Command("npm start --")
    .description(
      "Streams three million real flights through a replicated topic, breaks the cluster, and checks every figure.",
    )
    .option("--brokers <count>", "broker threads", wholeNumber(1, BROKERS_MAX), 3)
    .option(
      "--replication <count>",
      "replicas of every partition (default: 3, or all brokers if fewer)",
      wholeNumber(1, BROKERS_MAX),
    )
    .option("--partitions <count>", "partitions of the topic", wholeNumber(1, PARTITIONS_MAX), 6)
    .option("--rate <records>", "records written per second, 0 for no limit", wholeNumber(0, RATE_MAX), 0)
    .option("--records <count>", "use the first flights only", wholeNumber(1, FLIGHTS_MAX), FLIGHTS_MAX)
    .addOption(
      new Option(
        "--kill <what>",
        "what to kill on the way: leader, supervisor, both or a list of them, evenly spread; storm; or none",
      )
        .argParser(kills)
        .default(["leader", "supervisor"], "both"),
    )
    .option("--seed <number>", "decides when a storm kills, and whom", wholeNumber(0, SEED_MAX), 1)
    .option(
      "--arena-mib <MiB>",
      "shared memory of the cluster; in less than 400 not all flights find room, and what was read goes",
      wholeNumber(ARENA_MIB_MIN, ARENA_MIB_MAX),
      ARENA_MIB_DEFAULT,
    )
    .option("--json", "print one JSON object at the end and nothing else on stdout")
    .option("--quiet", "no progress")
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists all options)")
    .addHelpText("after", EXAMPLES);
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

function kills(text: string): FlightsOptions["kill"] {
  if (text === "none") return [];
  if (text === "both") return ["leader", "supervisor"];
  if (text === "storm") return "storm";
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => name !== "leader" && name !== "supervisor");
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `"${unknown}" cannot be killed. Give leader, supervisor, a list of these, or one of both, storm and none.`,
    );
  }
  if (names.length > KILLS_MAX) throw new InvalidArgumentError(`Give at most ${KILLS_MAX} names.`);
  return names as FailureKind[];
}

/** Options that are right by themselves but not together; says what to change. */
function misfitOf(options: FlightsOptions): string | undefined {
  const { brokers, replication, partitions, arenaMib } = options;
  if (replication > brokers) {
    return (
      `--replication ${replication} needs ${replication} brokers, and there are ${brokers}: ` +
      `use --brokers ${replication} or --replication ${brokers}.`
    );
  }
  if (replication === 1 && (options.kill === "storm" || options.kill.includes("leader"))) {
    return (
      "To kill leaders with --replication 1 would lose the only copy of their partitions: " +
      "use --replication 2 or more, or --kill supervisor, or --kill none."
    );
  }
  const neededMib = arenaMibNeeded(options);
  if (arenaMib < neededMib) {
    return (
      `${partitions} partitions with ${replication} replicas on ${brokers} brokers need about ${neededMib} MiB, ` +
      `and --arena-mib is ${arenaMib}: use --arena-mib ${neededMib}, or fewer --partitions or --brokers.`
    );
  }
  return undefined;
}

/** Some chunks of each replica's log, and the rings between all endpoints (main, supervisor, brokers, two consumers). */
function arenaMibNeeded({ brokers, replication, partitions }: FlightsOptions): number {
  const logsMib = partitions * replication * LOG_MIB_MIN;
  const ringsMib = brokers * (brokers + 4) * 1.2;
  return Math.ceil(logsMib + ringsMib + 16);
}
