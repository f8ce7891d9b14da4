import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A module that says that it runs, and stays. */
const EMPTY =
  "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {}); parentPort.postMessage(0);";

/** As many ESM workers without any code of ours, started at once; resolves with the first message of the last one. */
export async function startEmptyWorkers(count: number): Promise<readonly Worker[]> {
  const url = new URL(`data:text/javascript,${encodeURIComponent(EMPTY)}`);
  const workers = Array.from({ length: count }, () => new Worker(url));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return workers;
}

export async function endWorkers(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

/** Threads of a cluster with so many brokers: its guardian, its supervisor and the brokers. */
export function threadsOf(brokers: number): number {
  return brokers + 2;
}
