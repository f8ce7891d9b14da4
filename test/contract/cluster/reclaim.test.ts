import { expect, test } from "vitest";
import { Cluster } from "../../../src/index.ts";

const VALUE = "x".repeat(1_000);

test("a topic gives its oldest records when the arena fills up, and says so", { timeout: 60_000 }, async () => {
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 64 * 1024 * 1024 });
  await cluster.admin.createTopics([{ topic: "endless", partitions: 2, replicationFactor: 3 }]);
  const events = cluster.events()[Symbol.asyncIterator]();
  const producer = cluster.producer({ deliveryTimeoutMs: 20_000, bufferBytes: 2 * 1024 * 1024 });
  for (let index = 0; index < 60_000; index++)
    if (!producer.write({ topic: "endless", partition: index % 2, value: VALUE })) await producer.ready();
  await producer.flush(); // three copies of 60 MB were taken by an arena of 64
  const earliest = await cluster.admin.listOffsets("endless", "earliest");
  const latest = await cluster.admin.listOffsets("endless", "latest");
  expect(latest.map(({ offset }) => offset)).toEqual([30_000, 30_000]);
  for (const { offset } of earliest) expect(offset).toBeGreaterThan(10_000);

  const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign([{ topic: "endless", partition: 0, offset: 0 }]); // below the start of the log
  const batch = await consumer.poll({ timeoutMs: 10_000 });
  expect(batch?.baseOffset).toBeGreaterThanOrEqual(earliest[0]?.offset ?? -1);
  await consumer.close();

  for (;;) {
    const { value } = await events.next();
    if (value?.type !== "recordsReclaimed") continue;
    expect(value.topics[0]).toMatchObject({ topic: "endless" });
    break;
  }
  expect(cluster.stats().reclaimed.records).toBeGreaterThan(0);
  expect(cluster.stats().arena.usedBytes).toBeLessThan(0.95 * cluster.stats().arena.totalBytes);
});
