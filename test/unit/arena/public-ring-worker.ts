import { parentPort, workerData } from "node:worker_threads";
import { type RingHandle, RingReader } from "../../../src/ring.ts";

const reader = new RingReader(workerData as RingHandle);
const keepAlive = setInterval(() => undefined, 1000); // a pending Atomics.waitAsync does not keep a thread alive
let sum = 0;
for await (const message of reader) sum += (message[0] as number) + (message[1] as number) * 256;
clearInterval(keepAlive);
parentPort?.postMessage(sum);
