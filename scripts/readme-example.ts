// Prints the first TypeScript example of README.md. With `--output`, the output that the README shows below it.
import { readFileSync } from "node:fs";

const language = process.argv.includes("--output") ? "text" : "ts";
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const example = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(readme)?.[1];
if (example === undefined) throw new Error(`README.md has no block of ${language}`);
process.stdout.write(example);
