// A user's own worker that writes without pause, and notes when its records were acknowledged and what it heard.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../../src/index.ts";

export interface WatchReport {
  /** Wall-clock ms of each acknowledgement. */
  readonly acknowledgedAt: readonly number[];
  readonly heard: readonly { readonly type: string; readonly at: number }[];
}

const { handle } = workerData as { handle: ClusterHandle };
const cluster = await Cluster.attach(handle);
const producer = cluster.producer({ lingerMs: 0 });
const acknowledgedAt: number[] = [];
const heard: { type: string; at: number }[] = [];
let isStopped = false;

const events = cluster.events();
const listening = (async () => {
  for await (const { type } of events) heard.push({ type, at: Date.now() });
})();
parentPort?.once("message", () => {
  isStopped = true;
});
while (!isStopped) {
  await producer.send({ topic: "watched", partition: 0, value: "x" });
  if (acknowledgedAt.push(Date.now()) === 1) parentPort?.postMessage("writing");
}
await events.return?.();
await listening;
await cluster.close();
parentPort?.postMessage({ acknowledgedAt, heard } satisfies WatchReport);
