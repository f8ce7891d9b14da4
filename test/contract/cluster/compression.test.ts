import { describe, expect, test } from "vitest";
import { readTopic, startCluster } from "./support.ts";

const RECORDS = 3_000;

test("LogAppendTime: what is sent, read and looked up has the time of the append", async () => {
  await using cluster = await startCluster({ brokers: 2 });
  const configs = { "message.timestamp.type": "LogAppendTime" };
  await cluster.admin.createTopics([{ topic: "t", replicationFactor: 2, configs }]);
  const before = Date.now();
  const producer = cluster.producer({ compression: "zstd" });
  const sent = await producer.send({ topic: "t", value: "a value ".repeat(50), timestamp: 5 });
  expect(sent.timestamp).toBeGreaterThanOrEqual(before);
  expect(sent.timestamp).toBeLessThanOrEqual(Date.now());
  await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign([{ topic: "t", partition: 0 }]);
  const [record] = (await consumer.poll({ timeoutMs: 10_000 })) ?? [];
  expect(record?.copy()).toMatchObject({ offset: 0, timestamp: sent.timestamp });
  expect(await cluster.admin.listOffsets("t", sent.timestamp)).toMatchObject([{ partition: 0, offset: 0 }]);
});

describe("compressed records on real threads", () => {
  test.each(["none", "gzip", "snappy", "lz4", "zstd"] as const)(
    "%s: all come back in order, from any offset",
    async (compression) => {
      await using cluster = await startCluster({ brokers: 2 });
      await cluster.admin.createTopics([{ topic: "t", partitions: 2, replicationFactor: 2 }]);
      const producer = cluster.producer({ compression, lingerMs: 1 });
      for (let number = 0; number < RECORDS; number++)
        producer.write({
          topic: "t",
          partition: number % 2,
          key: `key ${number}`,
          value: `a value like the others ${number}`,
        });
      await producer.flush();
      const records = await readTopic(cluster, "t", RECORDS);
      for (const partition of [0, 1]) {
        const seen = records.filter((record) => record.partition === partition);
        expect(seen.map(({ offset }) => offset)).toEqual(Array.from({ length: RECORDS / 2 }, (_, index) => index));
        expect(seen.map(({ key }) => key)).toEqual(seen.map(({ offset }) => `key ${offset * 2 + partition}`));
      }
      await using consumer = cluster.consumer();
      await consumer.assign([{ topic: "t", partition: 1, offset: 777 }]);
      const batch = await consumer.poll({ timeoutMs: 10_000 });
      const [first] = batch ?? [];
      expect(first?.copy()).toMatchObject({ offset: 777, key: new TextEncoder().encode(`key ${777 * 2 + 1}`) });
    },
  );
});
