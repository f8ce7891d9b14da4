import { describe, expect, test, vi } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import type { ConsumerBatch, ConsumerOptions, ConsumerRecord } from "../../../src/client/api.ts";
import { EngineConsumer } from "../../../src/client/consumer.ts";
import { FETCH_REFUSAL, LIST_OFFSETS_REQUEST, LIST_OFFSETS_RESPONSE } from "../../../src/message/kinds.ts";
import { codeOf, codeOfCall, deliver, fetched, fetches, oneFetch, start, valuesOf } from "./consumer-fixture.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";

describe("reading", () => {
  test("a run of several batches is one batch for the user, from the offset asked for", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 11 }]);
    const request = oneFetch(engine);
    expect(request.body).toMatchObject({
      role: 1,
      sessionEpoch: 0,
      moved: [{ topicId, partition: 0, fetchOffset: 11 }],
    });
    deliver(engine, request, fetched(topicId, 0, [log.run(10, ["a", "b", "c"], ["d"], ["e", "f"])]));
    const batch = await consumer.poll();
    expect(batch).toMatchObject({ baseOffset: 11, lastOffset: 15, recordCount: 5, highWatermark: 1_000, partition: 0 });
    expect(valuesOf(batch)).toEqual(["b", "c", "d", "e", "f"]);
    expect(Array.from(batch ?? [], ({ offset }) => offset)).toEqual([11, 12, 13, 14, 15]);
    expect(consumer.position({ topic: "t", partition: 0 })).toBe(16);
  });

  test("keys, values and headers are views, copy() is not", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    const [record] = [...((await consumer.poll()) as ConsumerBatch)].map((each) => each.copy());
    expect(record).toMatchObject({ topic: "t", partition: 0, offset: 0, timestamp: 500 });
    expect(record?.headers.map(([name, value]) => [name, String.fromCharCode(...(value ?? []))])).toEqual([["h", "a"]]);
    expect(record?.value?.buffer).not.toBe(engine.memory.buffer);
  });

  test("a record says its sizes and where it lies", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["first", "second"])]));
    const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
    for (const record of (await consumer.poll()) as ConsumerBatch) {
      const { bytes, keyStart, valueStart, serializedKeySize, serializedValueSize } = record;
      expect(bytes.slice(keyStart, keyStart + serializedKeySize)).toEqual(record.key);
      expect(bytes.slice(valueStart, valueStart + serializedValueSize)).toEqual(record.value);
      expect(text(bytes.slice(valueStart, valueStart + serializedValueSize))).toMatch(/^(first|second)$/);
      expect(record.copy()).toMatchObject({ serializedKeySize, serializedValueSize });
      expect(record.copy()).not.toHaveProperty("bytes");
    }
  });

  test("the next request names only what moved, while the user still reads", async () => {
    const { engine, consumer, topicId, log } = start({}, [1, 1]);
    await consumer.assign([0, 1].map((partition) => ({ topic: "t", partition, offset: 0 })));
    const first = oneFetch(engine);
    expect(first.body.moved).toHaveLength(2);
    deliver(engine, first, fetched(topicId, 1, [log.run(0, ["a", "b"])]));
    const second = oneFetch(engine);
    expect(second.body).toMatchObject({ sessionId: first.body.sessionId, sessionEpoch: 1 });
    expect(second.body.moved).toMatchObject([{ partition: 1, fetchOffset: 2 }]);
    expect(valuesOf(await consumer.poll())).toEqual(["a", "b"]);
    expect(fetches(engine)).toHaveLength(0);
  });

  test("with verify gives no batch that is not what its CRC says, tells the leader, and reads on from there", async () => {
    const { engine, consumer, topicId, log } = start({ verify: true });
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    const run = log.run(0, ["a"], ["b"], ["c"]);
    const second = run.address + run.length / 3;
    const at = second + run.length / 3 - 1;
    engine.memory.bytes[at] = (engine.memory.bytes[at] as number) ^ 1;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [run]));
    const error = await consumer.poll().catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "CORRUPT_MESSAGE", place: { topic: "t", partition: 0, offset: 1 } });
    expect(valuesOf(await consumer.poll())).toEqual(["a"]);
    engine.advance(100);
    const [again] = fetches(engine).filter(({ body }) => (body as { moved: unknown[] }).moved.length > 0);
    expect(again?.body).toMatchObject({ moved: [{ fetchOffset: 1 }], corrupt: [{ topicId, partition: 0 }] });
    engine.memory.bytes[at] = (engine.memory.bytes[at] as number) ^ 1; // another leader has it in good order
    deliver(engine, again as Sent, fetched(topicId, 0, [{ address: second, length: (2 * run.length) / 3 }]));
    expect(valuesOf(await consumer.poll())).toEqual(["b", "c"]);
  });

  test.each([
    { case: "a single batch that says it lies before the position", at: 7, value: 1 },
    { case: "a batch of an epoch that no leader had", at: 12, value: 1 },
  ])("$case is not given, and its leader is told", async ({ at, value }) => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 5 }]);
    const run = log.run(5, ["a"]);
    engine.memory.bytes[run.address + at] = value;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [run]));
    expect(await codeOf(consumer.poll())).toBe("CORRUPT_MESSAGE");
    engine.advance(100);
    const [again] = fetches(engine).filter(({ body }) => (body as { moved: unknown[] }).moved.length > 0);
    expect(again?.body).toMatchObject({ moved: [{ fetchOffset: 5 }], corrupt: [{ topicId, partition: 0 }] });
  });

  test("a header that cannot be ends the run before it, also without verify", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    const run = log.run(0, ["a"], ["b"]);
    engine.memory.view.setInt32(run.address + run.length / 2 + 8, 0x7fff_ffff); // the second one's length
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [run]));
    expect(await codeOf(consumer.poll())).toBe("CORRUPT_MESSAGE");
    expect(valuesOf(await consumer.poll())).toEqual(["a"]);
  });

  test("a call that waited gets its batch before more is asked for; the next call asks", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    const waiting = consumer.poll();
    await Promise.resolve();
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    expect(valuesOf(await waiting)).toEqual(["a"]);
    expect(fetches(engine)).toHaveLength(0);
    const next = consumer.poll();
    await Promise.resolve();
    const second = oneFetch(engine);
    expect(second.body.moved).toMatchObject([{ fetchOffset: 1 }]);
    deliver(engine, second, fetched(topicId, 0, [log.run(1, ["b"])]));
    expect(valuesOf(await next)).toEqual(["b"]);
  });

  test("a call whose batch is gone again before it was taken goes on waiting, and more is asked for", async () => {
    const { engine, consumer, topicId, log } = start({}, [1, 1]);
    await consumer.assign([0, 1].map((partition) => ({ topic: "t", partition, offset: 0 })));
    const waiting = consumer.poll();
    await Promise.resolve();
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    consumer.pause([{ topic: "t", partition: 0 }]); // before the waiting call takes it
    await Promise.resolve();
    deliver(engine, oneFetch(engine), fetched(topicId, 1, [log.run(0, ["b"])]));
    expect(valuesOf(await waiting)).toEqual(["b"]);
  });

  test("nothing is fetched while as much as fetchBytes is buffered", async () => {
    const { engine, consumer, topicId, log } = start({ fetchBytes: 100 });
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["x".repeat(100)])]));
    expect(fetches(engine)).toHaveLength(0);
    await consumer.poll();
    expect(oneFetch(engine).body.moved).toMatchObject([{ fetchOffset: 1 }]);
  });

  test("partitions take turns", async () => {
    const { engine, consumer, topicId, log } = start({}, [1, 1]);
    await consumer.assign([0, 1].map((partition) => ({ topic: "t", partition, offset: 0 })));
    const runs = (partition: number) => fetched(topicId, partition, [log.run(0, ["a"]), log.run(1, ["b"])]);
    deliver(engine, oneFetch(engine), runs(0), runs(1));
    const seen: number[] = [];
    for (let count = 0; count < 4; count++) seen.push((await consumer.poll())?.partition ?? -1);
    expect(seen).toEqual([0, 1, 0, 1]);
  });

  test("poll gives undefined after timeoutMs and wakes for data; the process is kept alive meanwhile", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    const nothing = consumer.poll({ timeoutMs: 50 });
    await Promise.resolve();
    expect(engine.owed).toBe(1);
    engine.advance(50);
    expect(await nothing).toBeUndefined();
    expect(engine.owed).toBe(0);
    const something = consumer.poll({ timeoutMs: 50 });
    await Promise.resolve();
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    expect(valuesOf(await something)).toEqual(["a"]);
    expect(engine.timerCount).toBe(1); // the deadline of assign
    expect(await codeOf(consumer.poll({ timeout: 5 } as never))).toBe("INVALID_OPTION");
  });
});

