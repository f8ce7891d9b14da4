import { describe, expect, test } from "vitest";
import type { Cluster } from "../../../src/index.ts";
import { readTopic, startCluster } from "./support.ts";

const RECORDS = 3_000;

describe("large batches, compressed in other threads", () => {
  const LARGE = 400;
  const largeValue = (number: number) => Buffer.from(`${number} `.repeat(3_000));

  async function check(cluster: Cluster): Promise<void> {
    const records = await readTopic(cluster, "t", LARGE);
    expect(records.map(({ value }) => value === largeValue(Number(value?.split(" ")[0])).toString())).not.toContain(
      false,
    );
    for (const partition of [0, 1]) {
      const numbers = records
        .filter((record) => record.partition === partition)
        .map(({ value }) => Number.parseInt(value ?? "", 10));
      expect(numbers).toEqual(Array.from({ length: LARGE / 2 }, (_, index) => index * 2 + partition));
    }
  }

  test("keep their order, and close waits for them", async () => {
    await using cluster = await startCluster({ brokers: 2 });
    await cluster.admin.createTopics([{ topic: "t", partitions: 2, replicationFactor: 2 }]);
    const producer = cluster.producer({ compression: "gzip", batchBytes: 128 * 1024 });
    for (let number = 0; number < LARGE; number++) {
      if (!producer.write({ topic: "t", partition: number % 2, value: largeValue(number) })) await producer.ready();
      if (number % 40 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await producer.close();
    await check(cluster);
  });

  test("get on in a loop that never lets the event loop run, within the buffer", async () => {
    await using cluster = await startCluster({ brokers: 2 });
    await cluster.admin.createTopics([{ topic: "t", partitions: 2, replicationFactor: 2 }]);
    const producer = cluster.producer({ compression: "gzip", batchBytes: 64 * 1024, bufferBytes: 1024 * 1024 });
    for (let number = 0; number < LARGE; number++)
      producer.write({ topic: "t", partition: number % 2, value: largeValue(number) });
    // Nothing but these calls took turns: most of it is out and acknowledged all the same.
    expect(producer.metrics.recordsAcknowledged).toBeGreaterThan(LARGE / 4);
    expect(producer.metrics.bufferedBytes).toBeLessThanOrEqual(1024 * 1024);
    await producer.flush();
    await check(cluster);
  });
});

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
      const { bytes, keyStart = 0, serializedKeySize = 0 } = first ?? {};
      expect(bytes?.slice(keyStart, keyStart + serializedKeySize)).toEqual(first?.key); // also where it was decompressed to
      expect(first?.copy()).toMatchObject({ offset: 777, key: new TextEncoder().encode(`key ${777 * 2 + 1}`) });
    },
  );
});
