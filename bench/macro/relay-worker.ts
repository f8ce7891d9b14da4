// The second and third thread of the bare relay: one passes the change on, the other says how long ago the first began.
import { parentPort, workerData } from "node:worker_threads";
import { Latencies } from "../harness/latency.ts";
import { clockNs } from "./pace.ts";
import { changed, HERE, THERE } from "./round-trip.ts";

export interface RelayData {
  readonly words: Int32Array;
  /** When the sender meant to send, ns; written before the words. */
  readonly intendedNs: Float64Array;
  readonly role: "relay" | "receiver";
  readonly warmRecords: number;
  readonly records: number;
}

const { words, intendedNs, role, warmRecords, records } = workerData as RelayData;
const latencies = new Latencies();
const last = warmRecords + records;
const alive = setInterval(() => {}, 60_000); // a pending waitAsync keeps no thread alive
for (let seen = 0; seen < last; ) {
  seen = await changed(words, role === "relay" ? THERE : HERE, seen);
  if (role === "relay") {
    Atomics.store(words, HERE, seen);
    Atomics.notify(words, HERE);
  } else if (seen > warmRecords) latencies.add(clockNs() - (intendedNs[0] as number));
}
clearInterval(alive);
if (role === "receiver") parentPort?.postMessage(latencies.figures());
