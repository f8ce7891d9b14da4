import { describe, expect, it } from "vitest";
import { Cluster } from "../../src/index.ts";

const BROKERS = 31;
const PARTITIONS = 400;

describe("as many brokers as there may be, in the default arena", () => {
  it("have room for their rings, and take a record of each of many replicated partitions", async () => {
    await using cluster = await Cluster.start({ brokers: BROKERS });
    await cluster.admin.createTopics([{ topic: "wide", partitions: PARTITIONS, replicationFactor: 3 }]);
    const producer = cluster.producer();
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    await Promise.all(partitions.map((partition) => producer.send({ topic: "wide", partition, value: "x" })));
    const { arena, partitionsUnderReplicated, rescuedWakeups } = cluster.stats();
    expect({ partitionsUnderReplicated, rescuedWakeups }).toEqual({ partitionsUnderReplicated: 0, rescuedWakeups: 0 });
    expect(arena.usedBytes).toBeLessThan(arena.totalBytes / 2);
  });
});
