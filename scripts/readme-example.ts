// Prints the first TypeScript example of README.md; with `--tour` the program that all later ones are together. With
// `--output`, the output that the README shows below it.
import { readFileSync } from "node:fs";

const language = process.argv.includes("--output") ? "text" : "ts";
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"));
const [example, ...tour] = Array.from(blocks, ([, text]) => text);
const wanted = process.argv.includes("--tour") ? tour.join("\n") : example;
if (!wanted) throw new Error(`README.md has no such block of ${language}`);
process.stdout.write(wanted);
