import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { leaderOf, startCluster } from "./support.ts";
import type { WatchReport } from "./watch-worker.ts";

const BLOCKED_MS = 2_000;

describe("a main thread that is blocked for two seconds while a leader dies", () => {
  it("delays neither the election nor the broker's restart", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "watched", replicationFactor: 3 }]);
    const worker = new Worker(new URL("watch-worker.ts", import.meta.url), { workerData: { handle: cluster.handle } });
    await once(worker, "message");
    const leader = await leaderOf(cluster, "watched", 0);
    const killed = cluster.broker(leader).kill();
    const blockedAt = Date.now();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
    const freeAt = Date.now();
    await killed;
    worker.postMessage("stop");
    const [report] = (await once(worker, "message")) as [WatchReport];
    await once(worker, "exit");
    const meanwhile = (at: number): boolean => at > blockedAt && at < freeAt;
    const types = report.heard.filter(({ at }) => meanwhile(at)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["brokerDied", "leaderElected", "brokerRegistered"]));
    const diedAt = report.heard.find(({ type }) => type === "brokerDied")?.at ?? 0;
    expect(report.acknowledgedAt.filter((at) => at > diedAt && meanwhile(at)).length).toBeGreaterThan(0);
  });
});
