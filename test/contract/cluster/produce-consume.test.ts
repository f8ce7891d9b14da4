import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, int32, json, MillraceError } from "../../../src/index.ts";
import { readRecords, readTopic, startCluster, textOf } from "./support.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

async function createTopic(topic: string, partitions = 1): Promise<void> {
  await cluster.admin.createTopics([{ topic, partitions, replicationFactor: 3 }]);
}

describe("a producer and a consumer on threads", () => {
  it.each([0, 1, "all"] as const)("moves records with acks %s in order", async (acks) => {
    const topic = `acks-${acks}`;
    await createTopic(topic);
    await using producer = cluster.producer({ acks });
    for (let index = 0; index < 1_000; index++) producer.write({ topic, key: `k${index}`, value: `v${index}` });
    await producer.flush();
    const seen = await readTopic(cluster, topic, 1_000);
    expect(seen.map((record) => record.offset)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    expect(seen.map((record) => record.value)).toEqual(Array.from({ length: 1_000 }, (_, index) => `v${index}`));
  });

  it("gives every send its partition and offset, and keys stay in their partition", async () => {
    await createTopic("keys", 4);
    await using producer = cluster.producer();
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        producer.send({ topic: "keys", key: `key-${index % 10}`, value: `${index}` }),
      ),
    );
    const seen = await readTopic(cluster, "keys", 200);
    const byPlace = new Map(seen.map((record) => [`${record.partition}/${record.offset}`, record.value]));
    sent.forEach(({ partition, offset }, index) => expect(byPlace.get(`${partition}/${offset}`)).toBe(`${index}`));
    const partitionsOfKey = new Map<string | null, Set<number>>();
    for (const record of seen)
      partitionsOfKey.set(record.key, (partitionsOfKey.get(record.key) ?? new Set()).add(record.partition));
    for (const partitions of partitionsOfKey.values()) expect(partitions.size).toBe(1);
  });

  it("reads from an offset after seek, and sees records that are written while it waits", async () => {
    await createTopic("seek");
    await using producer = cluster.producer({ lingerMs: 0 });
    for (let index = 0; index < 100; index++) producer.write({ topic: "seek", value: `${index}` });
    await producer.flush();
    await using consumer = cluster.consumer();
    await consumer.assign([{ topic: "seek", partition: 0, offset: "latest" }]);
    const waiting = readRecords(consumer, 1);
    const { offset } = await producer.send({ topic: "seek", value: "new" });
    expect(await waiting).toMatchObject([{ offset, value: "new" }]);
    await consumer.seek({ topic: "seek", partition: 0, offset: 42 });
    expect((await readRecords(consumer, 59)).map((record) => record.offset)).toEqual(
      Array.from({ length: 59 }, (_, index) => 42 + index),
    );
    expect(consumer.position({ topic: "seek", partition: 0 })).toBe(101);
  });

  it("keeps headers, nulls, empty values and timestamps", async () => {
    await createTopic("shapes");
    await using producer = cluster.producer();
    const headers: [string, string][] = [
      ["a", "1"],
      ["a", "2"],
    ];
    await producer.send({ topic: "shapes", key: null, value: null, headers, timestamp: 1_000 });
    await producer.send({ topic: "shapes", key: "", value: new Uint8Array(0), timestamp: 2_000 });
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await consumer.assign([{ topic: "shapes", partition: 0 }]);
    const copies = [];
    while (copies.length < 2)
      for (const record of (await consumer.poll({ timeoutMs: 10_000 })) ?? []) copies.push(record.copy());
    expect(copies[0]).toMatchObject({ key: null, value: null, timestamp: 1_000 });
    expect(copies[0]?.headers.map(([name, value]) => [name, textOf(value)])).toEqual(headers);
    expect(copies[1]).toMatchObject({ timestamp: 2_000, headers: [] });
    expect(copies[1]?.key?.length).toBe(0);
    expect(copies[1]?.value?.length).toBe(0);
  });

  it("moves typed keys and values through serdes", async () => {
    await createTopic("typed");
    await using producer = cluster.producer({ key: int32(), value: json<{ readonly city: string }>() });
    producer.write({ topic: "typed", key: 7, value: { city: "Zürich, a name that is not short" } });
    await producer.send({ topic: "typed", key: null, value: null });
    await using consumer = cluster.consumer({
      autoOffsetReset: "earliest",
      key: int32(),
      value: json<{ city: string }>(),
    });
    await consumer.assign([{ topic: "typed", partition: 0 }]);
    const seen: unknown[] = [];
    while (seen.length < 2)
      for (const { key, value } of (await consumer.poll({ timeoutMs: 10_000 })) ?? []) seen.push([key, value?.city]);
    expect(seen).toEqual([
      [7, "Zürich, a name that is not short"],
      [null, undefined],
    ]);
  });

  it("closes a producer in time, also without a leader for its records", async () => {
    const producer = cluster.producer({ maxBlockMs: 60_000 });
    const waiting = producer.send({ topic: "never-there", value: "x" }).catch((error: { code?: string }) => error.code);
    await producer.close({ timeoutMs: 20 });
    expect(await waiting).toBe("CLOSED");
  });

  it("lists offsets by place and by time", async () => {
    await createTopic("times");
    await using producer = cluster.producer({ lingerMs: 0 });
    for (const timestamp of [100, 200, 300]) await producer.send({ topic: "times", value: "x", timestamp });
    expect(await cluster.admin.listOffsets("times", "earliest")).toEqual([{ partition: 0, offset: 0 }]);
    expect(await cluster.admin.listOffsets("times", "latest")).toEqual([{ partition: 0, offset: 3 }]);
    expect(await cluster.admin.listOffsets("times", 150)).toEqual([{ partition: 0, offset: 1 }]);
  });

  it("carries a busy synchronous loop through a buffer much smaller than what it writes", async () => {
    await createTopic("busy", 2);
    await using producer = cluster.producer({ bufferBytes: 256 * 1024, batchBytes: 16 * 1024 });
    const value = "x".repeat(100);
    for (let index = 0; index < 50_000; index++)
      if (!producer.write({ topic: "busy", key: `${index}`, value })) await producer.ready();
    await producer.flush();
    expect(producer.metrics).toMatchObject({ recordsAcknowledged: 50_000, recordsFailed: 0, bufferedBytes: 0 });
    const offsets = await cluster.admin.listOffsets("busy", "latest");
    expect(offsets.reduce((sum, { offset }) => sum + offset, 0)).toBe(50_000);
  });

  it("refuses bad input by name and code", async () => {
    await createTopic("refusals");
    const name = expect.stringMatching(/^(Millrace|Admin)Error$/);
    const code = (wanted: string) => expect.objectContaining({ name, code: wanted });
    await expect(cluster.admin.createTopics([{ topic: "refusals" }])).rejects.toEqual(code("TOPIC_ALREADY_EXISTS"));
    await expect(cluster.admin.createTopics([{ topic: "a b" }])).rejects.toEqual(code("INVALID_TOPIC_EXCEPTION"));
    await expect(cluster.admin.createTopics([{ topic: "rf", replicationFactor: 4 }])).rejects.toEqual(
      code("INVALID_REPLICATION_FACTOR"),
    );
    expect(() => cluster.producer({ lingerMS: 5 } as object)).toThrow(MillraceError);
    expect(() => cluster.broker(9)).toThrow(/choose 1 to 3/);
    await using producer = cluster.producer({ maxBlockMs: 50 });
    await expect(producer.send({ topic: "no-such-topic", value: "x" })).rejects.toEqual(
      code("UNKNOWN_TOPIC_OR_PARTITION"),
    );
    await expect(producer.send({ topic: "refusals", value: new Uint8Array(1024 * 1024) })).rejects.toEqual(
      code("RECORD_TOO_LARGE"),
    );
  });
});
