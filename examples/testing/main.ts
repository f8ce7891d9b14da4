// Looks for a seed that shows the bug of a billing service, prints what happened and what of it was needed, and runs the service without it.
// Run: npm run example:testing
import { SimulatedCluster, SimulationFailure, shrinkScenario } from "../../src/testing/index.ts";
import { billing, hastyBilling } from "./billing.ts";
import { scenarioOf } from "./scenario.ts";

const SEEDS = 200;

/** The first failure in all seeds; undefined when they are green. */
async function firstFailure(start: typeof billing): Promise<SimulationFailure | undefined> {
  for (let seed = 0; seed < SEEDS; seed++) {
    try {
      await SimulatedCluster.run(seed, scenarioOf(start));
    } catch (error) {
      if (error instanceof SimulationFailure) return error;
      throw error;
    }
  }
  return undefined;
}

async function report(what: string, start: typeof billing): Promise<SimulationFailure | undefined> {
  const beganAt = performance.now();
  const failure = await firstFailure(start);
  const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
  const outcome = failure ? `seed ${failure.seed} fails` : `seeds 0 to ${SEEDS - 1} are green`;
  console.log(`${what}: ${outcome} (${seconds} s)`);
  return failure;
}

const failure = await report("The position is stored first, the accounts after it", hastyBilling);
if (failure) {
  console.log(`\n${failure.message}\n`);
  const { smallest, runs } = await shrinkScenario(failure.seed, scenarioOf(hastyBilling));
  console.log(`It needs no more than this (${runs} runs): ${JSON.stringify(smallest.schedule)}\n`);
}
const other = await report("Both are stored together", billing);
if (other) console.log(`\n${other.message}`);
process.exitCode = failure && !other ? 0 : 1;
