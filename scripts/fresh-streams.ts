/**
 * Seeds of the Streams language that nobody has tried yet, for CI: every topology of test/golden/streams against Java. A
 * topology that differs fails the run, unless it differs on the base commit, too.
 */
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { freshDifferences } from "../test/golden/streams/fresh-runs.ts";
import { inBaseTree } from "./simulation/base-commit.ts";
import { REPOSITORY } from "./simulation/seed-pool.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "20" }, first: { type: "string", default: `${randomInt(2 ** 31)}` } },
});
const [seeds = 0, first = -1] = [values.seeds, values.first].map(Number);
if (!(seeds > 0 && first >= 0)) throw new Error("usage: node scripts/fresh-streams.ts [--seeds COUNT] [--first SEED]");

const found = await freshDifferences(first, seeds);
console.log(
  `seeds ${first} to ${first + seeds - 1} of the Streams language: ${found.size} topologies differ from Java`,
);
if (found.size > 0) {
  const base = await onBase([...found.keys()]);
  for (const [name, difference] of found) {
    const before = typeof base === "string" ? undefined : base.get(name);
    console.log(`${before === undefined ? "FAILED" : "KNOWN (it differs on the base commit, too)"} ${difference}\n`);
    if (before === undefined) process.exitCode = 1;
  }
  if (typeof base === "string") console.log(`there is no base commit to ask: ${base}`);
}

/** The same seeds on the base commit, or why they cannot be run there. */
async function onBase(names: readonly string[]): Promise<ReadonlyMap<string, string> | string> {
  return inBaseTree(REPOSITORY, async (tree) => {
    const runs = join(tree, "test/golden/streams/fresh-runs.ts");
    if (!existsSync(runs)) return "it has no oracle of streams";
    const base = (await import(pathToFileURL(runs).href)) as { freshDifferences: typeof freshDifferences };
    return base.freshDifferences(first, seeds, names);
  });
}
