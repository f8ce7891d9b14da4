import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../../examples/flights/main.ts", import.meta.url));
const TIMEOUT_MS = 180_000;

/** The guardian may say so of a thread that got no core for long. It is no failure of the job. */
const SILENCE = /^millrace: millrace-(supervisor|broker-\d+) is silent: its thread is ended\n/gm;

interface Job {
  readonly process: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exitCode: Promise<number | null>;
}

function start(...args: string[]): Job {
  const process_ = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  process_.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk));
  process_.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk));
  const exitCode = once(process_, "close").then(([code]) => code as number | null);
  return { process: process_, output, exitCode };
}

/** Resolves when the job has printed the text. */
async function printed(job: Job, text: string): Promise<void> {
  while (!job.output.stdout.includes(text)) {
    const more = await Promise.race([once(job.process.stdout as NodeJS.ReadableStream, "data"), job.exitCode]);
    if (!Array.isArray(more)) throw new Error(`ended before it printed "${text}": ${JSON.stringify(job.output)}`);
  }
}

describe("npm start", () => {
  test("passes on a real cluster and prints one JSON object only", { timeout: TIMEOUT_MS }, async () => {
    const job = start("--records", "60000", "--rate", "100000", "--arena-mib", "128", "--json", "--quiet");
    expect(await job.exitCode, job.output.stderr).toBe(0);
    expect(job.output.stderr.replace(SILENCE, "")).toBe("");
    expect(JSON.parse(job.output.stdout)).toMatchObject({
      passed: true,
      records: 60_000,
      verification: { lost: 0, doubled: 0, outOfOrder: 0, damaged: 0, aggregatesDifferent: 0 },
      failures: [
        { kind: "leader", stoodStillMs: expect.any(Number) },
        { kind: "supervisor", stoodStillMs: expect.any(Number) },
      ],
      rescuedWakeups: 0,
    });
  });

  test("passes in an arena that does not hold the flights: what was read makes room while brokers die", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const arenaMib = 64;
    const records = 900_000;
    const job = start("--records", `${records}`, "--arena-mib", `${arenaMib}`, "--json", "--quiet");
    expect(await job.exitCode, job.output.stderr).toBe(0);
    const report = JSON.parse(job.output.stdout) as { reclaimed: { records: number } };
    expect(report).toMatchObject({
      passed: true,
      verification: { lost: 0, doubled: 0, outOfOrder: 0, damaged: 0, aggregatesDifferent: 0 },
      failures: [{ kind: "leader" }, { kind: "supervisor" }],
      rescuedWakeups: 0,
    });
    // Three replicas of a flight's 36 bytes, and nothing else in the arena, would leave this many without a place.
    const room = (arenaMib * 1024 * 1024) / (3 * 36);
    expect(report.reclaimed.records).toBeGreaterThan(records - room);
  });

  test("passes in a storm of kills", { timeout: TIMEOUT_MS }, async () => {
    const job = start("--records", "300000", "--rate", "100000", "--kill", "storm", "--seed", "3", "--json", "--quiet");
    expect(await job.exitCode, job.output.stderr).toBe(0);
    const report = JSON.parse(job.output.stdout) as { failures: readonly { kind: "leader" | "supervisor" }[] };
    expect(report).toMatchObject({
      passed: true,
      verification: { lost: 0, doubled: 0, outOfOrder: 0, damaged: 0, aggregatesDifferent: 0 },
    });
    const kills = { leader: 0, supervisor: 0 };
    for (const { kind } of report.failures) kills[kind]++;
    expect(kills).toEqual({ leader: 12, supervisor: 4 });
  });

  test("stops at Ctrl-C with exit code 130 while records flow", { timeout: TIMEOUT_MS }, async () => {
    const job = start("--records", "200000", "--rate", "2000", "--arena-mib", "128", "--kill", "none");
    await printed(job, "consumers started");
    job.process.kill("SIGINT");
    expect(await job.exitCode, job.output.stderr).toBe(130);
    expect(job.output.stdout).toContain("Ctrl-C: stopping the cluster");
  });

  test("refuses a bad option before it does anything, with exit code 2", { timeout: TIMEOUT_MS }, async () => {
    const job = start("--brokers", "2", "--replication", "3");
    expect(await job.exitCode).toBe(2);
    expect(job.output).toEqual({ stdout: "", stderr: expect.stringContaining("use --brokers 3 or --replication 2") });
  });
});
