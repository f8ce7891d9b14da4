// A consumer in a thread of its own that starts when the records are there, as Kafka's ConsumerPerformance does.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../src/index.ts";
import { readAll } from "../macro/reader.ts";

export interface ConsumeData {
  readonly handle: ClusterHandle;
  readonly partitions: number;
  readonly records: number;
}

const { handle, partitions, records } = workerData as ConsumeData;
const cluster = await Cluster.attach(handle);
const startedAt = performance.now();
await readAll(cluster, { partitions, milestones: [records], onMilestone: () => {} });
parentPort?.postMessage((records / (performance.now() - startedAt)) * 1000);
await cluster.close();
