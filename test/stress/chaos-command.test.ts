import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import type { ChaosReport } from "../../src/testing/chaos/index.ts";

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function chaos(...args: readonly string[]): Promise<Ended> {
  const cwd = new URL("../..", import.meta.url);
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/chaos.ts", ...args], { cwd }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test("npm run chaos prints a report as JSON and nothing else on its output, and names its command", async () => {
  const { code, stdout, stderr } = await chaos("--minutes", "0.03", "--seed", "5", "--rate", "1000", "--json");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^npm run chaos -- --minutes 0.03 --seed 5 --brokers 3 --rate 1000 --kinds kill/),
  });
  const report = JSON.parse(stdout) as ChaosReport;
  expect(report).toMatchObject({ seed: 5, anomalies: [], problems: [] });
  expect(report.records.acknowledged).toBeGreaterThan(100);
});

test("npm run chaos refuses an option that does not fit, by name", async () => {
  const { code, stdout, stderr } = await chaos("--kinds", "kill,bitRot");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/--kinds.*"bitRot" is no fault of threads/);
});
