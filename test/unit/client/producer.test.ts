import { describe, expect, test } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import type { ProducerOptions } from "../../../src/client/api.ts";
import { EngineProducer } from "../../../src/client/producer.ts";
import { INIT_PRODUCER_ID_REQUEST, INIT_PRODUCER_ID_RESPONSE } from "../../../src/message/kinds.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";
import { valuesOf } from "./fake-log.ts";
import { acknowledge, batches, codeOf, giveIdentity, KIB, refuse, stampOf, start } from "./producer-fixture.ts";

describe("batching", () => {
  test("records wait for lingerMs and go as one batch, each with its own offset", async () => {
    const { engine, producer } = start({ lingerMs: 5 });
    const results = ["a", "b", "c"].map((value) => producer.send({ topic: "t", value }));
    engine.advance(4);
    expect(batches(engine)).toHaveLength(0);
    engine.advance(1);
    const [request] = batches(engine) as [Sent];
    expect(valuesOf(request.bytes)).toEqual(["a", "b", "c"]);
    expect(request.body).toMatchObject({ acks: -1, partition: 0 });
    acknowledge(engine, request, 40);
    const offsets = (await Promise.all(results)).map(({ offset }) => offset);
    expect(offsets).toEqual([40, 41, 42]);
  });

  test("without linger time a record goes within the call; while all places are taken a batch grows", () => {
    const { engine, producer } = start({ lingerMs: 0, maxInFlight: 2 });
    const sent = ["a", "b"].map((value) => {
      producer.write({ topic: "t", value, partition: 0 });
      return batches(engine);
    });
    expect(sent.map((each) => each.map(({ bytes }) => valuesOf(bytes)))).toEqual([[["a"]], [["b"]]]);
    for (const value of ["c", "d"]) producer.write({ topic: "t", value, partition: 0 });
    engine.advance(1_000);
    expect(batches(engine)).toEqual([]);
    acknowledge(engine, sent[0]?.[0] as Sent, 0);
    expect(batches(engine).map(({ bytes }) => valuesOf(bytes))).toEqual([["c", "d"]]);
    expect(engine.timerCount).toBe(1); // the delivery timeout
  });

  test("a full batch goes within the call that fills it, and polls", () => {
    const { engine, producer } = start({ batchBytes: KIB, lingerMs: 1_000 });
    for (let count = 0; count < 12; count++) producer.write({ topic: "t", value: "x".repeat(100) });
    expect(batches(engine)).toHaveLength(1);
    expect(engine.pollCount).toBeGreaterThan(0);
  });

  test("flush sends at once and resolves when everything before it is acknowledged", async () => {
    const { engine, producer } = start({ lingerMs: 1_000 });
    producer.write({ topic: "t", value: "a" });
    const flushed = producer.flush();
    producer.write({ topic: "t", value: "later" });
    const [request] = batches(engine) as [Sent];
    expect(valuesOf(request.bytes)).toEqual(["a"]);
    acknowledge(engine, request, 0);
    await flushed;
    expect(producer.metrics.recordsAcknowledged).toBe(1);
  });

  test("text is measured by its bytes, not by three for each character", async () => {
    const { engine, producer } = start({ batchBytes: KIB, bufferBytes: 4 * KIB, lingerMs: 1_000 });
    producer.write({ topic: "t", value: "x".repeat(3_000) });
    const [request] = batches(engine) as [Sent];
    expect(request.bytes.length).toBeGreaterThan(3_000);
    acknowledge(engine, request, 0);
    await expect(producer.send({ topic: "t", value: "x".repeat(5_000) })).rejects.toThrow(/needs up to 5097 bytes/);
    await expect(producer.send({ topic: "t", value: "\u20ac".repeat(5_000) })).rejects.toThrow(
      /needs up to 15097 bytes/,
    );
    engine.addTopic("small", [1], new Map([["max.message.bytes", "2000"]]));
    await expect(producer.send({ topic: "small", value: "x".repeat(3_000) })).rejects.toThrow(/needs up to 3097 bytes/);
  });

  test("a record larger than batchBytes gets a batch of its own, one larger than any batch is refused", async () => {
    const { engine, producer } = start({ batchBytes: KIB, lingerMs: 1_000 });
    producer.write({ topic: "t", value: new Uint8Array(10 * KIB) });
    expect(batches(engine)[0]?.bytes.length).toBeGreaterThan(10 * KIB);
    expect(await codeOf(producer.send({ topic: "t", value: new Uint8Array(1_100 * KIB) }))).toBe("RECORD_TOO_LARGE");
    producer.write({ topic: "t", value: "small" });
    const flushed = producer.flush();
    expect(valuesOf((batches(engine)[0] as Sent).bytes)).toEqual(["small"]);
    flushed.catch(() => {});
  });

  test("records with the same key go to one partition, keyless ones stick until the batch is sealed", async () => {
    const { engine, producer } = start({ batchBytes: KIB, lingerMs: 5 }, [1, 1, 1, 1]);
    for (let count = 0; count < 4; count++) producer.write({ topic: "t", key: "k", value: "keyed" });
    engine.advance(5);
    expect(new Set(batches(engine).map(({ body }) => body.partition)).size).toBe(1);
    for (let count = 0; count < 40; count++) producer.write({ topic: "t", value: "x".repeat(100) });
    engine.advance(5);
    const partitions = batches(engine).map(({ body }) => body.partition);
    expect(partitions.length).toBeGreaterThan(3);
    for (const [index, partition] of partitions.entries())
      if (index > 0) expect(partition).not.toBe(partitions[index - 1]);
  });

  test("an unknown option, a wrong type and a contradiction are refused by name", () => {
    const engine = new FakeEngine();
    const make = (options: unknown) => () => new EngineProducer(engine, options as ProducerOptions);
    expect(make({ linger: 5 })).toThrowError(/no option "linger".*lingerMs/);
    expect(make({ batchBytes: "64k" })).toThrowError(/batchBytes/);
    expect(make({ acks: 2 })).toThrowError(/acks/);
    expect(make({ acks: 1, idempotent: true })).toThrowError(/idempotent/);
    expect(make({ maxInFlight: 6 })).toThrowError(/maxInFlight/);
    expect(engine.actorCount).toBe(0);
  });
});

