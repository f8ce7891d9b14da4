// Reads along while brokers are killed, and counts what is lost, doubled or out of order. Told how many records were
// acknowledged by partition, it reads to there and reports.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../src/index.ts";
import { TOPIC } from "./load.ts";

export interface VerifyData {
  readonly handle: ClusterHandle;
  readonly partitions: number;
}

export interface Verified {
  readonly seen: number;
  readonly lost: number;
  readonly doubled: number;
}

const QUIET_MS = 10_000;

const { handle, partitions } = workerData as VerifyData;
const cluster = await Cluster.attach(handle);
const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
await consumer.assign(Array.from({ length: partitions }, (_, partition) => ({ topic: TOPIC, partition })));
const next = new Array<number>(partitions).fill(0);
let expected: readonly number[] | undefined;
let seen = 0;
let lost = 0;
let doubled = 0;
parentPort?.once("message", (acknowledged: readonly number[]) => {
  expected = acknowledged;
});

while (!expected?.every((count, partition) => (next[partition] as number) >= count)) {
  // Wakes up now and then: the last records may have been read before it was told that they were the last.
  const batch = await consumer.poll({ timeoutMs: expected ? QUIET_MS : 100 });
  if (batch === undefined && expected) break; // what is missing now does not come any more
  if (batch === undefined) continue;
  let due = next[batch.partition] as number;
  for (const record of batch) {
    const value = record.value as Uint8Array;
    const number = new DataView(value.buffer, value.byteOffset).getFloat64(0);
    seen++;
    if (number < due) doubled++;
    else {
      lost += number - due;
      due = number + 1;
    }
  }
  next[batch.partition] = due;
}
expected?.forEach((count, partition) => {
  lost += Math.max(0, count - (next[partition] as number));
});
await cluster.close();
parentPort?.postMessage({ seen, lost, doubled } satisfies Verified);
