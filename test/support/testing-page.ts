import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../docs/testing.md", import.meta.url), "utf8");

function blocksOf(language: string): readonly string[] {
  return Array.from(
    page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm")),
    ([, text]) => text ?? "",
  );
}

/** All TypeScript of docs/testing.md: one program. */
export const TESTING_PAGE_PROGRAM = blocksOf("ts").join("\n");

/** The failure that the page shows, as far as it shows it. */
export const TESTING_PAGE_FAILURE = blocksOf("text").join("\n");

/** What the program prints, its failure aside, whose numbers change with the simulation. */
export const TESTING_PAGE_OUTPUT =
  /^30 orders, 1 life\nevery order is billed once: [\s\S]*\n {2}seed \d+, step \d+[\s\S]*\nseeds 0 to 99 are green\n$/;
