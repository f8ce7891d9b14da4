import { describe, expect, it } from "vitest";
import type { Logger } from "../../../src/index.ts";
import { corrupt, eventually, fillArena, leaderOf, sendAstray, startCluster } from "./support.ts";

function recorder() {
  const lines: string[] = [];
  const level = (name: string) => (message: string) => void lines.push(`${name} ${message}`);
  const logger: Logger = { debug: level("debug"), info: level("info"), warn: level("warn"), error: level("error") };
  return { lines, logger };
}

describe("what a cluster shows of itself", () => {
  it("is settled when every partition has its leader and all replicas in sync, and says what is missing", async () => {
    await using cluster = await startCluster({ brokerRestartDelayMs: 50 });
    await cluster.admin.createTopics([{ topic: "whole", partitions: 4, replicationFactor: 3 }]);
    await cluster.settled();
    const events = cluster.events();
    await cluster.broker(2).kill({ restart: false });
    for await (const { type } of events) if (type === "brokerDied") break;
    await expect(cluster.settled({ timeoutMs: 300 })).rejects.toMatchObject({
      code: "REQUEST_TIMED_OUT",
      message: expect.stringMatching(
        /not settled after 300 ms: whole-0 is not in sync on 2, .*whole-3 is not in sync on 2$/,
      ),
    });
    await expect(cluster.settled({ topics: ["no-such"], timeoutMs: 0 })).rejects.toThrow(/there is no topic no-such/);
    await cluster.broker(2).restart();
    await cluster.settled();
    expect(cluster.stats()).toMatchObject({ brokersAlive: 3, partitionsUnderReplicated: 0, partitionsOffline: 0 });
    for (const options of [{ timeout: 5 }, null, 300])
      await expect(cluster.settled(options as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  it("counts what is in its memory, by whose it is", async () => {
    await using cluster = await startCluster({ brokers: 2 });
    await cluster.admin.createTopics([{ topic: "counted", partitions: 2, replicationFactor: 2 }]);
    await using producer = cluster.producer();
    const value = new Uint8Array(1_000);
    for (let index = 0; index < 1_000; index++) producer.write({ topic: "counted", value });
    await producer.flush();
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await consumer.assign([0, 1].map((partition) => ({ topic: "counted", partition })));
    await consumer.poll();
    const stats = cluster.stats();
    expect(stats).toMatchObject({ topics: 1, partitions: 2, brokersAlive: 2, rescuedWakeups: 0, dataLosses: 0 });
    expect(stats.endpoints).toBe(4); // the supervisor, two brokers, this thread
    expect(stats.leases).toBeGreaterThan(0);
    expect(stats.brokers.map(({ id, alive, replicas }) => ({ id, alive, replicas }))).toEqual([
      { id: 1, alive: true, replicas: 2 },
      { id: 2, alive: true, replicas: 2 },
    ]);
    expect(stats.brokers.reduce((sum, { leaders }) => sum + leaders, 0)).toBe(2);
    const { usedBy, usedBytes, totalBytes } = stats.arena;
    expect(usedBy.supervisor + usedBy.brokers + usedBy.clients + usedBy.orphans).toBe(usedBytes);
    expect(usedBy.brokers).toBe(stats.brokers.reduce((sum, broker) => sum + broker.usedBytes, 0));
    expect(usedBy.brokers).toBeGreaterThan(2 * 1_000_000); // every record twice
    expect(usedBytes).toBeLessThan(totalBytes);
  });

  it("counts dead letters of all threads by reason, also of those that have ended", async () => {
    await using cluster = await startCluster({ brokers: 2, brokerRestartDelayMs: 50 });
    const counted = (count: number) =>
      eventually(
        () => (cluster.stats().deadLetters["actor stopped"] === count ? true : undefined),
        () => cluster.stats().deadLetters,
      );
    await counted(0);
    for (const endpoint of [0, 1, 2]) {
      sendAstray(cluster.handle.memory, endpoint);
      await counted(endpoint + 1);
    }
    const events = cluster.events();
    await cluster.broker(1).kill();
    for await (const event of events) if (event.type === "brokerRegistered" && event.broker === 1) break;
    expect(cluster.stats().deadLetters["actor stopped"]).toBe(3);
    sendAstray(cluster.handle.memory, 1);
    await counted(4);
    expect(cluster.stats().deadLetters["ring full"]).toBe(0);
  });

  it("says once that a thread has no room for a ring, and a record that waited for it says why", async () => {
    const { lines, logger } = recorder();
    await using cluster = await startCluster({ brokers: 2, logger });
    await cluster.admin.createTopics([{ topic: "cramped", partitions: 2, replicationFactor: 1 }]);
    await using producer = cluster.producer({ deliveryTimeoutMs: 700, acks: 1, idempotent: false });
    await producer.send({ topic: "cramped", partition: 0, value: "makes a buffer and one ring" });
    const free = fillArena(cluster.handle.memory);
    await expect(producer.send({ topic: "cramped", partition: 1, value: "x" })).rejects.toMatchObject({
      code: "DELIVERY_TIMEOUT",
      message: expect.stringMatching(
        /the arena is full \(\d.* MiB are used; no room for a ring to broker \d\): give it/,
      ),
    });
    const warnings = (): string[] => lines.filter((line) => line.includes("no room for a ring"));
    await eventually(
      () => (warnings().length > 0 ? true : undefined),
      () => lines,
    );
    free();
    await producer.send({ topic: "cramped", partition: 1, value: "y" });
    expect(warnings()).toEqual([expect.stringMatching(/^warn millrace: client 3: .*no room for a ring to broker \d/)]);
  });

  it("ends a stream of events by its signal", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    const controller = new AbortController();
    const events = cluster.events({ signal: controller.signal });
    await cluster.admin.createTopics([{ topic: "heard" }]);
    const seen: string[] = [];
    for await (const { type } of events) {
      seen.push(type);
      if (type === "leaderElected") controller.abort();
    }
    expect(seen).toEqual(["topicCreated", "leaderElected"]);
    expect(() => cluster.events({ signal: controller.signal })).toThrow(expect.objectContaining({ code: "ABORTED" }));
  });

  it("tells a logger of events and of what its threads say", async () => {
    const { lines, logger } = recorder();
    const cluster = await startCluster({ brokers: 2, logger });
    await cluster.admin.createTopics([{ topic: "logged", replicationFactor: 2 }]);
    const leader = await leaderOf(cluster, "logged", 0);
    await cluster.broker(leader).kill();
    const wanted = [
      /^info millrace: topicCreated topic=logged$/,
      new RegExp(`^warn millrace: brokerDied broker=${leader} reason=`),
      new RegExp(`^debug millrace: leaderElected topic=logged partition=0 leader=${3 - leader} leaderEpoch=`),
    ];
    await eventually(
      () => (wanted.every((pattern) => lines.some((line) => pattern.test(line))) ? true : undefined),
      () => lines,
    );
    await cluster.settled();
    corrupt(cluster.handle.memory, 1);
    await eventually(
      () => (lines.some((line) => /^error millrace: broker 1 ends: .*unknown type 250/.test(line)) ? true : undefined),
      () => lines,
    );
    await cluster.close();
    expect(lines.every((line) => /^(debug|info|warn|error) millrace: /.test(line))).toBe(true);
    await expect(startCluster({ logger: { warn: () => {} } as never })).rejects.toThrow(
      /logger has no debug, info, error/,
    );
  });

  it("refuses options that it does not know, by name and before anything is done", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "options" }]);
    const producer = cluster.producer();
    const consumer = cluster.consumer();
    const place = { topic: "options", partition: 0, offset: 0 };
    await consumer.assign([place]);
    const wrong = { colour: "red" } as never;
    const calls: Readonly<Record<string, () => unknown>> = {
      start: () => startCluster(wrong),
      producer: () => cluster.producer(wrong),
      consumer: () => cluster.consumer(wrong),
      send: () => producer.send({ topic: "options", value: "x" }, wrong),
      ready: () => producer.ready(wrong),
      flush: () => producer.flush(wrong),
      assign: () => consumer.assign([place], wrong),
      seek: () => consumer.seek(place, wrong),
      endOffsets: () => consumer.endOffsets([place], wrong),
      poll: () => consumer.poll(wrong),
      events: () => cluster.events(wrong),
      settled: () => cluster.settled(wrong),
      kill: () => cluster.broker(1).kill(wrong),
      close: () => cluster.close(wrong),
    };
    for (const [name, call] of Object.entries(calls)) {
      const outcome = await (async () => call())().catch((error: unknown) => error);
      expect(outcome, name).toMatchObject({ code: "INVALID_OPTION", message: expect.stringMatching(/colour/) });
    }
    await producer.send({ topic: "options", value: "all is as before" });
    expect(cluster.stats().brokers).toMatchObject([{ alive: true, incarnation: 1 }]);
  });
});
