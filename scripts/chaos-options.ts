/** The command line of `npm run chaos`: parsed, checked, and refused by name. */

import { Command, InvalidArgumentError } from "commander";
import { type Stop, stopOf } from "./command-line.ts";

export const CHAOS_KINDS = ["kill", "restart", "pause", "hang", "fillArena"] as const;
export type ChaosKind = (typeof CHAOS_KINDS)[number];

/** Without --kinds: kills most of all. */
const KINDS_DEFAULT: readonly ChaosKind[] = [
  "kill",
  "kill",
  "kill",
  "restart",
  "restart",
  "pause",
  "hang",
  "fillArena",
];

export interface ChaosArguments {
  readonly minutes: number;
  readonly seed: number;
  readonly brokers: number;
  readonly kinds: readonly ChaosKind[];
  readonly rate: number; // records per second
  readonly json: boolean;
}

export type ParsedArguments = { readonly kind: "run"; readonly options: ChaosArguments; readonly again: string } | Stop;

const SEED_MAX = 2 ** 31 - 1;
const MINUTES_MAX = 24 * 60;
const BROKERS_MAX = 16;
const RATE_MAX = 200_000;

const EXAMPLES = `
Kinds of faults: ${CHAOS_KINDS.join(", ")}. Naming one twice makes it more likely.

Examples:
  npm run chaos
  npm run chaos -- --minutes 5 --seed 7
  npm run chaos -- --minutes 0.5 --kinds kill,hang --brokers 5

Exit code: 0 nothing was wrong, 1 an anomaly or something that did not end, 2 an option does not fit.`;

/** `args` are the words after the script's name; `freshSeed` is taken when they name none. */
export function parseChaosArguments(args: readonly string[], freshSeed: number): ParsedArguments {
  const command = createCommand();
  const stop = stopOf(command, args);
  if (stop) return stop;
  const given = command.opts<Omit<ChaosArguments, "json"> & { readonly json?: boolean }>();
  const { seed = freshSeed, json = false } = given;
  const options = { ...given, seed, json };
  return { kind: "run", options, again: commandOf(options) };
}

/** The command that runs the same again, threads willing. */
function commandOf({ minutes, seed, brokers, kinds, rate }: ChaosArguments): string {
  const parts = [`--minutes ${minutes}`, `--seed ${seed}`, `--brokers ${brokers}`, `--rate ${rate}`];
  return `npm run chaos -- ${[...parts, `--kinds ${kinds.join(",")}`].join(" ")}`;
}

function createCommand(): Command {
  return new Command("npm run chaos --")
    .description("Breaks a cluster on real threads under load, at random moments, and checks every record.")
    .option("--minutes <count>", "how long things are broken", minutes, 1)
    .option("--seed <number>", "decides what is broken when (default: a fresh one)", wholeNumber(0, SEED_MAX))
    .option("--brokers <count>", "broker threads", wholeNumber(2, BROKERS_MAX), 3)
    .option("--kinds <list>", "kinds of faults, with commas between", kinds, KINDS_DEFAULT)
    .option("--rate <records>", "records written per second", wholeNumber(1, RATE_MAX), 20_000)
    .option("--json", "print one JSON object at the end and nothing else on stdout")
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

function minutes(text: string): number {
  const value = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= MINUTES_MAX) return value;
  throw new InvalidArgumentError(`Give minutes, more than 0 and up to ${MINUTES_MAX}.`);
}

function kinds(text: string): ChaosKind[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !CHAOS_KINDS.some((kind) => kind === name));
  if (unknown === undefined) return names as ChaosKind[];
  throw new InvalidArgumentError(`"${unknown}" is no fault of threads. Give some of ${CHAOS_KINDS.join(", ")}.`);
}
