import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Cluster } from "millrace";

const cluster = await Cluster.start({ brokers: 2, arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "attached", replicationFactor: 2 }]);
const worker = new Worker(new URL("./attached-worker.js", import.meta.url), { workerData: cluster.handle });
const [sent] = await once(worker, "message");
const consumer = cluster.consumer();
await consumer.assign([{ topic: "attached", partition: 0, offset: "earliest" }]);
for await (const batch of consumer) {
  for (const record of batch) console.log(sent, new TextDecoder().decode(record.value.slice()));
  break;
}
await cluster.close();