describe("acknowledgements", () => {
  test("at most maxInFlight batches of a partition are under way, the others follow in order", () => {
    const { engine, producer } = start({ batchBytes: KIB, maxInFlight: 2, lingerMs: 1_000 });
    for (let index = 0; index < 40; index++) producer.write({ topic: "t", value: String(index).padStart(100) });
    const sent = batches(engine);
    expect(sent).toHaveLength(2);
    acknowledge(engine, sent[0] as Sent, 0);
    const [third] = batches(engine) as [Sent];
    expect(stampOf(third).sequence).toBe(2 * stampOf(sent[1] as Sent).sequence);
  });

  test("acks 0 waits for no answer, yet keeps what the ring does not take", async () => {
    const { engine, producer } = start({ acks: 0, lingerMs: 5 });
    engine.blockedEndpoints.add(1);
    const result = producer.send({ topic: "t", value: "a" });
    engine.advance(5);
    expect(batches(engine)).toHaveLength(0);
    engine.makeSpace(1);
    expect((await result).offset).toBe(-1);
    expect(batches(engine)[0]?.correlation).toBe(0);
    expect(producer.metrics.bufferedBytes).toBe(0);
  });

  test("acks 1 is asked for, without a producer id", () => {
    const { engine, producer } = start({ acks: 1, lingerMs: 5 });
    producer.write({ topic: "t", value: "a" });
    engine.advance(5);
    const [request] = batches(engine) as [Sent];
    expect(request.body.acks).toBe(1);
    expect(stampOf(request)).toEqual({ epoch: -1, sequence: -1 });
  });

  test("nothing is sent before the producer id is there, and a lost answer to that is asked for again", () => {
    const engine = new FakeEngine();
    engine.addBroker(1);
    engine.addTopic("t", [1]);
    const producer = new EngineProducer(engine, { lingerMs: 5 });
    producer.write({ topic: "t", value: "a" });
    engine.advance(5);
    expect(batches(engine)).toHaveLength(0);
    const [first] = engine.take(INIT_PRODUCER_ID_REQUEST) as [Sent];
    engine.fail(first);
    engine.advance(20);
    const [second] = engine.sent as [Sent];
    expect(second.body).toEqual(first.body);
    giveIdentity(engine, 3);
    expect(stampOf(batches(engine)[0] as Sent)).toEqual({ epoch: 3, sequence: 0 });
  });

  test("the process is kept alive exactly while something is unacknowledged", async () => {
    const { engine, producer } = start({ lingerMs: 5 });
    expect(engine.owed).toBe(0);
    const result = producer.send({ topic: "t", value: "a" });
    expect(engine.owed).toBe(1);
    engine.advance(5);
    acknowledge(engine, batches(engine)[0] as Sent, 0);
    expect(engine.owed).toBe(0);
    await result;
  });
});

