// node test/simulation/run-seed.ts SEED [COUNT] [--storage memory|directory] [--brokers N] [--unclean] [--rule name=value]
// Runs one seed, or COUNT seeds from SEED on, and prints a line for each; a failure prints its timeline.
import { parseArgs } from "node:util";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import { type SimulationPlan, simulate } from "../../src/testing/simulate.ts";

/** Returns how many seeds failed. */
export function runSeeds(args: readonly string[], print: (line: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      storage: { type: "string" },
      brokers: { type: "string" },
      unclean: { type: "boolean", default: false },
      rule: { type: "string", multiple: true },
    },
  });
  const plan: SimulationPlan = {
    rules: rulesOf(values.rule ?? []),
    mayLoseRecords: values.unclean,
    ...(values.storage === "memory" || values.storage === "directory" ? { storage: values.storage } : {}),
    ...(values.brokers === undefined ? {} : { brokers: Number(values.brokers) }),
  };
  const first = Number(positionals[0] ?? 0);
  const count = Number(positionals[1] ?? 1);
  let failed = 0;
  for (let seed = first; seed < first + count; seed++) {
    try {
      const { steps, acknowledged, faults, elections, virtualMs, traceHash, plan: drawn } = simulate(seed, plan);
      print(
        `seed ${seed}: green, ${drawn}, ${steps} steps in ${virtualMs} ms, ${acknowledged} batches acknowledged, ` +
          `${faults} faults, ${elections} elections, trace ${traceHash.toString(16)}`,
      );
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error;
      print(error.message);
      failed++;
    }
  }
  return failed;
}

/** Names and values are the developer's own; an unknown one changes nothing. */
function rulesOf(texts: readonly string[]): Partial<ReplicaRules> {
  const parsed = (text: string) => (text === "true" || text === "false" ? text === "true" : text);
  return Object.fromEntries(
    texts.map((text) => {
      const [name = "", value = ""] = text.split("=");
      return [name, parsed(value)];
    }),
  );
}

if (import.meta.main && runSeeds(process.argv.slice(2), (line) => console.log(line)) > 0) process.exitCode = 1;
