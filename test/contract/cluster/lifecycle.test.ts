import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../../src/index.ts";
import { eventually, readTopic, startCluster } from "./support.ts";

function attachWorker(cluster: Cluster, stay: boolean): Worker {
  const workerData = { handle: cluster.handle, count: 500, stay };
  return new Worker(new URL("attach-worker.ts", import.meta.url), { workerData });
}

/** A data ring in an arena of these tests' size: what a client that wrote holds at least. */
const RING_BYTES = 512 * 1024;

describe("the life of a cluster", () => {
  it("is joined by another worker through its handle", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "attached", replicationFactor: 3 }]);
    const worker = attachWorker(cluster, false);
    await once(worker, "exit");
    expect((await readTopic(cluster, "attached", 500)).map((record) => Number(record.value))).toEqual(
      Array.from({ length: 500 }, (_, index) => index),
    );
  });

  it("frees what a worker held that died without leaving", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "attached", replicationFactor: 3 }]);
    const worker = attachWorker(cluster, true);
    await once(worker, "message"); // its records are acknowledged by all: the brokers' own rings are there too
    const held = cluster.stats().arena.usedBytes;
    await worker.terminate();
    await eventually(
      () => (cluster.stats().arena.usedBytes <= held - RING_BYTES ? true : undefined),
      () => ({ held, now: cluster.stats().arena }),
    );
    const next = attachWorker(cluster, false); // takes the row over
    await once(next, "exit");
    await readTopic(cluster, "attached", 1_000);
  });

  it("lives beside another one in the same process", async () => {
    await using first = await startCluster({ brokers: 1 });
    await using second = await startCluster({ brokers: 1 });
    for (const [name, cluster] of Object.entries({ first, second })) {
      await cluster.admin.createTopics([{ topic: name }]);
      await cluster.producer().send({ topic: name, value: name });
    }
    expect(await first.admin.listTopics()).toEqual(["first"]);
    expect(await second.admin.listTopics()).toEqual(["second"]);
  });

  it("refuses unknown and impossible options by name, and starts nothing", async () => {
    const invalid = expect.objectContaining({ code: "INVALID_OPTION" });
    await expect(Cluster.start({ broker: 3 } as object)).rejects.toEqual(invalid);
    await expect(Cluster.start({ brokers: 0 })).rejects.toThrow(/brokers must be a whole number from 1/);
    await expect(Cluster.start({ arenaBytes: 1 })).rejects.toEqual(invalid);
    await expect(Cluster.attach({} as never)).rejects.toEqual(invalid);
  });

  it("flushes a producer whose own close had an option that does not fit", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "late" }]);
    const producer = cluster.producer({ lingerMs: 60_000 });
    producer.write({ topic: "late", value: "x" });
    await expect(producer.close({ timeout: 5 } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await cluster.close();
    expect(producer.metrics.recordsAcknowledged).toBe(1);
  });

  it("ends waiting calls with CLOSED and refuses later ones; closing twice is closing once", async () => {
    const cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "ended" }]);
    const consumer = cluster.consumer();
    await consumer.assign([{ topic: "ended", partition: 0 }]);
    const waiting = consumer.poll({ timeoutMs: 60_000 });
    const outcome = waiting.then(
      (batch) => batch,
      (error: { code?: string }) => error.code,
    );
    await Promise.all([cluster.close(), cluster.close()]);
    expect([undefined, "CLOSED"]).toContain(await outcome);
    expect(() => cluster.producer()).toThrow(expect.objectContaining({ code: "CLOSED" }));
    await expect(Cluster.attach(cluster.handle)).rejects.toEqual(expect.objectContaining({ code: "CLUSTER_FAILED" }));
  });
});

describe("a close in the middle of everything", () => {
  it("ends every call, while leaders and the supervisor die, producers write and consumers wait", async () => {
    const cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "busy", partitions: 3, replicationFactor: 3 }]);
    const producer = cluster.producer({ lingerMs: 0 });
    const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await consumer.assign([0, 1, 2].map((partition) => ({ topic: "busy", partition })));
    await producer.send({ topic: "busy", value: "the first" });
    const codeOf = (error: { code?: string }) => error.code ?? String(error);
    const writing = (async () => {
      for (;;) await producer.send({ topic: "busy", value: "x" });
    })().catch(codeOf);
    const reading = (async () => {
      for await (const _batch of consumer);
      return "ended";
    })().catch(codeOf);
    const faults = [cluster.broker(1).kill(), cluster.supervisor.kill(), cluster.broker(2).pause()].map((fault) =>
      fault.then(
        () => "done",
        (error: { code?: string }) => codeOf(error),
      ),
    );
    await faults[0];
    const closing = cluster.close({ timeoutMs: 500 });
    expect(cluster.close()).toBe(closing);
    await closing;
    expect(await writing).toBe("CLOSED");
    expect(["ended", "CLOSED"]).toContain(await reading);
    for (const outcome of await Promise.all(faults))
      expect(["done", "CLOSED", "CLUSTER_FAILED", "INVALID_STATE"]).toContain(outcome);
    await cluster[Symbol.asyncDispose](); // once more does nothing
    // Its memory may be another cluster's by now.
    expect(() => cluster.stats()).toThrow(expect.objectContaining({ code: "CLOSED" }));
    await expect(cluster.broker(1).kill()).rejects.toMatchObject({ code: "CLOSED" });
    await expect(cluster.supervisor.kill()).rejects.toMatchObject({ code: "CLOSED" });
  });
});

describe("a close that cannot deliver what was written", () => {
  it("rejects, when all is closed, with the first error that nobody has heard of", async () => {
    const cluster = await startCluster({ brokers: 1 });
    const heard = cluster.producer({ maxBlockMs: 50 });
    heard.write({ topic: "flihgts", value: "x" });
    await expect(heard.flush()).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    const closed = cluster.producer({ maxBlockMs: 50 });
    closed.write({ topic: "flihgts", value: "x" });
    const ownClose = expect(closed.close()).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    const unheard = cluster.producer({ maxBlockMs: 100 });
    unheard.write({ topic: "fligths", value: "x" });
    await expect(cluster.close()).rejects.toThrow(/topic fligths did not appear within maxBlockMs/);
    await ownClose;
    expect(() => cluster.stats()).toThrow(expect.objectContaining({ code: "CLOSED" }));
    await expect(Cluster.attach(cluster.handle)).rejects.toMatchObject({ code: "CLUSTER_FAILED" });
  });

  it("resolves where a promise, a flush, onError or the producer's own close has told it", async () => {
    const cluster = await startCluster({ brokers: 1 });
    const told: string[] = [];
    const options = { maxBlockMs: 50, onError: ({ message }: Error) => told.push(message) };
    cluster.producer(options).write({ topic: "flihgts", value: "x" });
    const sent = cluster.producer(options).send({ topic: "flihgts", value: "x" });
    const refused = expect(sent).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    const closing = cluster.producer({ maxBlockMs: 50 });
    closing.write({ topic: "flihgts", value: "x" });
    const closed = expect(closing.close()).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    await cluster.close();
    await Promise.all([refused, closed]);
    expect(told).toHaveLength(1);
  });

  it("is hurried by a second call", async () => {
    const cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "stuck" }]);
    await cluster.broker(1).kill({ restart: false });
    cluster.producer({ deliveryTimeoutMs: 60_000 }).write({ topic: "stuck", value: "x" });
    const first = expect(cluster.close()).rejects.toThrow(/within timeoutMs \(0 ms\)/);
    await expect(cluster.close({ timeoutMs: 0 })).rejects.toMatchObject({ code: "CLOSED" });
    await first;
  });
});
