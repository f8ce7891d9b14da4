import { describe, expect, it } from "vitest";
import { ARENA_BYTES_MIN } from "../../../src/base/limits.ts";
import { Cluster } from "../../../src/index.ts";
import { readTopic, startCluster } from "./support.ts";

const PARTITIONS = [0, 1, 2, 3, 4, 5];

describe("the smallest arena", () => {
  it("takes the default brokers and their rings, records of a replicated topic, and readers of all of them", async () => {
    await using cluster = await startCluster({ arenaBytes: ARENA_BYTES_MIN });
    await cluster.admin.createTopics([{ topic: "small", partitions: PARTITIONS.length, replicationFactor: 3 }]);
    const producer = cluster.producer({ deliveryTimeoutMs: 20_000 });
    await Promise.all(PARTITIONS.map((partition) => producer.send({ topic: "small", partition, value: "x" })));
    await cluster.settled();
    expect(await readTopic(cluster, "small", PARTITIONS.length)).toHaveLength(PARTITIONS.length);
    expect(cluster.stats().partitionsUnderReplicated).toBe(0);
  });

  it("moves many times what its logs hold through a replicated topic", async () => {
    await using cluster = await startCluster({ arenaBytes: ARENA_BYTES_MIN });
    await cluster.admin.createTopics([{ topic: "stream", partitions: 3, replicationFactor: 3 }]);
    const producer = cluster.producer({ bufferBytes: 1024 * 1024 });
    const value = "x".repeat(1_000);
    for (let count = 0; count < 8_000; count++) if (!producer.write({ topic: "stream", value })) await producer.ready();
    await producer.flush();
    expect(producer.metrics.recordsAcknowledged).toBe(8_000);
    expect(cluster.stats().arena.usedBytes).toBeLessThan(ARENA_BYTES_MIN);
  });

  it("refuses more brokers than their rings leave room for, with the numbers", async () => {
    await expect(Cluster.start({ brokers: 31, arenaBytes: 64 * 1024 * 1024 })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringMatching(/arenaBytes.*31 brokers.*at least \d+ MiB/),
    });
  });
});
