import { describe, expect, test } from "vitest";
import type { MillraceError } from "../../../src/base/errors.ts";
import { EngineConsumer } from "../../../src/client/consumer.ts";
import { producerOf } from "../../../src/client/serializing-producer.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import { murmur2 } from "../../../src/record/partitioner.ts";
import { json } from "../../../src/serde/json.ts";
import { bytes, int32, string } from "../../../src/serde/primitives.ts";
import { codeOf, codeOfCall, deliver, fetched, oneFetch, start } from "./consumer-fixture.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";
import { batches, giveIdentity } from "./producer-fixture.ts";

function producing(leaders: readonly number[] = [1]) {
  const engine = new FakeEngine();
  engine.addBroker(1);
  engine.addTopic("t", leaders);
  const producer = producerOf(engine, { key: int32(), value: json<{ n: number }>(), lingerMs: 1 });
  giveIdentity(engine);
  return { engine, producer };
}

describe("a producer with serializers", () => {
  test("writes what they make; keys choose the partition by their bytes, null stays null", () => {
    const { engine, producer } = producing([1, 1, 1, 1, 1]);
    producer.write({ topic: "t", key: 7, value: { n: 1 } });
    engine.advance(1);
    const [{ bytes: batch, body }] = batches(engine) as [Sent];
    const cursor = new BatchCursor();
    cursor.aim({ bytes: batch, view: new DataView(batch.buffer, batch.byteOffset, batch.length) }, 0, batch.length);
    cursor.next();
    expect([...(cursor.keyView() ?? [])]).toEqual([0, 0, 0, 7]);
    expect(new TextDecoder().decode(cursor.valueView() ?? undefined)).toBe('{"n":1}');
    expect(body.partition).toBe((murmur2(new Uint8Array([0, 0, 0, 7])) & 0x7fff_ffff) % 5);
    producer.write({ topic: "t", key: null, value: null });
    producer.write({ topic: "t", value: { n: 2 } });
    expect(producer.metrics.bufferedBytes).toBeGreaterThan(0);
  });

  test("refuses what a serializer refuses, with the place, and takes nothing of it", async () => {
    const { engine, producer } = producing();
    expect(codeOfCall(() => producer.write({ topic: "t", key: 1.5, value: { n: 1 } }))).toBe("SERIALIZATION_FAILED");
    const circular: { n: number; self?: unknown } = { n: 1 };
    circular.self = circular;
    await expect(producer.send({ topic: "t", value: circular })).rejects.toMatchObject({
      code: "SERIALIZATION_FAILED",
      place: { topic: "t" },
      cause: expect.any(TypeError),
    });
    expect(await codeOf(producer.send(undefined as never))).toBe("INVALID_RECORD");
    expect(await codeOf(producer.send({ value: { n: 1 } } as never))).toBe("INVALID_RECORD");
    expect(engine.owed).toBe(0);
    expect(producer.metrics.bufferedBytes).toBe(0);
    expect(() => producerOf(new FakeEngine(), { key: {} as never })).toThrow(/option key must be a serde/);
    await producer.close();
    expect(codeOfCall(() => producer.write({ topic: "t", value: { n: 1 } }))).toBe("CLOSED");
  });
});

describe("a consumer with deserializers", () => {
  test("makes keys and values when they are asked for, each once", async () => {
    const { engine, topicId, log } = start();
    let made = 0;
    const counting = { deserialize: (data: Uint8Array) => `${++made}:${string().deserialize(data, { topic: "t" })}` };
    const consumer = new EngineConsumer(engine, { key: string(), value: counting });
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b", "c"])]));
    const seen = [];
    for (const record of (await consumer.poll()) ?? []) {
      if (record.offset === 1) continue; // nobody asks: nothing is made
      seen.push([record.key, record.value, record.value, record.copy().value]);
      expect(record.headers).toHaveLength(1);
      expect(record.serializedValueSize).toBe(1); // of the bytes, not of what is made of them
      expect(record.bytes[record.keyStart]).toBe("k".charCodeAt(0));
      expect(record.bytes[record.valueStart]).toBe((record.value as string).charCodeAt(2));
    }
    expect(seen).toEqual([
      ["ka", "1:a", "1:a", "1:a"],
      ["kc", "2:c", "2:c", "2:c"],
    ]);
  });

  test("says which record cannot be read, and goes on with the next", async () => {
    const { engine, topicId, log } = start();
    const consumer = new EngineConsumer(engine, { value: json<number>() });
    await consumer.assign([{ topic: "t", partition: 0, offset: 5 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(5, ["1", "{", "3"])]));
    const outcomes: unknown[] = [];
    const batch = await consumer.poll();
    for (const record of batch ?? []) {
      try {
        outcomes.push(record.value);
      } catch (error) {
        outcomes.push(error);
      }
    }
    expect(outcomes[0]).toBe(1);
    expect(outcomes[1]).toMatchObject({
      code: "SERIALIZATION_FAILED",
      place: { topic: "t", partition: 0, offset: 6 },
      message: expect.stringMatching(/the value of t-0 at offset 6 cannot be read/),
    });
    expect(outcomes[2]).toBe(3);
  });

  test("leaves the rest of a batch behind when its error ends the loop, until a seek goes behind the bad record", async () => {
    const { engine, topicId, log } = start();
    const consumer = new EngineConsumer(engine, { value: json<number>() });
    const place = { topic: "t", partition: 0 };
    await consumer.assign([{ ...place, offset: 5 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(5, ["1", "{", "3", "4"])]));
    let bad = -1;
    try {
      for (const record of (await consumer.poll()) ?? []) record.value;
    } catch (error) {
      bad = (error as MillraceError).place?.offset ?? -1;
    }
    expect(bad).toBe(6);
    expect(consumer.position(place)).toBe(9);
    engine.take(); // what was asked for behind the batch
    await consumer.seek({ ...place, offset: bad + 1 });
    expect(consumer.position(place)).toBe(7);
    await consumer.poll({ timeoutMs: 0 });
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(5, ["1", "{", "3", "4"])]));
    expect(Array.from((await consumer.poll()) ?? [], ({ value }) => value)).toEqual([3, 4]);
  });

  test("keys without a deserializer stay views, and an ended batch gives neither", async () => {
    const { engine, topicId, log } = start();
    const consumer = new EngineConsumer(engine, { value: bytes() });
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    const [record] = (await consumer.poll()) ?? [];
    expect(record?.key?.buffer).toBe(engine.memory.buffer);
    expect(record?.value?.buffer).toBe(engine.memory.buffer);
    expect(record?.copy().value?.buffer).not.toBe(engine.memory.buffer);
    await consumer.poll({ timeoutMs: 0 });
    expect(codeOfCall(() => record?.value)).toBe("BATCH_EXPIRED");
    expect(codeOfCall(() => record?.key)).toBe("BATCH_EXPIRED");
    expect(() => new EngineConsumer(engine, { value: string as never })).toThrow(/option value must be a serde/);
  });
});
