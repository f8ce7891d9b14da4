import { describe, expect, test } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import type { Assignment } from "../../../src/client/api.ts";
import { LIST_OFFSETS_REQUEST, LIST_OFFSETS_RESPONSE } from "../../../src/message/kinds.ts";
import { codeOf, codeOfCall, deliver, fetched, fetches, oneFetch, start, valuesOf } from "./consumer-fixture.ts";
import type { FakeEngine, Sent } from "./fake-engine.ts";

const FIRST = { topic: "t", partition: 0 };
const SECOND = { topic: "t", partition: 1 };

function lookup(engine: FakeEngine): Sent {
  const asked = engine.take(LIST_OFFSETS_REQUEST);
  expect(asked).toHaveLength(1);
  return asked[0] as Sent;
}

function place(engine: FakeEngine, request: Sent, offset: number, timestamp = -1): void {
  engine.answer(request, LIST_OFFSETS_RESPONSE, { error: ErrorCode.NONE, offset, timestamp, leaderEpoch: 0 });
}

describe("seeking", () => {
  test("a timestamp is looked up, and without a record that young the end is the place", async () => {
    const { engine, consumer } = start();
    const assigned = consumer.assign([{ ...FIRST, offset: { timestamp: 700 } }]);
    const byTime = lookup(engine);
    expect(byTime.body.timestamp).toBe(700);
    place(engine, byTime, 5, 710);
    await assigned;
    expect(consumer.position(FIRST)).toBe(5);
    const sought = consumer.seekToTimestamp({ ...FIRST, timestamp: 9_000 });
    place(engine, lookup(engine), -1);
    const end = lookup(engine);
    expect(end.body.timestamp).toBe(-1);
    place(engine, end, 12);
    await sought;
    expect(consumer.position(FIRST)).toBe(12);
  });

  test("to the beginning and the end goes with all assigned partitions, or with those that are named", async () => {
    const { engine, consumer } = start({}, [1, 1]);
    await consumer.assign([FIRST, SECOND].map((partition) => ({ ...partition, offset: 7 })));
    const sought = consumer.seekToBeginning();
    const asked = engine.take(LIST_OFFSETS_REQUEST);
    expect(asked.map(({ body }) => [body.partition, body.timestamp])).toEqual([
      [0, -2],
      [1, -2],
    ]);
    for (const request of asked) place(engine, request, 2);
    await sought;
    const ended = consumer.seekToEnd([SECOND]);
    place(engine, lookup(engine), 90);
    await ended;
    expect([consumer.position(FIRST), consumer.position(SECOND)]).toEqual([2, 90]);
  });

  test("a name that a call does not know is refused, and nothing is changed", async () => {
    const { consumer } = start();
    await consumer.assign([{ ...FIRST, offset: 7 }]);
    const messageOf = (call: Promise<unknown>) =>
      call.catch(({ code, message }: MillraceError) => `${code} ${message}`);
    const calls: [Promise<unknown>, RegExp][] = [
      [
        consumer.assign([{ ...SECOND, ofset: 0 } as never]),
        /^INVALID_OPTION a partition of assign has no option "ofset"/,
      ],
      [consumer.assign([{ ...SECOND, offset: { timestamp: 0, at: 1 } } as never]), /^INVALID_OPTION .*"at"/],
      [
        consumer.seek({ ...FIRST, offset: 0, timestamp: 5 } as never),
        /^INVALID_OPTION .*seek has no option "timestamp"/,
      ],
      [consumer.seekToTimestamp({ ...FIRST, timestamp: 5, offset: 0 } as never), /^INVALID_OPTION .*"offset"/],
      [consumer.offsetsForTimes([{ ...FIRST, timestamp: 5, offset: 0 } as never]), /^INVALID_OPTION .*"offset"/],
    ];
    for (const [call, message] of calls) expect(await messageOf(call)).toMatch(message);
    expect(consumer.assignment()).toEqual([FIRST]);
    expect(consumer.position(FIRST)).toBe(7);
  });

  test("what is no partition has no position and no lag", () => {
    const { consumer } = start();
    expect(consumer.position(FIRST)).toBe(undefined);
    expect(codeOfCall(() => consumer.position(undefined as never))).toBe("INVALID_OPTION");
    expect(codeOfCall(() => consumer.lag({ topic: "t" } as never))).toBe("INVALID_OPTION");
  });

  test("what is wrong with one partition changes none of them", async () => {
    const { engine, consumer } = start({ autoOffsetReset: "none" });
    await consumer.assign([{ ...FIRST, offset: 7 }]);
    fetches(engine);
    expect(await codeOf(consumer.seekToEnd([FIRST, SECOND]))).toBe("INVALID_STATE");
    expect(await codeOf(consumer.seekToTimestamp({ ...FIRST, timestamp: 1.5 }))).toBe("INVALID_OPTION");
    expect(await codeOf(consumer.seek(undefined as never))).toBe("INVALID_OPTION");
    expect(await codeOf(consumer.assign([{ ...SECOND, offset: 3 }, FIRST]))).toBe("NO_OFFSET");
    expect(await codeOf(consumer.assign([FIRST, FIRST]))).toBe("INVALID_OPTION");
    expect(await codeOf(consumer.assign("t" as never))).toBe("INVALID_OPTION");
    expect(consumer.assignment()).toEqual([FIRST]);
    expect(consumer.position(FIRST)).toBe(7);
    expect(fetches(engine)).toHaveLength(0);
  });
});

