// A user's own worker that writes without pause, and notes when its records were acknowledged and what it heard.
import { parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterEvent, type ClusterHandle } from "../../../src/index.ts";
import { WATCH_WORDS } from "./watch-words.ts";

export interface WatchData {
  readonly handle: ClusterHandle;
  /** Shared by reference: see WATCH_WORDS. */
  readonly words: Int32Array;
}

interface Heard {
  readonly type: ClusterEvent["type"];
  readonly broker: number | undefined;
  /** Wall-clock ms. */
  readonly at: number;
}

export interface WatchReport {
  /** Wall-clock ms of each acknowledgement. */
  readonly acknowledgedAt: readonly number[];
  readonly heard: readonly Heard[];
}

const { handle, words } = workerData as WatchData;
const cluster = await Cluster.attach(handle);
const producer = cluster.producer({ lingerMs: 0 });
const acknowledgedAt: number[] = [];
const heard: Heard[] = [];
let isStopped = false;

function hasHeard(type: ClusterEvent["type"], broker?: number): boolean {
  return heard.some((event) => event.type === type && (broker === undefined || event.broker === broker));
}

function hasSeenAll(): boolean {
  const leader = Atomics.load(words, WATCH_WORDS.LEADER);
  const diedAt = heard.find(({ type, broker }) => type === "brokerDied" && broker === leader)?.at;
  if (diedAt === undefined || !hasHeard("leaderElected") || !hasHeard("brokerRegistered", leader)) return false;
  return (acknowledgedAt.at(-1) ?? 0) > diedAt;
}

const events = cluster.events();
const listening = (async () => {
  for await (const event of events)
    heard.push({ type: event.type, broker: "broker" in event ? event.broker : undefined, at: Date.now() });
})();
parentPort?.once("message", () => {
  isStopped = true;
});
while (!isStopped) {
  await producer.send({ topic: "watched", partition: 0, value: "x" });
  if (acknowledgedAt.push(Date.now()) === 1) parentPort?.postMessage("writing");
  if (Atomics.load(words, WATCH_WORDS.SEEN) === 1 || !hasSeenAll()) continue;
  Atomics.store(words, WATCH_WORDS.SEEN, 1);
  Atomics.notify(words, WATCH_WORDS.SEEN);
}
await events.return?.();
await listening;
await cluster.close();
parentPort?.postMessage({ acknowledgedAt, heard } satisfies WatchReport);
