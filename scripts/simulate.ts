/** `npm run simulate`: seeds of the simulation on all cores. See docs/simulation.md; `--help` lists the options. */

import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { shrinkSeed } from "../src/testing/index.ts";
import { parseOptions, SEED_LIMIT, type SimulateOptions } from "./simulation/options.ts";
import { Progress, type Screen } from "./simulation/progress.ts";
import { SeedPool, seedsFrom } from "./simulation/seed-pool.ts";
import { NO_END } from "./simulation/seed-task.ts";
import { Tally } from "./simulation/tally.ts";
import { progressLine, seedLine, summaryLines } from "./simulation/texts.ts";
import { planFor } from "./simulation/themes.ts";

/** Making a run small takes some hundred runs. */
const SHRUNK_MAX = 3;

/** Runs what `args` ask for. Returns the exit code. */
export async function main(args: readonly string[], stdout: Screen, stderr: Screen): Promise<number> {
  const parsed = parseOptions(args);
  if (parsed.kind === "run") return run(parsed.options, stdout, stderr);
  stdout.write(parsed.output);
  stderr.write(parsed.problem);
  return parsed.exitCode;
}

async function run(options: SimulateOptions, stdout: Screen, stderr: Screen): Promise<number> {
  const { seeds, minutes, plan, shrinks, threads, json } = options;
  const first = options.first ?? randomInt(SEED_LIMIT / 2);
  const end = { seeds, ms: minutes === undefined ? undefined : minutes * 60_000 };
  const tally = new Tally();
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  const pool = new SeedPool({
    threads: Math.min(threads ?? availableParallelism(), seeds ?? Number.POSITIVE_INFINITY),
  });
  const progress = new Progress(json ? stderr : stdout, () => progressLine(tally, end, elapsedMs()));
  if (seeds !== 1) progress.say(`seeds from ${first} on, ${pool.threads} at a time`);
  try {
    const isOver = (): boolean => end.ms !== undefined && elapsedMs() >= end.ms;
    await pool.runAll(seedsFrom(first, seeds, isOver), plan, (outcome) => {
      tally.add(outcome);
      if (outcome.failure) progress.say(`${outcome.failure.message}\n`);
      else if (seeds === 1 && outcome.result) progress.say(seedLine(outcome.result));
    });
  } finally {
    progress.end();
    await pool.close();
  }
  if (shrinks)
    for (const { seed, invariant } of tally.failed.slice(0, SHRUNK_MAX))
      if (invariant !== NO_END) progress.say(`${(await shrinkSeed(seed, planFor(seed, plan))).report}\n`);
  const range = `${first} to ${first + tally.seeds - 1}`;
  if (json) stdout.write(`${JSON.stringify(reportOf(tally, first, elapsedMs()))}\n`);
  else if (seeds !== 1) stdout.write(`${summaryLines(tally, range, elapsedMs()).join("\n")}\n`);
  return tally.failed.length === 0 ? 0 : 1;
}

function reportOf(tally: Tally, first: number, elapsedMs: number) {
  const { seedsWith, ...counts } = tally;
  return { first, seconds: Math.round(elapsedMs) / 1_000, ...counts, seedsWith };
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.stdout, process.stderr);