describe("pause and resume", () => {
  test("a paused partition gives nothing and holds nothing, and goes on where it was", async () => {
    const { engine, consumer, topicId, log } = start({}, [1, 1]);
    await consumer.assign([FIRST, SECOND].map((partition) => ({ ...partition, offset: 0 })));
    const runs = (partition: number) => fetched(topicId, partition, [log.run(0, ["a"]), log.run(1, ["b"])]);
    deliver(engine, oneFetch(engine), runs(0), runs(1));
    expect((await consumer.poll())?.partition).toBe(0);
    fetches(engine);
    consumer.pause([FIRST]);
    expect(consumer.paused()).toEqual([FIRST]);
    expect(engine.leases.held.size).toBe(3); // the batch that is out, and the other partition's two
    expect((await consumer.poll())?.partition).toBe(1);
    expect((await consumer.poll())?.partition).toBe(1);
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    engine.metadataMoved();
    expect(fetches(engine)).toHaveLength(0);
    consumer.resume([FIRST]);
    expect(consumer.paused()).toEqual([]);
    const again = oneFetch(engine).body;
    expect(again.moved).toContainEqual(expect.objectContaining({ partition: 0, fetchOffset: 1 }));
  });

  test("a partition that is paused while its start is looked up knows its position all the same", async () => {
    const { engine, consumer } = start();
    const assigned = consumer.assign([{ ...FIRST, offset: "latest" }]);
    consumer.pause([FIRST]);
    place(engine, lookup(engine), 42);
    await assigned;
    expect(consumer.position(FIRST)).toBe(42);
    expect(fetches(engine)).toHaveLength(0);
    consumer.resume([FIRST]);
    expect(oneFetch(engine).body.moved).toMatchObject([{ fetchOffset: 42 }]);
    expect(codeOfCall(() => consumer.pause([SECOND]))).toBe("INVALID_STATE");
  });
});

