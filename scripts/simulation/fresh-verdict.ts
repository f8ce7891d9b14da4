import { replayCommand } from "../../src/testing/scenario/replay-command.ts";
import type { SeedFailure } from "./seed-task.ts";

export interface FailedSeed extends SeedFailure {
  readonly seed: number;
}

/** What the seeds that fail here did on the commit that the change began from. */
export type BaseRun =
  | { readonly commit: string; readonly failures: ReadonlyMap<number, SeedFailure | undefined> }
  /** Why they could not be run there. */
  | { readonly missing: string };

export interface FreshVerdict {
  readonly exitCode: 0 | 1;
  readonly lines: readonly string[];
}

/** Long enough for the end of a timeline, short enough for many seeds. */
const MESSAGE_LINES_MAX = 60;

/**
 * A fresh seed that fails is the change's fault, unless it fails without the change, too: then it is KNOWN, and its entry
 * for `seeds.json` comes with the next change. Where there is no base to ask nothing is known.
 */
export function freshVerdict(failed: readonly FailedSeed[], base: BaseRun): FreshVerdict {
  const known = (seed: number): SeedFailure | undefined => ("failures" in base ? base.failures.get(seed) : undefined);
  const lines = failed.flatMap((failure) => {
    const before = known(failure.seed);
    return before === undefined ? newLines(failure, base) : knownLines(failure, before, base);
  });
  return { exitCode: failed.every(({ seed }) => known(seed) !== undefined) ? 0 : 1, lines };
}

function newLines({ seed, message }: FailedSeed, base: BaseRun): string[] {
  const where =
    "missing" in base
      ? `there is no base commit to ask: ${base.missing}`
      : base.failures.has(seed)
        ? `green on the base commit ${base.commit.slice(0, 10)}`
        : `not run on the base commit ${base.commit.slice(0, 10)}: too many fail`;
  return [`FAILED seed ${seed}, ${where}. Repeat it with: ${replayCommand(seed, {})}`, ...shortened(message), ""];
}

function knownLines({ seed, invariant, message }: FailedSeed, before: SeedFailure, base: BaseRun): string[] {
  const commit = "commit" in base ? base.commit.slice(0, 10) : "";
  const entry = JSON.stringify({ seed, found: message.split("\n", 1)[0] });
  return [
    `KNOWN seed ${seed}: ${invariant}. It fails on the base commit ${commit}, too (${before.invariant}).`,
    `Repeat it with: ${replayCommand(seed, {})}. Add to test/simulation/seeds.json, with what it was: ${entry}`,
    "",
  ];
}

/** The beginning says what broke, the end what happened before. */
function shortened(message: string): string[] {
  const lines = message.split("\n");
  if (lines.length <= MESSAGE_LINES_MAX) return lines;
  const half = MESSAGE_LINES_MAX / 2;
  return [...lines.slice(0, half), `  (${lines.length - MESSAGE_LINES_MAX} lines left out)`, ...lines.slice(-half)];
}
