// A user's own worker with every kind of client. Makes a topic, writes, reads, hears; then stays with a batch in its hands,
// so that it can be ended in the middle of everything.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle, int32 } from "../../../src/index.ts";

export interface WorkerReport {
  readonly read: readonly (number | null)[];
  readonly heard: readonly string[];
  readonly endOffset: number;
}

const { handle, topic, count } = workerData as { handle: ClusterHandle; topic: string; count: number };
const cluster = await Cluster.attach(handle);
const events = cluster.events();
await cluster.admin.createTopics([{ topic, replicationFactor: 1 }]);
const heard: string[] = [];
for await (const event of events) {
  if ("topic" in event && event.topic === topic) heard.push(event.type);
  if (event.type === "leaderElected" && event.topic === topic) break;
}

const producer = cluster.producer({ value: int32() });
for (let index = 0; index < count; index++) producer.write({ topic, value: index });
await producer.flush();

const consumer = cluster.consumer({ autoOffsetReset: "earliest", value: int32() });
await consumer.assign([{ topic, partition: 0 }]);
const [end] = await consumer.endOffsets(consumer.assignment());
const read: (number | null)[] = [];
while (read.length < count)
  for (const { value } of (await consumer.poll({ timeoutMs: 10_000 })) ?? []) read.push(value);
parentPort?.postMessage({ read, heard, endOffset: end?.offset ?? -1 } satisfies WorkerReport);
producer.write({ topic, value: -1 }); // on its way when the thread ends
setInterval(() => {}, 2 ** 30);
