// One measurement of `send` to consumer at a fixed rate: the producer in this thread, the consumer in one of its own.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Cluster } from "../../src/index.ts";
import { answer, job } from "../harness/side.ts";
import type { LatencyData } from "./latency-worker.ts";
import { recordValue, TOPIC } from "./load.ts";
import { clockNs, pause } from "./pace.ts";

export interface LatencyJob {
  readonly replicationFactor: number;
  readonly acks: 1 | "all";
  readonly recordsPerSecond: number;
  readonly records: number;
  /** Records before them that are not measured. */
  readonly warmRecords: number;
}

const { replicationFactor, acks, recordsPerSecond, records, warmRecords } = job<LatencyJob>();
const cluster = await Cluster.start({ brokers: 3 });
await cluster.admin.createTopics([{ topic: TOPIC, partitions: 1, replicationFactor }]);
const producer = cluster.producer({ acks, lingerMs: 0 });
const workerData: LatencyData = { handle: cluster.handle, warmRecords, records };
const worker = new Worker(new URL("./latency-worker.ts", import.meta.url), { workerData });
await once(worker, "message");

const periodNs = 1e9 / recordsPerSecond;
const firstNs = clockNs() + 50e6;
let lastSend: Promise<unknown> | undefined;
for (let index = 0; index < warmRecords + records; index++) {
  const intendedNs = firstNs + index * periodNs;
  await pause(intendedNs);
  const value = recordValue();
  new DataView(value.buffer).setFloat64(0, intendedNs);
  lastSend = producer.send({ topic: TOPIC, partition: 0, value });
}
const [[figures]] = await Promise.all([once(worker, "message"), once(worker, "exit"), lastSend]);
answer(figures);
await cluster.close();
