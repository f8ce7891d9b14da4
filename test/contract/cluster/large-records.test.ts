import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster, Consumer, Producer, ProducerOptions } from "../../../src/index.ts";
import { leaderOf, otherLeader, startCluster } from "./support.ts";

const MIB = 1024 * 1024;

/** Bytes that no other record has. */
function patternOf(number: number, bytes: number): Uint8Array {
  const value = new Uint8Array(bytes);
  const words = new Uint32Array(value.buffer, 0, Math.floor(bytes / 4));
  for (let index = 0, word = number + 1; index < words.length; index++) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = word;
  }
  return value;
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The digests of the first `count` distinct records of a partition, by key. */
async function readDigests(consumer: Consumer, topic: string, count: number): Promise<Map<string, string>> {
  await consumer.assign([{ topic, partition: 0 }]);
  const seen = new Map<string, string>();
  for await (const batch of consumer) {
    for (const record of batch) {
      const key = Buffer.from(record.key as Uint8Array).toString();
      expect(seen.has(key), `record ${key} comes once`).toBe(false);
      seen.set(key, digest(record.value as Uint8Array));
    }
    if (seen.size >= count) break;
  }
  return seen;
}

describe("records that are large for a ring", () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3, arenaBytes: 1024 * MIB });
  });
  afterAll(() => cluster.close());

  async function keepsThemOverAKill(topic: string, bytes: number, count: number): Promise<void> {
    await cluster.admin.createTopics([
      { topic, replicationFactor: 3, configs: { "max.message.bytes": `${8 * MIB}`, "min.insync.replicas": "2" } },
    ]);
    await cluster.settled({ topics: [topic] });
    const producer = cluster.producer({ acks: "all", bufferBytes: 64 * MIB });
    const expected = new Map<string, string>();
    const sends: Promise<unknown>[] = [];
    const leader = await leaderOf(cluster, topic, 0);
    for (let number = 0; number < count; number++) {
      const value = patternOf(number, bytes);
      expected.set(`${number}`, digest(value));
      sends.push(producer.send({ topic, key: `${number}`, value }));
      value.fill(0); // it was copied
      if (number === Math.floor(count / 2)) {
        await Promise.race(sends);
        await cluster.broker(leader).kill();
      }
    }
    await Promise.all(sends);
    await otherLeader(cluster, topic, leader);
    const consumer = cluster.consumer({ autoOffsetReset: "earliest", verify: true });
    expect(await readDigests(consumer, topic, count)).toEqual(expected);
    await cluster.settled({ topics: [topic] }); // the killed broker got them all again
    await consumer.close();
    await producer.close();
  }

  it("of 1 MiB survive the kill of their leader, each once and byte by byte", () => keepsThemOverAKill("one", MIB, 24));

  it("of 5 MiB too", () => keepsThemOverAKill("five", 5 * MIB, 8));

  it("keep their bytes with acks=0, where the producer's buffer is used again at once", async () => {
    await cluster.admin.createTopics([{ topic: "zero", replicationFactor: 1 }]);
    const options: ProducerOptions = { acks: 0, idempotent: false, bufferBytes: 2 * MIB };
    const producer: Producer = cluster.producer(options);
    const bytes = MIB - 100;
    const expected = new Map<string, string>();
    for (let number = 0; number < 30; number++) {
      const value = patternOf(number, bytes);
      expected.set(`${number}`, digest(value));
      await producer.send({ topic: "zero", key: `${number}`, value });
    }
    await producer.close();
    const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
    expect(await readDigests(consumer, "zero", 30)).toEqual(expected);
    await consumer.close();
  });

  it("are refused by name of the limit above the topic's max.message.bytes, 1,048,588 by default", async () => {
    await cluster.admin.createTopics([{ topic: "limits" }]);
    await using producer = cluster.producer();
    const refused = await producer
      .send({ topic: "limits", value: new Uint8Array(MIB) })
      .catch((error: Error & { code: string }) => error);
    expect(refused).toMatchObject({ code: "RECORD_TOO_LARGE" });
    expect((refused as Error).message).toContain("max.message.bytes (1048588)");
    const fits = new Uint8Array(1_048_588 - 61 - 20);
    expect(await producer.send({ topic: "limits", value: fits })).toMatchObject({ offset: 0 });
  });

  it("share batches up to the topic's limit, whatever batchBytes says", async () => {
    await cluster.admin.createTopics([{ topic: "small", configs: { "max.message.bytes": "1000" } }]);
    await using producer = cluster.producer({ batchBytes: 64 * 1024, lingerMs: 20 });
    for (let number = 0; number < 100; number++) producer.write({ topic: "small", value: new Uint8Array(50) });
    await producer.flush();
    expect(producer.metrics).toMatchObject({ recordsAcknowledged: 100, recordsFailed: 0 });
    await expect(producer.send({ topic: "small", value: new Uint8Array(1000) })).rejects.toMatchObject({
      code: "RECORD_TOO_LARGE",
    });
  });
});