describe("offsets and lag", () => {
  test("beginning, end and times are asked for any partition, assigned or not", async () => {
    const { engine, consumer } = start({}, [1, 2]);
    const begin = consumer.beginningOffsets([FIRST, SECOND]);
    for (const request of engine.take(LIST_OFFSETS_REQUEST)) place(engine, request, request.body.partition + 3);
    expect(await begin).toEqual([
      { ...FIRST, offset: 3 },
      { ...SECOND, offset: 4 },
    ]);
    const end = consumer.endOffsets([SECOND]);
    place(engine, lookup(engine), 10);
    expect(await end).toEqual([{ ...SECOND, offset: 10 }]);
    const times = consumer.offsetsForTimes([
      { ...FIRST, timestamp: 5 },
      { ...SECOND, timestamp: 6 },
    ]);
    const [early, late] = engine.take(LIST_OFFSETS_REQUEST) as [Sent, Sent];
    place(engine, early, 8, 50);
    place(engine, late, -1);
    expect(await times).toEqual([
      { ...FIRST, offset: 8, timestamp: 50 },
      { ...SECOND, offset: undefined, timestamp: undefined },
    ]);
    expect(await codeOf(consumer.endOffsets([{ topic: "t", partition: 9 }]))).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    expect(await codeOf(consumer.endOffsets([{ topic: "nowhere", partition: 0 }]))).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    expect(engine.owed).toBe(0);
  });

  test("lag is what lies between the position and the leader's last high watermark", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    expect(consumer.lag(FIRST)).toBeUndefined();
    expect(consumer.metrics.recordsLagMax).toBeUndefined();
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b"])]));
    expect(consumer.lag(FIRST)).toBe(1_000);
    expect(consumer.metrics.bufferedBytes).toBeGreaterThan(0);
    await consumer.poll();
    expect(consumer.metrics).toMatchObject({
      batchesConsumed: 1,
      recordsConsumed: 2,
      bufferedBytes: 0,
      recordsLagMax: 998,
    });
    const sought = consumer.seekToEnd();
    place(engine, lookup(engine), 1_200);
    await sought;
    expect(consumer.lag(FIRST)).toBe(0);
  });
});

describe("what goes wrong with one partition", () => {
  test("without a reset an offset out of range stops it until a seek; the others go on", async () => {
    const { engine, consumer, topicId, log } = start({ autoOffsetReset: "none" }, [1, 1]);
    await consumer.assign([
      { ...FIRST, offset: 99 },
      { ...SECOND, offset: 0 },
    ]);
    const outside = fetched(topicId, 0, [], ErrorCode.OFFSET_OUT_OF_RANGE);
    deliver(engine, oneFetch(engine), outside, fetched(topicId, 1, [log.run(0, ["b"])]));
    await expect(consumer.poll()).rejects.toThrow(/offset 99 of t-0 is not in its log \(which begins at 0\).*seek/);
    expect(valuesOf(await consumer.poll())).toEqual(["b"]);
    // Nothing else is there: it is told again, and nobody waits for what cannot come.
    expect(await codeOf(consumer.poll())).toBe("OFFSET_OUT_OF_RANGE");
    expect(await codeOf(consumer.poll({ timeoutMs: 0 }))).toBe("OFFSET_OUT_OF_RANGE");
    await expect(consumer[Symbol.asyncIterator]().next()).rejects.toThrow(/offset 99 of t-0/);
    consumer.pause([FIRST]);
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    consumer.resume([FIRST]);
    engine.advance(100);
    const asked = fetches(engine).flatMap(({ body }) => body.moved as { partition: number }[]);
    expect(asked.map(({ partition }) => partition)).not.toContain(0);
    await consumer.seek({ ...FIRST, offset: 4 });
    expect(oneFetch(engine).body.moved).toContainEqual(expect.objectContaining({ partition: 0, fetchOffset: 4 }));
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    expect(consumer.metrics.offsetResets).toBe(0);
  });

  test("a deleted topic is said once; another of its name is read by autoOffsetReset", async () => {
    const { engine, consumer, topicId, log } = start({ autoOffsetReset: "earliest" });
    await consumer.assign([{ ...FIRST, offset: 10 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(10, ["a"]), log.run(11, ["b"])]));
    await consumer.poll();
    (engine.image.topics as Map<number, unknown>).delete(topicId);
    engine.metadataMoved();
    engine.metadataMoved();
    expect(engine.leases.held.size).toBe(1); // the batch that is out
    expect(await codeOf(consumer.poll())).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    expect(engine.leases.held.size).toBe(0);
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    fetches(engine);
    engine.addTopic("t", [2]);
    place(engine, lookup(engine), 0);
    expect(fetches(engine).at(-1)).toMatchObject({ target: { endpoint: 2 }, body: { moved: [{ fetchOffset: 0 }] } });
  });

  test("a partition that the topic does not have yet is refused, and read when it comes", async () => {
    const { engine, consumer, topicId } = start({ autoOffsetReset: "earliest" });
    const assigned = consumer.assign([{ ...SECOND, offset: 0 }]);
    expect(await codeOf(assigned)).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    engine.setLeader(topicId, 1, 3, 0);
    engine.metadataMoved();
    expect(oneFetch(engine)).toMatchObject({ target: { endpoint: 3 }, body: { moved: [{ partition: 1 }] } });
  });
});

