import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { startCluster } from "./support.ts";

const INDEX = new URL("../../../src/index.ts", import.meta.url).href;
const PRELOAD = fileURLToPath(new URL("fail-thread.ts", import.meta.url));

/** What a script says that starts a cluster in which the thread of this name cannot start, and then a second one. */
function startWithout(thread: string): Promise<{ out: string; errors: string; code: number | null }> {
  const script = `import { Cluster } from ${JSON.stringify(INDEX)};
const startedAt = performance.now();
const failure = await Cluster.start({ arenaBytes: 64 * 1024 * 1024 }).catch((error) => error);
console.log(failure.code, performance.now() - startedAt < 20_000 ? "in time" : "late");
console.log(failure.message);
const threads = process.getActiveResourcesInfo().filter((name) => name === "Worker" || name === "MessagePort");
console.log(threads.length);`;
  const env = { ...process.env, MILLRACE_TEST_FAILING_THREAD: thread };
  return new Promise((resolve) => {
    const flags = ["--import", PRELOAD, "--input-type=module", "-e", script];
    const child = execFile(process.execPath, flags, { env }, (_error, out, errors) =>
      resolve({ out, errors, code: child.exitCode }),
    );
  });
}

describe("a start that fails half-way", () => {
  for (const thread of ["millrace-guardian", "millrace-supervisor", "millrace-broker-2"])
    it(`because of ${thread} says so, leaves nothing, and lets the process end`, async () => {
      const { out, errors, code } = await startWithout(thread);
      const [outcome, message, threads] = out.split("\n");
      expect(outcome).toBe("START_FAILED in time");
      expect(message).toMatch(/^The cluster did not start: .{20}/);
      expect(threads).toBe("0");
      expect(errors).toContain("it was told to fail");
      expect(code).toBe(0);
    });

  it("because its guardian died meanwhile leaves nothing", async () => {
    const end = (worker: Worker) => void worker.once("online", () => void worker.terminate());
    process.once("worker", end);
    await expect(startCluster()).rejects.toMatchObject({ code: "START_FAILED" });
    await using cluster = await startCluster({ brokers: 1 });
    expect(cluster.stats().brokersAlive).toBe(1);
  });
});
