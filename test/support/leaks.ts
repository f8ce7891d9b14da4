import { createHook } from "node:async_hooks";
import { readdirSync, readlinkSync } from "node:fs";
import type { Worker } from "node:worker_threads";

/**
 * Finds what a test file leaves behind: worker threads, message ports, timers, sockets, child processes and open files,
 * also those that were unref'd (`process.getActiveResourcesInfo()` alone does not show them).
 * A thing counts when the code that made it lies in this repository; what vitest makes for itself does not.
 */
const WATCHED_TYPES: ReadonlySet<string> = new Set([
  "MESSAGEPORT",
  "Timeout",
  "TCPSERVERWRAP",
  "TCPWRAP",
  "UDPWRAP",
  "PIPESERVERWRAP",
  "PROCESSWRAP",
  "FILEHANDLE",
  "DIRHANDLE",
  "FSEVENTWRAP",
  "STATWATCHER",
]);

/** Made on a later tick, without a frame of ours on the stack; vitest makes none of them after the start. */
const SOCKET_TYPES: ReadonlySet<string> = new Set(["TCPSERVERWRAP", "TCPWRAP", "UDPWRAP"]);

const REPOSITORY = new URL("../..", import.meta.url).pathname;
const POLL_MS = 10;

const resources = new Map<
  number,
  { readonly type: string; readonly madeAt: string; readonly object: WeakRef<object> }
>();
const workers = new Map<Worker, string>();
let filesAtStart: ReadonlySet<string> = new Set();
let watching = false;

/** Starts watching this process. Called by the setup file before the test file is loaded; a second call does nothing. */
export function watchLeaks(): void {
  if (watching) return;
  watching = true;
  filesAtStart = new Set(openFiles());
  createHook({ init: onInit, destroy: (id) => resources.delete(id), trackPromises: false } as HookOptions).enable();
  process.on("worker", (worker) => {
    workers.set(worker, `worker thread ${worker.threadId}`);
    worker.once("exit", () => workers.delete(worker));
  });
}

/** Resolves when nothing is left; throws with a list of what is, and where it was made, after `deadlineMs`: long, because a busy machine may need it. */
export async function noLeaks({ deadlineMs = 15_000 }: { readonly deadlineMs?: number } = {}): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const leaks = currentLeaks();
    if (leaks.length === 0) return;
    if (performance.now() > deadline) throw new Error(`${leaks.length} left behind:\n  ${leaks.join("\n  ")}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** One line for each thing that is alive now. */
export function currentLeaks(): string[] {
  const left = [...workers.values()];
  for (const resource of resources.values()) {
    if (isAlive(resource.object.deref())) left.push(`${resource.type} made ${resource.madeAt}`);
  }
  for (const file of openFiles()) if (!filesAtStart.has(file)) left.push(`open file ${file}`);
  return left;
}

type HookOptions = Parameters<typeof createHook>[0] & { readonly trackPromises: boolean };

function onInit(id: number, type: string, _trigger: number, object: object): void {
  if (!WATCHED_TYPES.has(type)) return;
  const madeAt = madeInRepository() ?? (SOCKET_TYPES.has(type) ? "on a later tick" : undefined);
  if (madeAt !== undefined) resources.set(id, { type, madeAt, object: new WeakRef(object) });
}

/** A timer that has fired, and is not repeated, is told to async_hooks only later: its own flag says it at once. */
function isAlive(object: object | undefined): boolean {
  return object !== undefined && (object as { _destroyed?: boolean })._destroyed !== true;
}

function madeInRepository(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const stack = new Error("where").stack ?? "";
  Error.stackTraceLimit = limit;
  return stack
    .split("\n")
    .find(
      (line) => line.includes(REPOSITORY) && !line.includes("/node_modules/") && !line.includes("/test/support/leak"),
    )
    ?.trim();
}

/** Regular files and sockets that this process has open; pipes and event descriptors belong to node and vitest. */
function openFiles(): string[] {
  const files: string[] = [];
  for (const descriptor of readdirSync("/proc/self/fd")) {
    try {
      const target = readlinkSync(`/proc/self/fd/${descriptor}`);
      if (isWatchedFile(target)) files.push(`${descriptor} -> ${target}`);
    } catch {
      // The descriptor of the listing itself is closed by now.
    }
  }
  return files;
}

function isWatchedFile(target: string): boolean {
  if (target.startsWith("socket:")) return true;
  return target.startsWith("/") && !target.startsWith("/dev/") && !target.startsWith("/proc/");
}
