import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { leaderOf, startCluster } from "./support.ts";
import { WATCH_WORDS } from "./watch-words.ts";
import type { WatchData, WatchReport } from "./watch-worker.ts";

const BLOCKED_MS_MIN = 2_000;
const BLOCKED_MS_MAX = 30_000;

describe("a main thread that is blocked for two seconds and more while a leader dies", () => {
  it("delays neither the election nor the broker's restart", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "watched", replicationFactor: 3 }]);
    const words = new Int32Array(new SharedArrayBuffer(WATCH_WORDS.COUNT * Int32Array.BYTES_PER_ELEMENT));
    const workerData: WatchData = { handle: cluster.handle, words };
    const worker = new Worker(new URL("watch-worker.ts", import.meta.url), { workerData });
    await once(worker, "message");
    const leader = await leaderOf(cluster, "watched", 0);
    Atomics.store(words, WATCH_WORDS.LEADER, leader);
    const killed = cluster.broker(leader).kill();
    const blockedAt = Date.now();
    const outcome = Atomics.wait(words, WATCH_WORDS.SEEN, 0, BLOCKED_MS_MAX);
    const left = blockedAt + BLOCKED_MS_MIN - Date.now();
    if (left > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, left);
    const freeAt = Date.now();
    await killed;
    worker.postMessage("stop");
    const [report] = (await once(worker, "message")) as [WatchReport];
    await once(worker, "exit");
    const seen = JSON.stringify({ leader, blockedAt, freeAt, outcome, heard: report.heard });
    const meanwhile = (at: number): boolean => at >= blockedAt && at <= freeAt;
    const heard = report.heard.filter(({ at }) => meanwhile(at));
    expect(heard, seen).toContainEqual(expect.objectContaining({ type: "brokerDied", broker: leader }));
    expect(heard, seen).toContainEqual(expect.objectContaining({ type: "leaderElected" }));
    expect(heard, seen).toContainEqual(expect.objectContaining({ type: "brokerRegistered", broker: leader }));
    const diedAt = heard.find(({ type, broker }) => type === "brokerDied" && broker === leader)?.at ?? freeAt;
    expect(report.acknowledgedAt.filter((at) => at > diedAt && meanwhile(at)).length, seen).toBeGreaterThan(0);
  });
});