describe("leases", () => {
  test("every run has a lease from its arrival on, ended by the next batch, return and close", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    const runs = [log.run(0, ["a"]), log.run(1, ["b"]), log.run(2, ["c"])];
    deliver(engine, oneFetch(engine), fetched(topicId, 0, runs));
    expect([...engine.leases.held.values()]).toEqual(runs.map(({ address }) => address));
    await consumer.poll();
    expect(engine.leases.held.size).toBe(3);
    for await (const batch of consumer) {
      expect(valuesOf(batch)).toEqual(["b"]);
      expect(engine.leases.held.size).toBe(2);
      break;
    }
    expect(engine.leases.held.size).toBe(1);
    await consumer.close();
    expect(engine.leases.held.size).toBe(0);
  });

  test("the batch that is out is given back when the endpoint closes, and not again afterwards", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    const iterator = consumer[Symbol.asyncIterator]();
    const { value: batch } = await iterator.next();
    expect(engine.leases.held.size).toBe(1);
    engine.closeEndpoint(new Error("the starter has closed it"));
    expect(engine.leases.held.size).toBe(0);
    expect(codeOfCall(() => [...(batch as ConsumerBatch)])).toBe("BATCH_EXPIRED");
    const release = vi.spyOn(engine.leases, "release");
    await iterator.return?.();
    expect(release).not.toHaveBeenCalled();
  });

  test("every use of a batch after its end throws BATCH_EXPIRED", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b"]), log.run(2, ["c"])]));
    const batch = (await consumer.poll()) as ConsumerBatch;
    const iterator = batch[Symbol.iterator]();
    const record = iterator.next().value as ConsumerRecord;
    expect(record.offset).toBe(0);
    await consumer.poll();
    for (const use of [
      () => record.value,
      () => record.key,
      () => record.copy(),
      () => record.bytes,
      () => record.valueStart,
      () => record.serializedValueSize,
      () => iterator.next(),
      () => [...batch],
    ]) {
      expect(codeOfCall(use)).toBe("BATCH_EXPIRED");
    }
    expect(batch.lastOffset).toBe(1);
  });

  test("without a free lease row the run is left out and comes again", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    engine.leases.limit = 1;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"]), log.run(1, ["b"])]));
    expect(oneFetch(engine).body.moved).toMatchObject([{ fetchOffset: 1 }]);
    expect(valuesOf(await consumer.poll())).toEqual(["a"]);
  });

  test("verify finds a reader that writes into a view", async () => {
    const { engine, consumer, topicId, log } = start({ verify: true });
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"]), log.run(1, ["b"])]));
    for (const record of (await consumer.poll()) as ConsumerBatch) record.value?.fill(0);
    expect(await codeOf(consumer.poll())).toBe("CORRUPT_MESSAGE");
    expect(valuesOf(await consumer.poll())).toEqual(["b"]);
  });
});

