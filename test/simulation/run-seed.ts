// npm run simulate -- --seed SEED [--seeds COUNT] [--unclean] [--storage memory|directory] [--rule name=value]
//   [--steps 1,4,5] [--shrink] and every other option of a plan (src/testing/scenario/replay-command.ts)
// Runs one seed, or COUNT seeds from SEED on, and prints a line for each; a failure prints its timeline,
// with --shrink that of the smallest run that fails in the same way.
import { parseArgs } from "node:util";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import { PLAN_OPTIONS, planOf } from "../../src/testing/scenario/replay-command.ts";
import { shrinkSeed } from "../../src/testing/shrink/shrink-seed.ts";
import { simulate } from "../../src/testing/simulate.ts";

const planOptions = PLAN_OPTIONS.map(
  ({ name, hasValue }) =>
    [name, { type: hasValue ? ("string" as const) : "boolean", multiple: name === "rule" }] as const,
);

/** Returns how many seeds failed. */
export function runSeeds(args: readonly string[], print: (line: string) => void): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string", default: "0" },
      seeds: { type: "string", default: "1" },
      shrink: { type: "boolean", default: false },
      ...Object.fromEntries(planOptions),
    },
  });
  const plan = planOf(values as Parameters<typeof planOf>[0]);
  const first = Number(values.seed);
  let failed = 0;
  for (let seed = first; seed < first + Number(values.seeds); seed++) {
    try {
      const { steps, acknowledged, faults, elections, virtualMs, traceHash, plan: drawn } = simulate(seed, plan);
      print(
        `seed ${seed}: green, ${drawn}, ${steps} steps in ${virtualMs} ms, ${acknowledged} batches acknowledged, ` +
          `${faults} faults, ${elections} elections, trace ${traceHash.toString(16)}`,
      );
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      print(values.shrink ? shrinkSeed(seed, plan).report : error.message);
      failed++;
    }
  }
  return failed;
}

if (import.meta.main && runSeeds(process.argv.slice(2), (line) => console.log(line)) > 0) process.exitCode = 1;
