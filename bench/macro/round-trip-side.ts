// One measurement of the bare `Atomics.waitAsync` round trip of two threads, at once one after another and at a fixed rate.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Latencies } from "../harness/latency.ts";
import { answer, job } from "../harness/side.ts";
import { clockNs, pause } from "./pace.ts";
import { changed, HERE, THERE, WORDS } from "./round-trip.ts";

export interface RoundTripJob {
  readonly recordsPerSecond: number;
  readonly records: number;
  readonly warmRecords: number;
}

const { recordsPerSecond, records, warmRecords } = job<RoundTripJob>();
const words = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
const worker = new Worker(new URL("./round-trip-worker.ts", import.meta.url), { workerData: words });
await once(worker, "online");
let value = 0;

async function roundTrip(): Promise<void> {
  Atomics.store(words, THERE, ++value);
  Atomics.notify(words, THERE);
  await changed(words, HERE, value - 1);
}

const backToBack = new Latencies();
for (let index = -warmRecords; index < records; index++) {
  const startNs = clockNs();
  await roundTrip();
  if (index >= 0) backToBack.add(clockNs() - startNs);
}
const paced = new Latencies();
const firstNs = clockNs() + 10e6;
for (let index = 0; index < warmRecords + records; index++) {
  const intendedNs = firstNs + (index * 1e9) / recordsPerSecond;
  await pause(intendedNs);
  await roundTrip();
  if (index >= warmRecords) paced.add(clockNs() - intendedNs);
}
worker.postMessage("exit");
await once(worker, "exit");
const { p50Us, p99Us, p999Us, maxUs } = paced.figures();
answer({ p50Us, p99Us, p999Us, maxUs, backToBackP50Us: backToBack.figures().p50Us });
