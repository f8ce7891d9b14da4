// The consumer of the latency bench: from the intended time that a record carries to the moment it is read here.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../src/index.ts";
import { Latencies } from "../harness/latency.ts";
import { TOPIC } from "./load.ts";
import { clockNs } from "./pace.ts";

export interface LatencyData {
  readonly handle: ClusterHandle;
  readonly warmRecords: number;
  readonly records: number;
}

const { handle, warmRecords, records } = workerData as LatencyData;
const cluster = await Cluster.attach(handle);
const latencies = new Latencies();
const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
await consumer.assign([{ topic: TOPIC, partition: 0 }]);
parentPort?.postMessage("assigned");
let count = 0;
for await (const batch of consumer) {
  for (const record of batch) {
    const value = record.value as Uint8Array;
    const sentNs = new DataView(value.buffer, value.byteOffset).getFloat64(0);
    if (++count > warmRecords) latencies.add(clockNs() - sentNs);
  }
  if (count >= warmRecords + records) break;
}
await cluster.close();
parentPort?.postMessage(latencies.figures());
