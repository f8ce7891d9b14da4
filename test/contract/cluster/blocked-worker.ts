// A user's own worker that joins a cluster and then blocks for good: it never notices the cluster's end.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../../src/index.ts";

await Cluster.attach((workerData as { handle: ClusterHandle }).handle);
parentPort?.postMessage("attached");
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