describe("abort and close", () => {
  test("a signal ends a wait with ABORTED and its reason, and leaves the consumer whole", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    const controller = new AbortController();
    const polled = consumer.poll({ timeoutMs: 10_000, signal: controller.signal });
    await Promise.resolve();
    controller.abort("enough");
    await expect(polled).rejects.toMatchObject({ code: "ABORTED", cause: "enough" });
    expect(engine.owed).toBe(0);
    expect(engine.timerCount).toBe(1); // the deadline of assign
    expect(await codeOf(consumer.poll({ signal: controller.signal }))).toBe("ABORTED");
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a"])]));
    expect(valuesOf(await consumer.poll({ signal: new AbortController().signal }))).toEqual(["a"]);
    expect(await codeOf(consumer.poll({ signal: {} as never }))).toBe("INVALID_OPTION");
  });

  test.each<(consumer: ReturnType<typeof start>["consumer"], signal: AbortSignal) => Promise<unknown>>([
    (consumer, signal) => consumer.assign([{ topic: "never", partition: 0 }], { signal }),
    (consumer, signal) => consumer.seekToEnd([FIRST], { signal }),
    (consumer, signal) => consumer.endOffsets([FIRST], { signal }),
  ])("a signal ends the wait of a call: %s", async (call) => {
    const { consumer } = start();
    const assigned: readonly Assignment[] = [{ ...FIRST, offset: 0 }];
    await consumer.assign(assigned);
    const controller = new AbortController();
    const outcome = codeOf(call(consumer, controller.signal));
    controller.abort();
    expect(await outcome).toBe("ABORTED");
    await consumer.close();
  });

  test("close in the middle of every kind of wait ends all of them", async () => {
    const { engine, consumer } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    const waits = [
      consumer.poll(),
      consumer.seekToEnd(),
      consumer.endOffsets([FIRST]),
      consumer.offsetsForTimes([{ ...FIRST, timestamp: 1 }]),
    ].map(codeOf);
    await consumer.close();
    for (const code of await Promise.all(waits)) expect(code).toMatch(/CLOSED|INVALID_STATE/);
    expect({ owed: engine.owed, actors: engine.actorCount, timers: engine.timerCount }).toEqual({
      owed: 0,
      actors: 0,
      timers: 0,
    });
    expect(codeOfCall(() => consumer.pause([FIRST]))).toBe("CLOSED");
    expect(await codeOf(consumer.endOffsets([FIRST]))).toBe("CLOSED");
  });

  test("a leader that cannot be told of the end now is told later", async () => {
    const { engine, consumer } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    const open = oneFetch(engine);
    engine.blockedEndpoints.add(1);
    await consumer.close();
    expect(engine.actorCount).toBe(1);
    engine.advance(20);
    expect(engine.actorCount).toBe(1);
    engine.makeSpace(1);
    engine.advance(20);
    await Promise.resolve();
    expect(oneFetch(engine).body).toMatchObject({ sessionId: open.body.sessionId, sessionEpoch: 0, moved: [] });
    expect(engine.actorCount).toBe(0);
  });

  test("so is a leader whose last partition went elsewhere", async () => {
    const { engine, consumer, topicId } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    oneFetch(engine);
    engine.blockedEndpoints.add(1);
    engine.setLeader(topicId, 0, 2, 1);
    engine.metadataMoved();
    expect(oneFetch(engine).target.endpoint).toBe(2);
    engine.makeSpace(1);
    engine.advance(20);
    expect(oneFetch(engine)).toMatchObject({ target: { endpoint: 1 }, body: { sessionEpoch: 0, moved: [] } });
  });

  test("the end of the cluster is the reason that later calls give", async () => {
    const { engine, consumer } = start();
    engine.closeEndpoint(new MillraceError("CLUSTER_FAILED", "the guardian died"));
    expect(await codeOf(consumer.assign([{ ...FIRST, offset: 0 }]))).toBe("CLUSTER_FAILED");
    expect(codeOfCall(() => consumer.resume([FIRST]))).toBe("CLUSTER_FAILED");
  });
});