describe("positions", () => {
  test("latest and earliest are asked of the leader, again while it does not know", async () => {
    const { engine, consumer, topicId } = start();
    const assigned = consumer.assign([{ topic: "t", partition: 0 }]);
    const [first] = engine.take(LIST_OFFSETS_REQUEST) as [Sent];
    expect(first.body).toMatchObject({ topicId, partition: 0, timestamp: -1 });
    const answer = { offset: -1, timestamp: -1, leaderEpoch: 0 };
    engine.answer(first, LIST_OFFSETS_RESPONSE, { ...answer, error: ErrorCode.OFFSET_NOT_AVAILABLE });
    engine.advance(20);
    const [second] = engine.take(LIST_OFFSETS_REQUEST) as [Sent];
    engine.answer(second, LIST_OFFSETS_RESPONSE, { ...answer, error: ErrorCode.NONE, offset: 42 });
    await assigned;
    expect(consumer.position({ topic: "t", partition: 0 })).toBe(42);
    expect(oneFetch(engine).body.moved).toMatchObject([{ fetchOffset: 42 }]);
  });

  test("seek drops what is buffered and what the old request would still bring", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 10 }]);
    const first = oneFetch(engine);
    deliver(engine, first, fetched(topicId, 0, [log.run(10, ["old"])]));
    const parked = oneFetch(engine);
    await consumer.seek({ topic: "t", partition: 0, offset: 3 });
    expect(engine.leases.held.size).toBe(0);
    expect(engine.isOpen(parked)).toBe(false);
    const again = oneFetch(engine);
    expect(again.body).toMatchObject({ sessionId: first.body.sessionId, sessionEpoch: 0, moved: [{ fetchOffset: 3 }] });
    deliver(engine, again, fetched(topicId, 0, [log.run(3, ["new"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["new"]);
    expect(await codeOf(consumer.seek({ topic: "t", partition: 5, offset: 3 }))).toBe("INVALID_STATE");
    expect(await codeOf(consumer.seek({ topic: "t", partition: 0, offset: -3 }))).toBe("INVALID_OPTION");
  });

  test("an offset that the log does not have is replaced by autoOffsetReset", async () => {
    const { engine, consumer, topicId } = start({ autoOffsetReset: "earliest" });
    await consumer.assign([{ topic: "t", partition: 0, offset: 99 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [], ErrorCode.OFFSET_OUT_OF_RANGE));
    const [lookup] = engine.take(LIST_OFFSETS_REQUEST) as [Sent];
    expect(lookup.body.timestamp).toBe(-2);
    engine.answer(lookup, LIST_OFFSETS_RESPONSE, { error: ErrorCode.NONE, offset: 7, timestamp: -1, leaderEpoch: 0 });
    expect(fetches(engine).at(-1)?.body.moved).toMatchObject([{ fetchOffset: 7 }]);
  });

  test("what was fetched ahead of such an offset does not take the position back", async () => {
    const { engine, consumer, topicId, log } = start({ autoOffsetReset: "earliest" });
    await consumer.assign([{ topic: "t", partition: 0, offset: 3 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(3, ["a", "b"])]));
    const outside = fetched(topicId, 0, [], ErrorCode.OFFSET_OUT_OF_RANGE);
    deliver(engine, oneFetch(engine), outside); // records below 9 were deleted meanwhile
    const again = fetches(engine).at(-1) as Sent;
    expect(again.body.moved).toMatchObject([{ fetchOffset: 3 }]);
    deliver(engine, again, outside);
    const [lookup] = engine.take(LIST_OFFSETS_REQUEST) as [Sent];
    engine.answer(lookup, LIST_OFFSETS_RESPONSE, { error: ErrorCode.NONE, offset: 9, timestamp: -1, leaderEpoch: 0 });
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    expect(consumer.position({ topic: "t", partition: 0 })).toBe(9);
    expect(engine.leases.held.size).toBe(0);
  });

  test("a topic that comes later is waited for, one that does not come is refused", async () => {
    const { engine, consumer } = start();
    const assigned = consumer.assign([{ topic: "later", partition: 0, offset: 0 }]);
    engine.addTopic("later", [2]);
    await assigned;
    expect(oneFetch(engine).target.endpoint).toBe(2);
    const never = consumer.assign([{ topic: "never", partition: 0 }]);
    engine.advance(60_000);
    expect(await codeOf(never)).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    expect(await codeOf(consumer.assign([{ topic: "t", partition: 4 }]))).toBe("UNKNOWN_TOPIC_OR_PARTITION");
  });
});

describe("failover", () => {
  test("the new leader's session goes on at the position, the others' stay", async () => {
    const { engine, consumer, topicId, log } = start({}, [1, 1]);
    await consumer.assign([0, 1].map((partition) => ({ topic: "t", partition, offset: 0 })));
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b"])]));
    fetches(engine);
    engine.setLeader(topicId, 0, 2, 1);
    engine.metadataMoved();
    const moved = oneFetch(engine);
    expect(moved.target.endpoint).toBe(2);
    expect(moved.body).toMatchObject({
      sessionEpoch: 0,
      moved: [{ partition: 0, fetchOffset: 2, currentLeaderEpoch: 1 }],
    });
    expect(valuesOf(await consumer.poll())).toEqual(["a", "b"]);
  });

  test("a dead leader's request is asked again until the image shows another", async () => {
    const { engine, consumer, topicId } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 5 }]);
    engine.fail(oneFetch(engine));
    expect(fetches(engine)).toHaveLength(0);
    engine.advance(20);
    expect(oneFetch(engine).target.endpoint).toBe(1);
    engine.setLeader(topicId, 0, 3, 1);
    engine.metadataMoved();
    const requests = fetches(engine);
    expect(requests.map(({ target }) => target.endpoint).sort()).toEqual([1, 3]);
    expect(requests.find(({ target }) => target.endpoint === 1)?.body.moved).toEqual([]); // an empty session there
    expect(requests.find(({ target }) => target.endpoint === 3)?.body.moved).toMatchObject([{ fetchOffset: 5 }]);
  });

  test("NOT_LEADER and a lost session are answered by a new session with all partitions", async () => {
    const { engine, consumer, topicId } = start({}, [1, 1]);
    await consumer.assign([0, 1].map((partition) => ({ topic: "t", partition, offset: 0 })));
    deliver(engine, oneFetch(engine), fetched(topicId, 1, [], ErrorCode.NOT_LEADER_OR_FOLLOWER));
    expect(oneFetch(engine).body.forgotten).toEqual([{ topicId, partition: 1 }]);
    engine.advance(20);
    const again = oneFetch(engine);
    expect(again.body).toMatchObject({ sessionEpoch: 0 });
    expect(again.body.moved).toHaveLength(2);
    engine.answer(again, FETCH_REFUSAL, { error: ErrorCode.FETCH_SESSION_ID_NOT_FOUND, partitions: [] });
    engine.advance(20);
    expect(oneFetch(engine).body).toMatchObject({ sessionEpoch: 0 });
  });

  test("a restarted broker with a new incarnation gets a new session", async () => {
    const { engine, consumer, topicId } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 5 }]);
    const before = oneFetch(engine);
    engine.addBroker(1, 2);
    engine.setLeader(topicId, 0, 1, 1);
    engine.fail(before);
    engine.metadataMoved();
    const requests = fetches(engine).filter(({ body }) => body.moved.length > 0);
    expect(requests.at(-1)?.body).toMatchObject({
      sessionEpoch: 0,
      moved: [{ fetchOffset: 5, currentLeaderEpoch: 1 }],
    });
  });
});

