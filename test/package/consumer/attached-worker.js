import { parentPort, workerData } from "node:worker_threads";
import { Cluster } from "millrace";

const cluster = await Cluster.attach(workerData);
await cluster.producer({ lingerMs: 0 }).send({ topic: "attached", value: "from a worker" });
await cluster.close();
parentPort.postMessage("sent");
