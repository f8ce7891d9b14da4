import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster, TopicPartition } from "../../../src/index.ts";
import { readRecords, startCluster } from "./support.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

/** A topic of two partitions with ten records each, at timestamps 1000, 1010, 1020, ... */
async function filled(topic: string): Promise<[TopicPartition, TopicPartition]> {
  await cluster.admin.createTopics([{ topic, partitions: 2 }]);
  await using producer = cluster.producer();
  for (let index = 0; index < 20; index++) {
    const timestamp = 1_000 + 10 * (index >> 1);
    producer.write({ topic, partition: index & 1, value: `${index}`, timestamp });
  }
  await producer.flush();
  return [
    { topic, partition: 0 },
    { topic, partition: 1 },
  ];
}

describe("a consumer on threads", () => {
  it("finds places by offset, edge and time", async () => {
    const [first, second] = await filled("places");
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    expect((await consumer.beginningOffsets([first, second])).map(({ offset }) => offset)).toEqual([0, 0]);
    expect((await consumer.endOffsets([first, second])).map(({ offset }) => offset)).toEqual([10, 10]);
    const times = await consumer.offsetsForTimes([
      { ...first, timestamp: 1_035 },
      { ...second, timestamp: 9_999 },
    ]);
    expect(times).toEqual([
      { ...first, offset: 4, timestamp: 1_040 },
      { ...second, offset: undefined, timestamp: undefined },
    ]);
    await consumer.assign([{ ...first, offset: { timestamp: 1_045 } }]);
    expect((await readRecords(consumer, 5)).map(({ offset }) => offset)).toEqual([5, 6, 7, 8, 9]);
    expect(consumer.lag(first)).toBe(0);
    await consumer.seekToTimestamp({ ...first, timestamp: 99_999 });
    expect(consumer.position(first)).toBe(10);
    await consumer.seekToBeginning();
    expect(await readRecords(consumer, 10)).toHaveLength(10);
    expect(consumer.metrics).toMatchObject({ recordsConsumed: 15, bufferedBytes: 0, recordsLagMax: 0 });
  });

  it("leaves paused partitions out, and reads all of them after resume", async () => {
    const [first, second] = await filled("paused");
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await consumer.assign([first, second]);
    consumer.pause([second]);
    expect(new Set((await readRecords(consumer, 10)).map(({ partition }) => partition))).toEqual(new Set([0]));
    expect(await consumer.poll({ timeoutMs: 50 })).toBeUndefined();
    consumer.resume([second]);
    expect(new Set((await readRecords(consumer, 10)).map(({ partition }) => partition))).toEqual(new Set([1]));
  });

  it("stops at an offset that is not there when nothing may replace it", async () => {
    const [first] = await filled("outside");
    await using consumer = cluster.consumer({ autoOffsetReset: "none" });
    await consumer.assign([{ ...first, offset: 99 }]);
    await expect(consumer.poll({ timeoutMs: 10_000 })).rejects.toMatchObject({ code: "OFFSET_OUT_OF_RANGE" });
    await consumer.seekToEnd();
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "outside", partition: 0, value: "young" });
    expect(await readRecords(consumer, 1)).toMatchObject([{ offset: 10, value: "young" }]);
  });

  it("hears of a deleted topic, and reads the next one of its name from its beginning", async () => {
    const [first] = await filled("reborn");
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await consumer.assign([first]);
    expect(await readRecords(consumer, 10)).toHaveLength(10);
    await cluster.admin.deleteTopics(["reborn"]);
    await expect(consumer.poll({ timeoutMs: 10_000 })).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    expect(consumer.position(first)).toBeUndefined();
    await cluster.admin.createTopics([{ topic: "reborn" }]);
    await using producer = cluster.producer();
    await producer.send({ topic: "reborn", value: "again" });
    expect(await readRecords(consumer, 1)).toMatchObject([{ offset: 0, value: "again" }]);
  });

  it("reads and writes partitions that a topic gets later", async () => {
    await filled("growing");
    const third = { topic: "growing", partition: 2 };
    await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    await expect(consumer.assign([third])).rejects.toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION" });
    await cluster.admin.createPartitions([{ topic: "growing", totalCount: 3 }]);
    await using producer = cluster.producer({ partitioner: "round-robin", lingerMs: 0 });
    const sent = await Promise.all([0, 1, 2].map((index) => producer.send({ topic: "growing", value: `${index}` })));
    expect(sent.map(({ partition }) => partition).sort()).toEqual([0, 1, 2]);
    expect(await readRecords(consumer, 1)).toMatchObject([{ partition: 2, offset: 0 }]);
  });

  it("ends waits by a signal", async () => {
    const [first] = await filled("signals");
    await using consumer = cluster.consumer();
    await consumer.assign([first]);
    await expect(consumer.poll({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ code: "ABORTED" });
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
  });
});
