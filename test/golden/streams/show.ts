/**
 * Shows one seed of a topology, Java's steps beside ours: node test/golden/streams/show.ts NAME SEED. Needs Java; the seeds of
 * the goldens are shown without it.
 */
import { spawnSync } from "node:child_process";
import type { Entry } from "./catalog.ts";
import { readGolden } from "./golden-file.ts";
import { runJava } from "./java-side.ts";
import { describeDifference, rowText, stepText } from "./judge.ts";
import { OurRun } from "./our-run.ts";
import type { StepResult, TopologyResult } from "./run-result.ts";
import { allTopologies } from "./topologies/all.ts";

const [name = "", seedText = "1"] = process.argv.slice(2);
const entry = allTopologies().get(name);
const seed = Number(seedText);
if (entry === undefined || !Number.isSafeInteger(seed))
  throw new Error(`usage: show.ts NAME SEED; the names are ${[...allTopologies().keys()].join(" ")}`);
const java = await javaResult(entry);
console.log(describeDifference(entry, java.describe) ?? java.describe);
const [of] = java.seeds;
const run = new OurRun(entry, seed % 2 === 0 ? "bytes" : "text");
for (const [index, expected] of of?.results.entries() ?? []) {
  const step = of?.steps[index];
  if (step === undefined) break;
  const [theirs, ours] = [lines(expected, java.stores), lines(run.step(step), java.stores)];
  console.log(`\nstep ${index}: ${stepText(step)}  (stream time ${run.streamTimeMs})`);
  for (const line of theirs) console.log(`  ${ours.includes(line) ? "  both" : "! java"}  ${line}`);
  for (const line of ours) if (!theirs.includes(line)) console.log(`  ! ours  ${line}`);
  if (
    theirs.length === ours.length &&
    theirs.some((line, at) => line !== ours[at]) &&
    theirs.every((line) => ours.includes(line))
  )
    console.log(`  ! our order: ${ours.map((line) => theirs.indexOf(line) + 1).join(" ")}`);
}

/** From the golden where it has the seed. */
async function javaResult(wanted: Entry): Promise<TopologyResult> {
  const golden = readGolden(name);
  const found = golden.seeds.filter((result) => result.seed === seed);
  if (found.length > 0) return { ...golden, seeds: found };
  if (spawnSync("java", ["-version"]).status !== 0) throw new Error(`no java command, and no golden of seed ${seed}`);
  for await (const result of runJava([wanted], [seed])) return result;
  throw new Error("Java gives no answer");
}

function lines(result: StepResult, stores: readonly string[]): string[] {
  if (result.error !== undefined) return [`throws ${result.error.split("\n")[0]}`];
  return [
    ...result.out.map((row) => `-> ${rowText(row)}`),
    ...stores.flatMap((store) =>
      Object.entries(result.stores[store] ?? {}).map(([key, value]) => `${store}: ${key} = ${value}`),
    ),
    ...(result.dropped > 0 ? [`dropped ${result.dropped}`] : []),
  ];
}
