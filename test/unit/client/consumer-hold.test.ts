import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import {
  HOLD_POSITIONS,
  LIST_OFFSETS_REQUEST,
  SET_HOLD_REQUEST,
  SET_HOLD_RESPONSE,
} from "../../../src/message/kinds.ts";
import { codeOf, deliver, diverging, fetched, fetches, oneFetch, start, valuesOf } from "./consumer-fixture.ts";
import type { FakeEngine, Sent } from "./fake-engine.ts";

function oneHold(engine: FakeEngine): Sent {
  const requests = engine.take(SET_HOLD_REQUEST);
  expect(requests).toHaveLength(1);
  return requests[0] as Sent;
}

function heldBy(request: Sent): number[] {
  return request.body.partitions.map(({ partition }: { partition: number }) => partition);
}

function answerHold(engine: FakeEngine, request: Sent, error = ErrorCode.NONE): void {
  const message = error === ErrorCode.METADATA_FULL ? "12 bytes of 11 for holds: delete topics" : "";
  engine.answer(request, SET_HOLD_RESPONSE, { error, metadataVersion: engine.image.version, message });
}

const place = (partition: number, offset = 0) => ({ topic: "t", partition, offset });

/** Assigned to partition 0 at offset 3, which it holds; or to nothing, without a hold. */
async function startHolding(isAssigned: boolean) {
  const bench = start({ hold: true }, [1, 1, 1]);
  const { engine, consumer, topicId, log } = bench;
  if (!isAssigned) return bench;
  const assigned = consumer.assign([place(0, 3)]);
  answerHold(engine, oneHold(engine));
  await assigned;
  deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(3, ["d", "e"])]));
  expect(valuesOf(await consumer.poll())).toEqual(["d", "e"]);
  fetches(engine);
  return bench;
}

describe("a consumer that holds", () => {
  test("reads when the supervisor has written down what it holds", async () => {
    const { engine, consumer } = await startHolding(false);
    const assigned = consumer.assign([place(0), place(1)]);
    expect(fetches(engine)).toEqual([]);
    const request = oneHold(engine);
    expect(heldBy(request)).toEqual([0, 1]);
    answerHold(engine, request);
    await assigned;
    expect(oneFetch(engine).body.moved).toHaveLength(2);
  });

  test("tells a leader where it begins before it fetches: the leader may not know of the hold yet", async () => {
    const { engine, consumer, topicId } = await startHolding(false);
    const assigned = consumer.assign([place(0, 3)]);
    answerHold(engine, oneHold(engine));
    await assigned;
    const [report, fetch] = engine.take().map(({ kind, body }) => [kind.name, body] as const);
    expect(report).toMatchObject(["HoldPositions", { positions: [{ topicId, partition: 0, offset: 3 }] }]);
    expect(fetch?.[0]).toBe("FetchRequest");
  });

  test.each([
    { case: "some of it", next: [0] },
    { case: "nothing", next: [] },
  ])("gives up the rest when it is assigned $case of what it held", async ({ next }) => {
    const { engine, consumer } = await startHolding(false);
    const assigned = consumer.assign([place(0), place(1)]);
    answerHold(engine, oneHold(engine));
    await assigned;
    await consumer.assign(next.map((partition) => place(partition)));
    const request = oneHold(engine);
    expect(heldBy(request)).toEqual(next);
    answerHold(engine, request);
    engine.advance(1_000);
    expect(engine.take(SET_HOLD_REQUEST)).toEqual([]);
  });

  test("asks again while the answer may change: its topic may be new to the supervisor, which may die", async () => {
    const { engine, consumer } = await startHolding(false);
    const assigned = consumer.assign([place(0)]);
    answerHold(engine, oneHold(engine), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    engine.advance(20);
    engine.fail(oneHold(engine));
    engine.advance(20);
    answerHold(engine, oneHold(engine));
    await assigned;
    expect(oneFetch(engine).body.moved).toHaveLength(1);
  });
});

test("a truncated log: nothing behind the place where it parts was read, also when it is given back later", async () => {
  const { engine, consumer, topicId, log } = start({ hold: true, autoOffsetReset: "none" });
  const assigned = consumer.assign([place(0, 3)]);
  answerHold(engine, oneHold(engine));
  await assigned;
  deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(3, ["d", "e"])]));
  expect(valuesOf(await consumer.poll())).toEqual(["d", "e"]);
  engine.setLeader(topicId, 0, 1, 6);
  engine.metadataMoved();
  deliver(engine, fetches(engine).at(-1) as Sent, diverging(topicId, 0, 0, 4));
  expect(await codeOf(consumer.poll())).toBe("LOG_TRUNCATION"); // gives the batch up to 5 back
  engine.take(HOLD_POSITIONS);
  engine.advance(1_000);
  const offsets = engine
    .take(HOLD_POSITIONS)
    .flatMap(({ body }) => body.positions.map((position: { offset: number }) => position.offset));
  expect(offsets.length).toBeGreaterThan(0);
  expect(Math.max(...offsets)).toBeLessThanOrEqual(4);
});

