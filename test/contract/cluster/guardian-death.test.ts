import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../../src/index.ts";
import { eventually, startCluster } from "./support.ts";

/** Starts a cluster and keeps the guardian's worker, which only its creator can end. */
async function startWithGuardian(): Promise<{ cluster: Cluster; guardian: Worker }> {
  const workers: Worker[] = [];
  const keep = (worker: Worker) => workers.push(worker);
  process.on("worker", keep);
  try {
    const cluster = await startCluster();
    const guardian = workers.find(({ threadId }) => threadId === cluster.handle.guardianThread);
    if (guardian === undefined) throw new Error("the guardian is a worker of this thread");
    return { cluster, guardian };
  } finally {
    process.off("worker", keep);
  }
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "resolved",
    (error: { code?: string }) => error.code,
  );

describe("the death of the guardian", () => {
  it("fails the cluster as a whole: every call, waiting or new, here and in other threads", async () => {
    const { cluster, guardian } = await startWithGuardian();
    await cluster.admin.createTopics([{ topic: "watched", replicationFactor: 3 }]);
    const consumer = cluster.consumer();
    await consumer.assign([{ topic: "watched", partition: 0 }]);
    const polling = codeOf(consumer.poll({ timeoutMs: 60_000 }));
    const events = cluster.events();
    const attached = new Worker(new URL("poll-worker.ts", import.meta.url), { workerData: { handle: cluster.handle } });
    await once(attached, "message");
    const attachedOutcome = once(attached, "message");
    const attachedExit = once(attached, "exit");
    await guardian.terminate();
    expect(await polling).toBe("CLUSTER_FAILED");
    expect(await attachedOutcome).toEqual(["CLUSTER_FAILED"]);
    const last: string[] = []; // the supervisor may outlive a broker
    for await (const { type } of events) last.push(type);
    expect(last).not.toContain("brokerRegistered");
    expect(() => cluster.producer()).toThrow(expect.objectContaining({ code: "CLUSTER_FAILED" }));
    expect(await codeOf(cluster.admin.listTopics())).toBe("CLUSTER_FAILED");
    expect(await codeOf(cluster.broker(1).kill())).toBe("CLUSTER_FAILED");
    expect(await codeOf(Cluster.attach(cluster.handle))).toBe("CLUSTER_FAILED");
    await cluster.close();
    await attachedExit;
  });

  it("also while a broker is restarted and writers write; each of them hears of it", async () => {
    const { cluster, guardian } = await startWithGuardian();
    await cluster.admin.createTopics([{ topic: "watched", replicationFactor: 3 }]);
    const producer = cluster.producer();
    const outcomes = new Set<string | undefined>();
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        const outcome = await codeOf(producer.send({ topic: "watched", value: "x" }));
        outcomes.add(outcome);
        isOver = outcome !== "resolved";
      }
    })();
    const killed = codeOf(cluster.broker(1).kill());
    await guardian.terminate();
    expect(["resolved", "CLUSTER_FAILED"]).toContain(await killed);
    await writing;
    expect([...outcomes].at(-1)).toBe("CLUSTER_FAILED");
    await eventually(
      () => (isOver ? true : undefined),
      () => [...outcomes],
    );
    await cluster.close();
  });
});
