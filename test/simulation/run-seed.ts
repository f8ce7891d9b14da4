// node test/simulation/run-seed.ts SEED [COUNT] [--storage memory|directory] [--brokers N] [--rule name=value]
// Runs one seed, or COUNT seeds from SEED on, and prints a line for each; a failure prints its timeline.
import { parseArgs } from "node:util";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import { type SimulationPlan, simulate } from "../../src/testing/simulate.ts";
import { SimulationFailure } from "../../src/testing/simulation-failure.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    storage: { type: "string" },
    brokers: { type: "string" },
    rule: { type: "string", multiple: true },
  },
});
const parsed = (text: string) => (text === "true" || text === "false" ? text === "true" : text);
// Names and values are the developer's own; an unknown one changes nothing.
const rules = Object.fromEntries(
  (values.rule ?? []).map((rule) => {
    const [name = "", value = ""] = rule.split("=");
    return [name, parsed(value)];
  }),
);
const plan: SimulationPlan = {
  rules: rules as Partial<ReplicaRules>,
  ...(values.storage === "memory" || values.storage === "directory" ? { storage: values.storage } : {}),
  ...(values.brokers === undefined ? {} : { brokers: Number(values.brokers) }),
};
const first = Number(positionals[0] ?? 0);
const count = Number(positionals[1] ?? 1);
for (let seed = first; seed < first + count; seed++) {
  try {
    const result = simulate(seed, plan);
    const { steps, acknowledged, faults, elections, virtualMs } = result;
    console.log(
      `seed ${seed}: green, ${result.plan}, ${steps} steps in ${virtualMs} ms, ${acknowledged} batches acknowledged, ` +
        `${faults} faults, ${elections} elections, trace ${result.traceHash.toString(16)}`,
    );
  } catch (error) {
    if (!(error instanceof SimulationFailure)) throw error;
    console.log(error.message);
    process.exitCode = 1;
  }
}
