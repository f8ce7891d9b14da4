import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { TESTING_PAGE_FAILURE, TESTING_PAGE_OUTPUT, TESTING_PAGE_PROGRAM } from "../support/testing-page.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

test("the program of docs/testing.md finds its bug, and prints what the page shows", async () => {
  const entry = (path: string) => new URL(`../../${path}`, import.meta.url).href;
  const program = TESTING_PAGE_PROGRAM.replace(`from "millrace"`, `from "${entry("src/index.ts")}"`).replace(
    `from "millrace/testing"`,
    `from "${entry("src/testing/index.ts")}"`,
  );
  await mkdir(join(REPOSITORY, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(REPOSITORY, ".cache/testing-page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "program.ts"), program);
  const run = promisify(execFile)(process.execPath, [join(folder, "program.ts")], { timeout: 50_000 });
  const { stdout, stderr } = await run;

  expect(stderr).toBe("");
  expect(stdout).toMatch(TESTING_PAGE_OUTPUT);
  // The commit is another one each time.
  const shapeOf = (line: string) => line.replace(/, (commit|millrace) .*/, "").replace(/ *\d+/g, " 0");
  // Every line that the page shows is one that a failure has, with other numbers.
  const shapes = (text: string) => new Set(text.split("\n").map(shapeOf));
  const printed = shapes(stdout);
  expect([...shapes(TESTING_PAGE_FAILURE)].filter((line) => !printed.has(line))).toEqual([]);
});
