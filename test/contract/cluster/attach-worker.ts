// A user's own worker: joins the cluster by its handle, writes records, and leaves (or not, when told to stay).
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../../src/index.ts";

const { handle, count, stay } = workerData as { handle: ClusterHandle; count: number; stay: boolean };
const cluster = await Cluster.attach(handle);
const producer = cluster.producer();
for (let index = 0; index < count; index++) producer.write({ topic: "attached", value: `${index}` });
await producer.flush();
if (!stay) await cluster.close();
parentPort?.postMessage("written");
if (stay) setInterval(() => {}, 2 ** 30);
