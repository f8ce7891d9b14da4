// Counts the words of a text, by default of this repository's docs/architecture.md, and prints the most frequent long ones.
// Run: npm run example:word-count [-- FILE]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { renderTable } from "../../flights/table.ts";
import { COUNTS_STORE, LINES, wordCount } from "./word-count.ts";

const SHOWN = 15;
const LETTERS_MIN = 5;
const BAR_MAX = 40;

const file = process.argv[2] ?? fileURLToPath(new URL("../../../docs/architecture.md", import.meta.url));
const lines = readFileSync(file, "utf8").split("\n");

using driver = new TopologyTestDriver(wordCount());
const beganAt = performance.now();
driver.createInputTopic(LINES.topic, LINES.key, LINES.value).pipeValueList(lines);
const ms = performance.now() - beganAt;

const counts = [...driver.getKeyValueStore<string, number>(COUNTS_STORE).all()];
const words = counts.reduce((sum, [, count]) => sum + count, 0);
const long = counts.filter(([word]) => word.length >= LETTERS_MIN).sort(([, one], [, other]) => other - one);
const most = long[0]?.[1] ?? 1;

console.log(`${file}: ${lines.length} lines, ${words} words, ${counts.length} different ones (${ms.toFixed(0)} ms)`);
console.log(`The most frequent words of at least ${LETTERS_MIN} letters:\n`);
const rows = long
  .slice(0, SHOWN)
  .map(([word, count]) => [word, String(count), "█".repeat(Math.ceil((count / most) * BAR_MAX))]);
const columns = [
  { title: "word", align: "left" },
  { title: "count", align: "right" },
  { title: "", align: "left" },
] as const;
for (const line of renderTable(columns, rows)) console.log(line);