describe("a hold that is refused for good", () => {
  const refusals = [
    { code: "TOO_MANY_HOLDS", message: /refused: 1,024 consumers .* close .* or .* without hold/ },
    { code: "METADATA_FULL", message: /refused: 12 bytes of 11 for holds: delete topics; or read without hold/ },
  ] as const;
  const cases = refusals.flatMap((refusal) => [true, false].map((isAssigned) => ({ ...refusal, isAssigned })));

  test.each(cases)(
    "fails assign with $code, once; the consumer (assigned: $isAssigned) is as before",
    async ({ code, message, isAssigned }) => {
      const { engine, consumer, topicId, log } = await startHolding(isAssigned);
      if (isAssigned) consumer.pause([place(0)]);
      const failed = consumer.assign([place(1), place(2)]);
      answerHold(engine, oneHold(engine), ErrorCode[code]);
      await expect(failed).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
      engine.advance(1_000);
      expect(engine.take(SET_HOLD_REQUEST)).toEqual([]);
      expect(engine.take(LIST_OFFSETS_REQUEST)).toEqual([]);
      expect(consumer.assignment()).toEqual(isAssigned ? [{ topic: "t", partition: 0 }] : []);
      if (!isAssigned) return;
      expect(consumer.paused()).toEqual([{ topic: "t", partition: 0 }]);
      expect(consumer.position(place(0))).toBe(5);
      consumer.resume([place(0)]);
      deliver(engine, fetches(engine).at(-1) as Sent, fetched(topicId, 0, [log.run(5, ["f"])]));
      expect(valuesOf(await consumer.poll())).toEqual(["f"]);
    },
  );

  test("names the epoch of what was read, not of what had been fetched ahead", async () => {
    const { engine, consumer, topicId, log } = await startHolding(true);
    await consumer.seek(place(0, 5));
    log.epoch = 6;
    deliver(engine, fetches(engine).at(-1) as Sent, fetched(topicId, 0, [log.run(5, ["f"])]));
    fetches(engine);
    const failed = consumer.assign([place(1)]);
    answerHold(engine, oneHold(engine), ErrorCode.METADATA_FULL);
    expect(await codeOf(failed)).toBe("METADATA_FULL");
    const [position] = (fetches(engine).at(-1) as Sent).body.moved;
    expect(position).toMatchObject({ partition: 0, fetchOffset: 5, lastFetchedEpoch: -1 });
  });

  test("leaves what was before several calls that waited for it", async () => {
    const { engine, consumer } = await startHolding(true);
    const first = consumer.assign([place(1)]);
    const forgotten = oneHold(engine);
    const second = consumer.assign([place(2)]);
    expect(engine.isOpen(forgotten)).toBe(false);
    answerHold(engine, oneHold(engine), ErrorCode.METADATA_FULL);
    expect(await codeOf(first)).toBe("INVALID_STATE");
    expect(await codeOf(second)).toBe("METADATA_FULL");
    expect(consumer.assignment()).toEqual([{ topic: "t", partition: 0 }]);
    // Whether the first was written down is not known: it holds what it reads only when that is written down again.
    expect(fetches(engine).filter(({ body }) => body.moved.length > 0)).toEqual([]);
    const again = oneHold(engine);
    expect(heldBy(again)).toEqual([0]);
    answerHold(engine, again);
    expect(fetches(engine).at(-1)?.body.moved).toMatchObject([{ partition: 0, fetchOffset: 5 }]);
  });

  test("reaches the next poll when no call waits for it, and a seek asks again", async () => {
    const { engine, consumer, topicId } = await startHolding(true);
    engine.image.replay({ type: "topicDeleted", topicId });
    engine.metadataMoved();
    expect(await codeOf(consumer.poll())).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    engine.addTopic("t", [1]); // another one of that name
    answerHold(engine, oneHold(engine), ErrorCode.METADATA_FULL);
    expect(await codeOf(consumer.poll())).toBe("METADATA_FULL");
    const rest = oneHold(engine); // what it still held of the topic that is gone
    expect(heldBy(rest)).toEqual([]);
    answerHold(engine, rest);
    engine.advance(1_000);
    expect(engine.take(SET_HOLD_REQUEST)).toEqual([]);
    expect(consumer.assignment()).toEqual([{ topic: "t", partition: 0 }]);
    const sought = consumer.seek(place(0));
    answerHold(engine, oneHold(engine));
    await sought;
    expect(fetches(engine).at(-1)?.body.moved).toHaveLength(1);
  });
});
