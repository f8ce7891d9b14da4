import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { ENDPOINTS_MAX } from "../../../src/base/limits.ts";
import { Cluster } from "../../../src/index.ts";
import { firstClientEndpoint } from "../../../src/runtime/config.ts";
import type { WorkerReport } from "./client-worker.ts";
import { eventually, readTopic, startCluster } from "./support.ts";

const VISITED = [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: "visited", partition }));

/** Uses rings to and from every broker. */
async function writeAndRead(cluster: Cluster): Promise<void> {
  const producer = cluster.producer();
  await Promise.all(VISITED.map((place) => producer.send({ ...place, value: "x" })));
  const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign(VISITED);
  await consumer.poll();
}

describe("a cluster that others join", () => {
  it("gives a worker every kind of client, and loses nothing of its own when that worker dies", async () => {
    await using cluster = await startCluster({ brokers: 2 });
    const count = 2_000;
    for (const topic of ["first-life", "second-life"]) {
      const workerData = { handle: cluster.handle, topic, count };
      const worker = new Worker(new URL("client-worker.ts", import.meta.url), { workerData });
      const [report] = (await once(worker, "message")) as [WorkerReport];
      expect(report).toEqual({
        read: Array.from({ length: count }, (_, index) => index),
        heard: ["topicCreated", "leaderElected"],
        endOffset: count,
      });
      expect(cluster.stats().leases).toBeGreaterThan(0);
      const { endpoints } = cluster.stats();
      await worker.terminate();
      await eventually(
        () => {
          const stats = cluster.stats();
          return stats.leases === 0 && stats.endpoints === endpoints - 1 ? true : undefined;
        },
        () => cluster.stats(),
      );
      const kept = await readTopic(cluster, topic, count); // and perhaps the one that was on its way
      expect(kept.slice(0, count).map(({ offset }) => offset)).toEqual(report.read);
    }
    expect(cluster.stats()).toMatchObject({ rescuedWakeups: 0, deathBells: { deaths: 2 }, brokersAlive: 2 });
  });

  it("is joined twice by one thread: each is an endpoint of its own, and leaves by itself", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    const [one, two] = await Promise.all([Cluster.attach(cluster.handle), Cluster.attach(cluster.handle)]);
    await one.admin.createTopics([{ topic: "shared" }]);
    await two.settled({ topics: ["shared"] });
    await using producer = two.producer();
    await producer.send({ topic: "shared", value: "from two" });
    expect(cluster.stats().endpoints).toBe(5); // the supervisor, a broker, the starter and these two
    await one.close();
    expect(() => one.producer()).toThrow(expect.objectContaining({ code: "CLOSED" }));
    await producer.send({ topic: "shared", value: "two goes on" });
    expect(await readTopic(two, "shared", 2)).toHaveLength(2);
    await two.close();
    expect(cluster.stats().endpoints).toBe(3);
  });

  it("takes a handle, and not what JSON leaves of one", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    for (const handle of [undefined, "x", {}, JSON.parse(JSON.stringify(cluster.handle))])
      await expect(Cluster.attach(handle)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  it("shows the cluster as it is at once, and later what other threads have done", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "before" }]);
    await using attached = await Cluster.attach(cluster.handle);
    expect(attached.stats().topics).toBe(1);
    expect(await attached.admin.listTopics()).toEqual(["before"]);
    await cluster.admin.createTopics([{ topic: "after" }]);
    expect(await attached.admin.describeTopics(["after"])).toHaveLength(1);
  });

  it("has the memory back, rings included, when those who joined have left and it is idle", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "visited", partitions: 6 }]);
    const visit = async (clients: number): Promise<void> => {
      const joined = await Promise.all(Array.from({ length: clients }, () => Cluster.attach(cluster.handle)));
      await Promise.all(joined.map(writeAndRead));
      await Promise.all(joined.map((each) => each.close()));
    };
    await visit(1); // makes the logs' chunks
    const { brokers } = cluster.stats().arena.usedBy;
    await visit(6);
    await eventually(
      () => (cluster.stats().arena.usedBy.brokers <= brokers ? true : undefined),
      () => ({ before: brokers, now: cluster.stats().arena }),
    );
  });

  it("takes 64 endpoints, refuses the next, and takes another when one has left", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    const room = ENDPOINTS_MAX - firstClientEndpoint(cluster.handle.config) - 1; // the starter has one
    const joined: Cluster[] = [];
    for (let count = 0; count < room; count++) joined.push(await Cluster.attach(cluster.handle));
    await expect(Cluster.attach(cluster.handle)).rejects.toMatchObject({ code: "TOO_MANY_ENDPOINTS" });
    expect(cluster.stats().endpoints).toBe(ENDPOINTS_MAX);
    await joined.pop()?.close();
    const late = await Cluster.attach(cluster.handle); // its row is not free yet, but it is leaving
    await late.admin.createTopics([{ topic: "late" }]);
    await Promise.all([...joined, late].map((each) => each.close()));
    expect(cluster.stats().endpoints).toBe(3); // the supervisor, a broker, the starter
    const again = await Promise.all(joined.map(() => Cluster.attach(cluster.handle)));
    await Promise.all(again.map((each) => each.close()));
  });

  it("ends what an attached thread waits for, when it is closed, and cannot be joined any more", async () => {
    const cluster = await startCluster({ brokers: 1 });
    const guest = await Cluster.attach(cluster.handle);
    await guest.admin.createTopics([{ topic: "ended" }]);
    const consumer = guest.consumer();
    await consumer.assign([{ topic: "ended", partition: 0 }]);
    const waits = [
      consumer.poll(),
      guest.producer().send({ topic: "never-there", value: "x" }),
      guest.settled({ topics: ["never"] }),
    ];
    const codes = waits.map((wait) =>
      wait.then(
        () => "fulfilled",
        (error: { code?: string }) => error.code,
      ),
    );
    const reader = guest.consumer();
    await reader.assign([{ topic: "ended", partition: 0 }]);
    const loop = (async () => {
      for await (const _batch of reader);
      return "ended";
    })();
    const events = guest.events();
    await cluster.close();
    expect(await Promise.all(codes)).toEqual(["CLOSED", "CLOSED", "CLOSED"]);
    expect(await loop).toBe("ended");
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(() => guest.consumer()).toThrow(expect.objectContaining({ code: "CLOSED" }));
    await expect(Cluster.attach(cluster.handle)).rejects.toMatchObject({ code: "CLUSTER_FAILED" });
    await guest.close();
  });
});