describe("the end", () => {
  test("close ends the loop of a waiting iterator and leaves nothing", async () => {
    const { engine, consumer } = start();
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    const loop = (async () => {
      for await (const batch of consumer) throw new Error(`no batch was sent: ${batch.baseOffset}`);
      return "ended";
    })();
    await Promise.resolve();
    await consumer.close();
    expect(await loop).toBe("ended");
    expect(engine.actorCount).toBe(0);
    expect(engine.timerCount).toBe(0);
    expect(engine.owed).toBe(0);
    expect(await codeOf(consumer.poll())).toBe("CLOSED");
    await consumer.close();
  });

  test("the end of the cluster rejects whoever waits", async () => {
    const { engine, consumer } = start();
    const assigned = consumer.assign([{ topic: "never", partition: 0 }]);
    const polled = consumer.poll();
    engine.closeEndpoint(new MillraceError("CLUSTER_FAILED", "the guardian died"));
    expect([await codeOf(assigned), await codeOf(polled)]).toEqual(["CLUSTER_FAILED", "CLUSTER_FAILED"]);
    expect(engine.owed).toBe(0);
  });

  test("an unknown option is refused by name", () => {
    expect(() => new EngineConsumer(new FakeEngine(), { groupId: "g" } as ConsumerOptions)).toThrowError(
      /groups are not there yet/,
    );
  });
});
