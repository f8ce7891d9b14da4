/**
 * `npm run mutants`: how many seeds it takes to catch each rule that is broken on purpose. With `--write` the table of
 * docs/simulation.md is made anew.
 */
import { parseArgs } from "node:util";
import { MUTANTS, type Mutant } from "../test/simulation/mutants.ts";
import { type Catch, mutantsTable, SECTION } from "../test/simulation/mutants-table.ts";
import { writeSection } from "./simulation/document.ts";
import { SeedPool, seedsFrom } from "./simulation/seed-pool.ts";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const pool = new SeedPool();
const caught = new Map<string, Catch>();
for (const mutant of MUTANTS) {
  const first = await firstCaught(mutant);
  if (first === undefined) {
    console.log(`${mutant.name}: NOT CAUGHT in ${mutant.seedsMax} seeds`);
    process.exitCode = 1;
    continue;
  }
  caught.set(mutant.name, first);
  console.log(`${mutant.name}: seed ${first.seed} of ${mutant.seedsMax}, ${first.invariant}`);
}
await pool.close();
if (values.write && caught.size === MUTANTS.length)
  writeSection(
    SECTION,
    mutantsTable(MUTANTS, ({ name }) => caught.get(name) as Catch),
  );

/** The smallest seed that fails. Those that run beside it may be larger, and fail first. */
async function firstCaught({ plan, seedsMax }: Mutant): Promise<Catch | undefined> {
  let first: Catch | undefined;
  const isOver = (): boolean => first !== undefined;
  await pool.runAll(seedsFrom(0, seedsMax, isOver), plan, ({ seed, failure }) => {
    if (failure !== undefined && seed < (first?.seed ?? seedsMax)) first = { seed, invariant: failure.invariant };
  });
  return first;
}
