// One measurement of the bare `Atomics.waitAsync`: the round trip of two threads, at once one after another and at a fixed
// rate, and the relay over three threads at that rate, which are placed as producer, leader and consumer are.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Latencies } from "../harness/latency.ts";
import { answer, job } from "../harness/side.ts";
import { clockNs, pause } from "./pace.ts";
import type { RelayData } from "./relay-worker.ts";
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

/** This thread says the time and goes on; the second passes it on, the third looks at its clock. */
async function relay(): Promise<ReturnType<Latencies["figures"]>> {
  const relayed = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
  const intendedNs = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const start = (role: RelayData["role"]): Worker => {
    const data: RelayData = { words: relayed, intendedNs, role, warmRecords, records };
    return new Worker(new URL("./relay-worker.ts", import.meta.url), { workerData: data });
  };
  const [second, third] = [start("relay"), start("receiver")];
  await Promise.all([once(second, "online"), once(third, "online")]);
  const beginNs = clockNs() + 10e6;
  for (let index = 0; index < warmRecords + records; index++) {
    const sendNs = beginNs + (index * 1e9) / recordsPerSecond;
    await pause(sendNs);
    intendedNs[0] = sendNs;
    Atomics.store(relayed, THERE, index + 1);
    Atomics.notify(relayed, THERE);
  }
  const [[figures]] = await Promise.all([once(third, "message"), once(second, "exit"), once(third, "exit")]);
  return figures;
}

const relayed = await relay();
const { p50Us, p99Us, p999Us, maxUs } = paced.figures();
const [backToBackP50Us, relayP50Us, relayP99Us] = [backToBack.figures().p50Us, relayed.p50Us, relayed.p99Us];
answer({ p50Us, p99Us, p999Us, maxUs, backToBackP50Us, relayP50Us, relayP99Us });
