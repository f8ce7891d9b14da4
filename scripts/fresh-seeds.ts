/**
 * `npm run fresh-seeds`: seeds that nobody has tried yet, for CI. A seed that fails fails the run, unless it fails on the
 * base commit, too: see `simulation/fresh-verdict.ts`.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { runOnBase } from "./simulation/base-commit.ts";
import { freshVerdict } from "./simulation/fresh-verdict.ts";
import { SEED_LIMIT } from "./simulation/options.ts";
import { REPOSITORY, SeedPool, seedsFrom } from "./simulation/seed-pool.ts";
import { Tally } from "./simulation/tally.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
    first: { type: "string", default: `${randomInt(SEED_LIMIT / 2)}` },
  },
});
const [seeds = 0, seconds = 0, first = 0] = [values.seeds, values.seconds, values.first].map(Number);
if (!(seeds > 0 && seconds > 0 && first >= 0))
  throw new Error("usage: node scripts/fresh-seeds.ts [--seeds COUNT] [--seconds COUNT] [--first SEED]");

const tally = new Tally();
const pool = new SeedPool();
const startedAt = performance.now();
const elapsedMs = (): number => performance.now() - startedAt;
await pool.runAll(
  seedsFrom(first, seeds, () => elapsedMs() > seconds * 1_000),
  {},
  (outcome) => tally.add(outcome),
);
await pool.close();
const range = `${first} to ${first + tally.seeds - 1}`;
console.log(`fresh seeds ${range}: ${tally.failed.length} failed, in ${(elapsedMs() / 1_000).toFixed(1)} s`);
if (tally.failed.length > 0) {
  const base = await runOnBase(
    REPOSITORY,
    tally.failed.map(({ seed }) => seed),
  );
  const { exitCode, lines } = freshVerdict(tally.failed, base);
  for (const line of lines) console.log(line);
  process.exitCode = exitCode;
}
