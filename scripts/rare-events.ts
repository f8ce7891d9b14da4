/**
 * `npm run rare-events`: how often each rare event happens in the 2,000 seeds of the tests. With `--write` the table of
 * docs/simulation.md is made anew.
 */
import { parseArgs } from "node:util";
import { writeSection } from "./simulation/document.ts";
import { rareEventsTable, SECTION } from "./simulation/rare-events-table.ts";
import { SeedPool, seedsFrom } from "./simulation/seed-pool.ts";
import { Tally } from "./simulation/tally.ts";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const tally = new Tally();
const pool = new SeedPool();
await pool.runAll(seedsFrom(0, 2_000), {}, (outcome) => tally.add(outcome));
await pool.close();
const table = rareEventsTable(tally);
console.log(table.join("\n"));
for (const { seed, invariant } of tally.failed) console.log(`seed ${seed} fails: ${invariant}`);
if (tally.failed.length > 0) process.exitCode = 1;
else if (values.write) writeSection(SECTION, table);
