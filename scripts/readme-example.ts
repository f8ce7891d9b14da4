// Prints the first TypeScript example of README.md; with `--tour` the program that all later ones are together, with
// `--streams` the one about streams. With `--output`, the output that the README shows below it.
import { readFileSync } from "node:fs";

const language = process.argv.includes("--output") ? "text" : "ts";
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [before = "", streams = ""] = readme.split(/^## Streams$/m);
const [example, ...tour] = blocksOf(before);
const wanted = process.argv.includes("--tour")
  ? tour.join("\n")
  : process.argv.includes("--streams")
    ? blocksOf(streams)[0]
    : example;
if (!wanted) throw new Error(`README.md has no such block of ${language}`);
process.stdout.write(wanted);

function blocksOf(text: string): readonly (string | undefined)[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm")), ([, block]) => block);
}
