import { expect, test } from "vitest";
import { Cluster } from "../../../src/index.ts";

const VALUE = "x".repeat(1_000);

test("a topic gives its oldest records when the arena fills up, and says so", { timeout: 120_000 }, async () => {
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 64 * 1024 * 1024 });
  await cluster.admin.createTopics([{ topic: "endless", partitions: 2, replicationFactor: 3 }]);
  const events = cluster.events()[Symbol.asyncIterator]();
  const producer = cluster.producer({ deliveryTimeoutMs: 60_000, bufferBytes: 2 * 1024 * 1024 });
  for (let index = 0; index < 60_000; index++)
    if (!producer.write({ topic: "endless", partition: index % 2, value: VALUE })) await producer.ready();
  await producer.flush(); // three copies of 60 MB were taken by an arena of 64
  const earliest = await cluster.admin.listOffsets("endless", "earliest");
  const latest = await cluster.admin.listOffsets("endless", "latest");
  expect(latest.map(({ offset }) => offset)).toEqual([30_000, 30_000]);
  for (const { offset } of earliest) expect(offset).toBeGreaterThan(10_000);

  const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign([{ topic: "endless", partition: 0, offset: 0 }]); // below the start of the log
  const batch = await consumer.poll({ timeoutMs: 30_000 });
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

test("a topic keeps what a holding consumer has not read: producers wait, and say who holds", {
  timeout: 120_000,
}, async () => {
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 64 * 1024 * 1024 });
  const configs = { "millrace.reclaim": "consumed" };
  await cluster.admin.createTopics([{ topic: "kept", partitions: 1, replicationFactor: 3, configs }]);
  const consumer = cluster.consumer({ autoOffsetReset: "earliest", hold: true, clientId: "slow" });
  await consumer.assign([{ topic: "kept", partition: 0 }]);
  let failure: Error | undefined;
  const onError = (error: Error): void => {
    failure ??= error;
  };
  await using producer = cluster.producer({ deliveryTimeoutMs: 10_000, bufferBytes: 2 * 1024 * 1024, onError });
  for (let index = 0; index < 30_000 && failure === undefined; index++)
    if (!producer.write({ topic: "kept", partition: 0, value: VALUE })) await producer.ready();
  await producer.flush().catch(() => undefined); // all that was not acknowledged fails with it
  expect(failure).toMatchObject({
    code: "DELIVERY_TIMEOUT",
    message: expect.stringMatching(
      /of \d+\.\d MiB of the arena are taken; kept-0 keeps .* slow of endpoint \d+ is \d+ records behind/,
    ),
  });
  const [earliest] = await cluster.admin.listOffsets("kept", "earliest");
  const [latest] = await cluster.admin.listOffsets("kept", "latest");
  expect(earliest?.offset).toBe(0);

  // What it reads makes room, also after the leader died and another one has to learn what was read.
  const { leader } = (await cluster.admin.describeTopics(["kept"]))[0]?.partitions[0] ?? { leader: 0 };
  await cluster.broker(leader).kill();
  for (let next = 0; next < (latest?.offset ?? 0); ) {
    const batch = await consumer.poll({ timeoutMs: 30_000 });
    expect(batch?.baseOffset).toBe(next);
    next = (batch?.lastOffset ?? 0) + 1;
  }
  await consumer.poll({ timeoutMs: 0 }); // gives the last batch back
  const patient = cluster.producer({ deliveryTimeoutMs: 60_000, bufferBytes: 2 * 1024 * 1024 });
  for (let index = 0; index < 10_000; index++)
    if (!patient.write({ topic: "kept", partition: 0, value: VALUE })) await patient.ready();
  await patient.flush();
  expect((await cluster.admin.listOffsets("kept", "earliest"))[0]?.offset).toBeGreaterThan(0);
  await consumer.close();
});