describe("retries", () => {
  function threeInFlight() {
    const started = start({ batchBytes: KIB, lingerMs: 5, maxInFlight: 5 });
    for (let index = 0; index < 24; index++) started.producer.write({ topic: "t", value: String(index).padStart(100) });
    started.engine.advance(5);
    const sent = batches(started.engine);
    expect(sent).toHaveLength(3);
    return { ...started, sent: sent as [Sent, Sent, Sent] };
  }

  test("when the leader dies all batches go to the new one in order with the same sequences", () => {
    const { engine, sent, topicId, producer } = threeInFlight();
    for (const request of sent) engine.fail(request);
    expect(batches(engine)).toHaveLength(0);
    engine.setLeader(topicId, 0, 2, 1);
    engine.metadataMoved();
    const again = batches(engine);
    expect(again.map(({ target }) => target.endpoint)).toEqual([2, 2, 2]);
    expect(again.map(({ body }) => body.leaderEpoch)).toEqual([1, 1, 1]);
    expect(again.map(stampOf)).toEqual(sent.map(stampOf));
    expect(producer.metrics.batchesRetried).toBe(3);
    for (const [index, request] of again.entries()) acknowledge(engine, request, index * 8);
    expect(producer.metrics.recordsFailed).toBe(0);
    expect(producer.metrics.bufferedBytes).toBe(0);
  });

  test("a new leader in the image recalls what the silent old one has", () => {
    const { engine, sent, topicId } = threeInFlight();
    engine.setLeader(topicId, 0, 3, 1);
    engine.metadataMoved();
    expect(sent.some((request) => engine.isOpen(request))).toBe(false);
    expect(batches(engine).map(stampOf)).toEqual(sent.map(stampOf));
  });

  test("after a refusal nothing is sent until all in flight are answered, then all from the head", () => {
    const { engine, sent, producer } = threeInFlight();
    refuse(engine, sent[0], ErrorCode.NOT_ENOUGH_REPLICAS);
    engine.advance(100);
    expect(batches(engine)).toHaveLength(0);
    refuse(engine, sent[1], ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    refuse(engine, sent[2], ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    engine.advance(20);
    expect(batches(engine).map(stampOf)).toEqual(sent.map(stampOf));
    expect(producer.standstills()).toMatchObject([{ topic: "t", partition: 0, count: 1 }]);
  });

  test("without another leader the same one is asked again after the backoff", () => {
    const { engine, sent } = threeInFlight();
    for (const request of sent) refuse(engine, request, ErrorCode.NOT_LEADER_OR_FOLLOWER);
    engine.advance(19);
    expect(batches(engine)).toHaveLength(0);
    engine.advance(1);
    expect(batches(engine)).toHaveLength(3);
  });

  test("the leader's loss of its producer state bumps the epoch and numbers again without changing the order", () => {
    const { engine, sent } = threeInFlight();
    for (const request of sent) refuse(engine, request, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    const [bump] = engine.take(INIT_PRODUCER_ID_REQUEST) as [Sent];
    expect(bump.body).toMatchObject({ producerId: 77, producerEpoch: 0 });
    expect(batches(engine)).toHaveLength(0);
    engine.answer(bump, INIT_PRODUCER_ID_RESPONSE, { error: ErrorCode.NONE, producerId: 77, producerEpoch: 1 });
    const again = batches(engine);
    expect(again.map(stampOf)).toEqual(sent.map((request) => ({ epoch: 1, sequence: stampOf(request).sequence })));
    expect(again.map(({ bytes }) => valuesOf(bytes))).toEqual(sent.map(({ bytes }) => valuesOf(bytes)));
  });

  test("a batch that may be in the log fails by DELIVERY_TIMEOUT, and the next has a bumped epoch", async () => {
    const { engine, producer } = start({ lingerMs: 5, deliveryTimeoutMs: 1_000 });
    const first = producer.send({ topic: "t", value: "a" });
    engine.advance(5);
    expect(batches(engine)).toHaveLength(1);
    engine.advance(900);
    const second = producer.send({ topic: "t", value: "b" });
    engine.advance(95);
    expect(await codeOf(first)).toBe("DELIVERY_TIMEOUT");
    const [maybe] = batches(engine) as [Sent];
    expect(stampOf(maybe)).toEqual({ epoch: 0, sequence: 1 }); // it was under way before: its fate comes first
    refuse(engine, maybe, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    giveIdentity(engine, 1);
    const [request] = batches(engine) as [Sent];
    expect(stampOf(request)).toEqual({ epoch: 1, sequence: 0 });
    acknowledge(engine, request, 5);
    expect((await second).offset).toBe(5);
    expect(await codeOf(producer.flush())).toBe("DELIVERY_TIMEOUT");
    expect(await codeOf(producer.flush())).toBe("fulfilled");
  });

  test("a delivery timeout says what the leader answered last and what to do", async () => {
    const { engine, producer } = start({ lingerMs: 5, deliveryTimeoutMs: 100 });
    const result = producer.send({ topic: "t", value: "a" });
    for (let round = 0; round < 5; round++) {
      engine.advance(20);
      for (const request of batches(engine)) refuse(engine, request, ErrorCode.STORAGE_FULL);
    }
    await expect(result).rejects.toThrowError(/t-0 .*100 ms; \d attempts, last: STORAGE_FULL.*more memory/);
  });

  test("a delivery timeout in a full arena says that, and not that a leader is slow", async () => {
    const { engine, producer } = start({ lingerMs: 5, deliveryTimeoutMs: 100 });
    engine.shortage = "the arena is full (16.0 of 16.0 MiB are used)";
    const result = producer.send({ topic: "t", value: "a" });
    engine.advance(100);
    await expect(result).rejects.toThrowError(
      /last: no answer\); the arena is full \(16.0 of 16.0 MiB are used\): .*more memory/,
    );
    engine.shortage = undefined;
    const later = producer.send({ topic: "t", value: "b" });
    engine.advance(100);
    await expect(later).rejects.toThrowError(/look at the partition's leader/);
  });

  test("a delivery timeout of what waited behind a refused batch says why that one was refused", async () => {
    const { engine, producer } = start({ lingerMs: 0, deliveryTimeoutMs: 100, maxInFlight: 2 });
    const results = ["a", "b", "c"].map((value) => producer.send({ topic: "t", value }));
    for (let round = 0; round < 5; round++) {
      const [head, ...others] = batches(engine);
      if (head) refuse(engine, head, ErrorCode.STORAGE_FULL);
      for (const request of others) refuse(engine, request, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
      engine.advance(20);
    }
    for (const result of results) await expect(result).rejects.toThrowError(/STORAGE_FULL.*more memory/);
  });

  test("a batch that never was sent leaves no hole when it times out", async () => {
    const { engine, producer, topicId } = start({ lingerMs: 5, deliveryTimeoutMs: 1_000 });
    engine.setLeader(topicId, 0, -1, 1);
    engine.metadataMoved();
    const first = producer.send({ topic: "t", value: "a" });
    engine.advance(1_000);
    expect(await codeOf(first)).toBe("DELIVERY_TIMEOUT");
    producer.write({ topic: "t", value: "b" });
    engine.setLeader(topicId, 0, 2, 2);
    engine.metadataMoved();
    engine.advance(5);
    expect(stampOf(batches(engine)[0] as Sent)).toEqual({ epoch: 0, sequence: 0 });
  });

  test("a refused batch fails its records and the others go on under a new epoch", async () => {
    const { engine, producer } = start({ lingerMs: 5, batchBytes: KIB });
    const refused = producer.send({ topic: "t", value: "x".repeat(900) });
    const kept = producer.send({ topic: "t", value: "y".repeat(900) });
    engine.advance(5);
    const [first, second] = batches(engine) as [Sent, Sent];
    refuse(engine, first, ErrorCode.MESSAGE_TOO_LARGE);
    refuse(engine, second, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    giveIdentity(engine, 1);
    acknowledge(engine, batches(engine)[0] as Sent, 9);
    expect(await codeOf(refused)).toBe("MESSAGE_TOO_LARGE");
    expect((await kept).offset).toBe(9);
  });

  test("a full ring keeps the batches in order until there is space", () => {
    const { engine, producer } = start({ batchBytes: KIB, lingerMs: 5 });
    engine.blockedEndpoints.add(1);
    for (let index = 0; index < 24; index++) producer.write({ topic: "t", value: String(index).padStart(100) });
    engine.advance(5);
    expect(batches(engine)).toHaveLength(0);
    engine.makeSpace(1);
    expect(batches(engine).map((request) => stampOf(request).sequence)).toEqual([0, 8, 16]);
  });
});

describe("bounds", () => {
  const small: ProducerOptions = { batchBytes: 64 * KIB, bufferBytes: 128 * KIB, lingerMs: 1_000, maxBlockMs: 500 };
  const record = { topic: "t", value: new Uint8Array(40 * KIB) };

  test("write says false when the buffer is full, ready resolves when a good part is free", async () => {
    const { engine, producer } = start(small);
    expect(producer.write(record)).toBe(true);
    expect(producer.write(record)).toBe(false);
    let isReady = false;
    const ready = producer.ready().then(() => {
      isReady = true;
    });
    const sent = batches(engine);
    expect(sent).toHaveLength(2); // whoever waits for space has open batches sent
    await Promise.resolve();
    expect(isReady).toBe(false);
    acknowledge(engine, sent[0] as Sent, 0);
    await ready;
    expect(producer.write(record)).toBe(false);
  });

  test("a write into a full buffer waits in line and is not lost", () => {
    const { engine, producer } = start(small);
    for (let index = 0; index < 4; index++) producer.write(record);
    const seen: number[] = [];
    for (let round = 0; round < 4; round++) {
      for (const request of batches(engine)) {
        seen.push(stampOf(request).sequence);
        acknowledge(engine, request, 0);
      }
      engine.advance(1_000);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  test("send waits for space and gives up after maxBlockMs", async () => {
    const { engine, producer } = start(small);
    const taken = [producer.send(record), producer.send(record)];
    const waiting = producer.send(record);
    const sent = batches(engine);
    engine.advance(499);
    acknowledge(engine, sent[0] as Sent, 0);
    const late = producer.send(record);
    engine.advance(500);
    expect(await codeOf(late)).toBe("BUFFER_TIMEOUT");
    acknowledge(engine, sent[1] as Sent, 1);
    acknowledge(engine, batches(engine)[0] as Sent, 2);
    expect((await Promise.all([...taken, waiting])).map(({ offset }) => offset)).toEqual([0, 1, 2]);
  });

  test("an unknown topic is waited for until maxBlockMs", async () => {
    const { engine, producer } = start({ maxBlockMs: 500, lingerMs: 5 });
    const found = producer.send({ topic: "later", value: "a" });
    const never = producer.send({ topic: "never", value: "a" });
    engine.advance(100);
    engine.addTopic("later", [2]);
    engine.advance(5);
    const [request] = batches(engine) as [Sent];
    expect(request.target.endpoint).toBe(2);
    acknowledge(engine, request, 0);
    expect((await found).topic).toBe("later");
    engine.advance(500);
    expect(await codeOf(never)).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    expect(await codeOf(producer.send({ topic: "t", partition: 3, value: "a" }))).toBe("UNKNOWN_TOPIC_OR_PARTITION");
  });

  test("a full arena makes writers wait and ask again", async () => {
    const { engine, producer } = start({ ...small, lingerMs: 5 });
    engine.allocator.isFull = true;
    expect(producer.write({ topic: "t", value: "a" })).toBe(false);
    const ready = producer.ready();
    engine.allocator.isFull = false;
    engine.advance(20);
    await ready;
    engine.advance(5);
    expect(valuesOf((batches(engine)[0] as Sent).bytes)).toEqual(["a"]);
  });
});

describe("the end", () => {
  test("close flushes, frees the buffers and refuses what comes later", async () => {
    const { engine, producer } = start({ lingerMs: 1_000 });
    const result = producer.send({ topic: "t", value: "a" });
    const closed = producer.close();
    expect(await codeOf(producer.send({ topic: "t", value: "b" }))).toBe("CLOSED");
    acknowledge(engine, batches(engine)[0] as Sent, 0);
    await closed;
    expect((await result).offset).toBe(0);
    expect(engine.allocator.allocatedBytes).toBe(0);
    expect(engine.actorCount).toBe(0);
    expect(engine.timerCount).toBe(0);
    expect(engine.owed).toBe(0);
    await producer.close();
  });

  test("a close with an option that does not fit changes nothing, and the next one closes", async () => {
    const { engine, producer } = start({ lingerMs: 0 });
    expect(await codeOf(producer.close({ timeout: 5 } as never))).toBe("INVALID_OPTION");
    const result = producer.send({ topic: "t", value: "a" });
    acknowledge(engine, batches(engine)[0] as Sent, 0);
    expect((await result).offset).toBe(0);
    await producer.close();
    expect(engine.actorCount).toBe(0);
    expect(await codeOf(producer.send({ topic: "t", value: "b" }))).toBe("CLOSED");
  });

  test("the end of the endpoint fails everything that waits", async () => {
    const { engine, producer } = start({ lingerMs: 1_000 });
    const result = producer.send({ topic: "t", value: "a" });
    const unknown = producer.send({ topic: "never", value: "a" });
    const flushed = producer.flush();
    engine.closeEndpoint(new MillraceError("CLUSTER_FAILED", "the guardian died"));
    expect(await Promise.all([result, unknown, flushed].map(codeOf))).toEqual(Array(3).fill("CLUSTER_FAILED"));
    expect(() => producer.write({ topic: "t", value: "a" })).toThrowError(/guardian/);
    expect(engine.owed).toBe(0);
  });

  test("onError hears of records without a promise, outside of the actor's turn", async () => {
    const heard: unknown[] = [];
    const { engine, producer } = start({
      lingerMs: 5,
      onError: (error, record) => heard.push([(error as MillraceError).code, record]),
    });
    for (const value of ["a", "b"]) producer.write({ topic: "t", value });
    engine.advance(5);
    refuse(engine, batches(engine)[0] as Sent, ErrorCode.INVALID_RECORD);
    expect(heard).toHaveLength(0);
    await Promise.resolve();
    expect(heard).toEqual([["INVALID_RECORD", { topic: "t", partition: 0, recordCount: 2 }]]);
  });
});

describe("corners", () => {
  test("flush covers records that wait for their topic, and sends them without lingering", async () => {
    const { engine, producer } = start({ lingerMs: 1_000 });
    producer.write({ topic: "later", value: "a" });
    const flushed = producer.flush();
    producer.write({ topic: "later", value: "b" });
    engine.addTopic("later", [2]);
    const [request] = batches(engine) as [Sent];
    expect(valuesOf(request.bytes)).toEqual(["a"]);
    acknowledge(engine, request, 0);
    expect(await codeOf(flushed)).toBe("fulfilled");
    expect(producer.metrics.recordsAcknowledged).toBe(1);
  });

  test("a waiting record keeps its bytes when the caller reuses the buffer", () => {
    const { engine, producer } = start({ lingerMs: 5 });
    const value = new Uint8Array([97]);
    producer.write({ topic: "later", value });
    value[0] = 98;
    engine.addTopic("later", [2]);
    engine.advance(5);
    expect(valuesOf((batches(engine)[0] as Sent).bytes)).toEqual(["a"]);
  });

  test("what lingers while all places in flight are taken grows instead of making many small batches", () => {
    const { engine, producer } = start({ lingerMs: 1, maxInFlight: 1 });
    for (let index = 0; index < 10; index++) {
      producer.write({ topic: "t", value: String(index) });
      engine.advance(1);
    }
    const [first] = batches(engine) as [Sent];
    expect(valuesOf(first.bytes)).toEqual(["0"]);
    acknowledge(engine, first, 0);
    expect(batches(engine).map(({ bytes }) => valuesOf(bytes).length)).toEqual([9]);
  });

  test("a record without a value is told about tombstones", () => {
    const { producer } = start();
    expect(() => producer.write({ topic: "t" } as never)).toThrowError(/a record has a value; null/);
  });

  test("what is no record is refused before it is written", () => {
    const { producer } = start();
    for (const record of [{ topic: "t" }, { topic: "t", value: 5 }, { topic: "", value: "a" }, null]) {
      expect(() => producer.write(record as never)).toThrowError(MillraceError);
    }
    const headers = { h: 5 } as never;
    expect(() => producer.write({ topic: "t", value: "a", headers })).toThrowError(/header/);
    expect(producer.metrics.bufferedBytes).toBe(0);
  });

  test("many small buffers share an allocation unit and go back together", async () => {
    const { engine, producer } = start({ batchBytes: KIB, lingerMs: 5 }, Array(32).fill(1));
    for (let partition = 0; partition < 32; partition++) producer.write({ topic: "t", partition, value: "a" });
    expect(engine.allocator.allocatedBytes).toBe(64 * KIB);
    const closed = producer.close();
    for (const request of batches(engine)) acknowledge(engine, request, 0);
    await closed;
    expect(engine.allocator.allocatedBytes).toBe(0);
  });
});
