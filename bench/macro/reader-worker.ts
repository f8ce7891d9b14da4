// A thread with consumers of one topic. Says each milestone when the slowest of them has reached it.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../src/index.ts";
import { readAll } from "./reader.ts";

export interface ReaderData {
  readonly handle: ClusterHandle;
  readonly partitions: number;
  readonly consumers: number;
  readonly milestones: readonly number[];
}

/** Posted at each milestone. */
export interface Milestone {
  readonly records: number;
  /** CPU time of the reading thread so far, us. */
  readonly cpuUs: number;
}

const { handle, partitions, consumers, milestones } = workerData as ReaderData;
const cluster = await Cluster.attach(handle);
const missing = new Map(milestones.map((records) => [records, consumers]));
const onMilestone = (records: number): void => {
  const left = (missing.get(records) ?? 0) - 1;
  missing.set(records, left);
  const { user, system } = process.threadCpuUsage();
  if (left === 0) parentPort?.postMessage({ records, cpuUs: user + system } satisfies Milestone);
};
await Promise.all(Array.from({ length: consumers }, () => readAll(cluster, { partitions, milestones, onMilestone })));
await cluster.close();
