import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { BenchFailure } from "./failure.ts";

const ERROR_BYTES_MAX = 16_384;

export interface ChildOptions {
  readonly timeoutMs?: number; // default 120,000
  /** Where every thread of the child leaves its CPU profile, for the inspector of a browser or `--cpu-prof`'s readers. */
  readonly profileFolder?: string | undefined;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Runs one side in a process of its own, so that no side meets another's compiled code, heap or arena, and gives what it
 * answered (`side.ts`). Throws BenchFailure with what the child said when it fails or takes too long.
 */
export async function runChild<Answer>(script: URL, job: unknown, options: ChildOptions = {}): Promise<Answer> {
  const { timeoutMs = 120_000, profileFolder } = options;
  const profile = profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`];
  const words = [...profile, fileURLToPath(script), JSON.stringify(job)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let answer = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    answer += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-ERROR_BYTES_MAX);
  });
  let isLate = false;
  const timeout = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  clearTimeout(timeout);
  running.delete(child);
  if (code === 0) return JSON.parse(answer) as Answer;
  const reason = isLate ? `did not end within ${timeoutMs / 1000} s` : `ended with ${signal ?? code}`;
  throw new BenchFailure(`${fileURLToPath(script)} ${reason}: ${errors.trim()}`);
}
