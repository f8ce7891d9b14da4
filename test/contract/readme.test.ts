import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

test.each([
  ["the first example", []],
  ["the tour", ["--tour"]],
  ["the program about streams", ["--streams"]],
])("%s of the README runs, ends by itself and prints what the README says", async (_, program) => {
  const readme = async (...options: string[]) =>
    (await run(process.execPath, ["scripts/readme-example.ts", ...program, ...options], { cwd: REPOSITORY })).stdout;
  const [source, output] = await Promise.all([readme(), readme("--output")]);

  await mkdir(join(REPOSITORY, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(REPOSITORY, ".cache/readme-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entry = (path: string) => new URL(`../../src/${path}`, import.meta.url).href;
  await writeFile(
    join(folder, "example.ts"),
    source
      .replace(`"millrace"`, `"${entry("index.ts")}"`)
      .replace(`"millrace/streams"`, `"${entry("streams.ts")}"`)
      .replace(`"millrace/testing/streams"`, `"${entry("testing/streams/index.ts")}"`),
  );

  const example = await run(process.execPath, [join(folder, "example.ts")], { timeout: 30_000 });
  expect(example.stderr).toBe("");
  expect(example.stdout).toBe(output);
});
