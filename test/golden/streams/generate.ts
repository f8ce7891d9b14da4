/**
 * Writes goldens/*.jsonl.gz anew: what Java does with the first seeds of every topology, or of those named.
 * Run: node test/golden/streams/generate.ts [NAME...] (Java 17, Maven).
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { goldenPath, writeGolden } from "./golden-file.ts";
import { runJava } from "./java-side.ts";
import { allTopologies } from "./topologies/all.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

const names = process.argv.slice(2);
const all = allTopologies();
const unknown = names.find((name) => !all.has(name));
if (unknown !== undefined) throw new Error(`no topology ${unknown}`);
const entries = [...all.values()].filter(({ name }) => names.length === 0 || names.includes(name));

const folder = goldenPath("x").replace(/\/[^/]*$/, "");
mkdirSync(folder, { recursive: true });
let bytes = 0;
let errors = 0;
for await (const result of runJava(entries, SEEDS)) {
  bytes += writeGolden(result);
  errors += result.seeds.filter(({ results }) => results.at(-1)?.error !== undefined).length;
}
for (const file of readdirSync(folder)) if (!all.has(file.replace(/\.jsonl\.gz$/, ""))) rmSync(`${folder}/${file}`);
console.log(`${entries.length} topologies, ${bytes} bytes; ${errors} runs end with an error`);
