// A user's own worker that waits for records, and says with which code its waiting ended.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../../src/index.ts";

const { handle } = workerData as { handle: ClusterHandle };
const cluster = await Cluster.attach(handle);
const consumer = cluster.consumer();
await consumer.assign([{ topic: "watched", partition: 0 }]);
parentPort?.postMessage("polling");
try {
  await consumer.poll({ timeoutMs: 60_000 });
  parentPort?.postMessage("polled");
} catch (error) {
  parentPort?.postMessage((error as { code?: string }).code);
}
await cluster.close();
