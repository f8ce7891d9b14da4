import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { drawSimulation } from "../../../src/testing/simulate.ts";

const SEEDS = 20;
const PRINT_TRACES = fileURLToPath(new URL("print-traces.ts", import.meta.url));
/** Of the development dependencies: the oldest one that the package runs on. Where CI runs the tests on another, they differ. */
const NODE_24 = fileURLToPath(new URL("../../../node_modules/node/bin/node", import.meta.url));

const run = promisify(execFile);

async function traces(node: string): Promise<{ version: string; lines: readonly string[] }> {
  const [{ stdout: version }, { stdout }] = await Promise.all([
    run(node, ["--version"]),
    run(node, [PRINT_TRACES, "0", `${SEEDS}`]),
  ]);
  return { version: version.trim(), lines: stdout.trim().split("\n") };
}

describe("a seed", () => {
  test("gives the same run, byte for byte, in this Node and in the oldest one that is allowed", async () => {
    const [here, oldest] = await Promise.all([traces(process.execPath), traces(NODE_24)]);
    console.log(`compared ${here.version} with ${oldest.version}`);
    expect(here.version).toBe(process.version);
    expect(oldest.version).toMatch(/^v24\./);
    expect(here.lines.length).toBe(SEEDS);
    expect(here.lines).toEqual(oldest.lines);
  }, 240_000);

  // What is drawn is integers: no fraction that another processor might round in another way.
  test("draws integers only", () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const numbers = JSON.stringify(drawSimulation(seed)).match(/(?<![\w"])-?\d[\d.e+]*/g) ?? [];
      expect(numbers.length).toBeGreaterThan(10);
      for (const number of numbers) expect(Number.isSafeInteger(Number(number)), number).toBe(true);
    }
  });
});