test("buffers of a producer leave the logs the room that its records need", { timeout: 60_000 }, async () => {
  const patience = { brokerSessionTimeoutMs: 600_000, brokerTerminateTimeoutMs: 600_000 };
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 64 * 1024 * 1024, ...patience });
  await cluster.admin.createTopics([{ topic: "t", partitions: 2, replicationFactor: 3 }]);
  await using producer = cluster.producer({ deliveryTimeoutMs: 20_000, bufferBytes: 1024 * 1024 * 1024 });
  await producer.send({ topic: "t", value: VALUE });
  await Promise.all([1, 2, 3].map((broker) => cluster.broker(broker).pause()));
  let written = 1;
  for (let taken = true; taken; written++) taken = producer.write({ topic: "t", partition: written % 2, value: VALUE });
  const { usedBytes, totalBytes } = cluster.stats().arena;
  expect(usedBytes).toBeLessThan(0.6 * totalBytes);
  await Promise.all([1, 2, 3].map((broker) => cluster.broker(broker).resume()));
  await producer.flush();
  expect(producer.metrics).toMatchObject({ recordsAcknowledged: written, recordsFailed: 0 });
});

test("records are deleted on request, at every replica", { timeout: 60_000 }, async () => {
  await using cluster = await Cluster.start({ brokers: 3 });
  await cluster.admin.createTopics([{ topic: "t", partitions: 1, replicationFactor: 3 }]);
  await using producer = cluster.producer();
  for (let index = 0; index < 10; index++) await producer.send({ topic: "t", partition: 0, value: `${index}` });
  const target = { topic: "t", partition: 0 };
  expect(await cluster.admin.deleteRecords([{ ...target, offset: 4 }])).toEqual([{ ...target, lowWatermark: 4 }]);
  expect(await cluster.admin.listOffsets("t", "earliest")).toEqual([{ partition: 0, offset: 4 }]);
  await expect(cluster.admin.deleteRecords([{ ...target, offset: 11 }])).rejects.toMatchObject({
    code: "OFFSET_OUT_OF_RANGE",
  });
  await expect(cluster.admin.deleteRecords([{ ...target, offset: -1 }])).rejects.toMatchObject({
    code: "INVALID_OPTION",
  });
  const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign([target]);
  const batch = await consumer.poll({ timeoutMs: 30_000 });
  expect(batch?.baseOffset).toBe(4);
  await consumer.close();
  expect(await cluster.admin.deleteRecords([{ ...target, offset: "latest" }])).toEqual([
    { ...target, lowWatermark: 10 },
  ]);
});

test("what was written while a follower was paused finds its place there, and the ISR stays whole", {
  timeout: 120_000,
}, async () => {
  // Nobody is fenced and nobody lags for too long: the follower has to take everything.
  const patience = { brokerSessionTimeoutMs: 600_000, brokerTerminateTimeoutMs: 600_000, replicaLagTimeMaxMs: 600_000 };
  await using cluster = await Cluster.start({ brokers: 2, arenaBytes: 64 * 1024 * 1024, ...patience });
  const configs = { "min.insync.replicas": "2" };
  await cluster.admin.createTopics([{ topic: "t", partitions: 1, replicationFactor: 2, configs }]);
  const [topic] = await cluster.admin.describeTopics(["t"]);
  const follower = topic?.partitions[0]?.leader === 1 ? 2 : 1;
  await using hasty = cluster.producer({ acks: 1, bufferBytes: 2 * 1024 * 1024 });
  const write = async () => hasty.write({ topic: "t", value: VALUE }) || (await hasty.ready());
  await cluster.broker(follower).pause();
  // The leader takes nearly all of the arena, and may give nothing back: the follower does not have it.
  while (cluster.stats().arena.usedBytes < 0.85 * cluster.stats().arena.totalBytes) await write();
  await cluster.broker(follower).resume();
  await using careful = cluster.producer({ acks: "all", deliveryTimeoutMs: 60_000 });
  const { offset } = await careful.send({ topic: "t", value: VALUE });
  expect(offset).toBeGreaterThan(30_000); // more than there was room for at the follower
  const [after] = await cluster.admin.describeTopics(["t"]);
  expect(after?.partitions[0]?.isr).toHaveLength(2);
});
