// Echoes every change of its word.
import { parentPort, workerData } from "node:worker_threads";
import { changed, HERE, THERE } from "./round-trip.ts";

const words = workerData as Int32Array;
parentPort?.once("message", () => process.exit());
for (let seen = 0; ; ) {
  seen = await changed(words, THERE, seen);
  Atomics.store(words, HERE, seen);
  Atomics.notify(words, HERE);
}
