// One measurement of a consumer that reads what was written before.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Cluster } from "../../src/index.ts";
import { answer, job } from "../harness/side.ts";
import { arenaBytesFor, recordValue, TOPIC } from "../macro/load.ts";
import type { ConsumeData } from "./consume-worker.ts";

export interface ConsumeJob {
  readonly partitions: number;
  readonly records: number;
}

const { partitions, records } = job<ConsumeJob>();
const cluster = await Cluster.start({ brokers: 3, arenaBytes: arenaBytesFor(records, 1) });
await cluster.admin.createTopics([{ topic: TOPIC, partitions, replicationFactor: 1 }]);
const producer = cluster.producer({ acks: 1 });
const value = recordValue();
for (let index = 0; index < records; index++)
  if (!producer.write({ topic: TOPIC, partition: index % partitions, value })) await producer.ready();
await producer.close();
const workerData: ConsumeData = { handle: cluster.handle, partitions, records };
const worker = new Worker(new URL("./consume-worker.ts", import.meta.url), { workerData });
const [recordsPerSecond] = (await once(worker, "message")) as [number];
await once(worker, "exit");
answer({ recordsPerSecond });
await cluster.close();
