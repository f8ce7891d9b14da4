import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { ConsumerOptions } from "../../../src/client/api.ts";
import { ConsumerPartition } from "../../../src/client/consumer-partition.ts";
import { LogTruncationError } from "../../../src/client/log-truncation-error.ts";
import { CONSUMER_EPOCHS_MAX } from "../../../src/client/settings.ts";
import {
  start as begin,
  codeOf,
  deliver,
  diverging,
  fetched,
  fetches,
  oneFetch,
  valuesOf,
} from "./consumer-fixture.ts";
import type { FakeEngine, Sent } from "./fake-engine.ts";

const FIRST = { topic: "t", partition: 0 };

/** The leader's epoch is at least that of every record in its log. */
function start(options: ConsumerOptions = {}, leaderEpoch = 4) {
  const bench = begin(options);
  bench.engine.setLeader(bench.topicId, 0, 1, leaderEpoch);
  return bench;
}

/** The next request, maybe after one that ended a session or was overtaken. */
function lastFetch(engine: FakeEngine): Sent {
  const request = fetches(engine).at(-1);
  if (request === undefined) throw new Error("it fetches");
  return request;
}

/** What the next request says of the first partition's position. */
function asked(engine: FakeEngine): { fetchOffset: number; lastFetchedEpoch: number; currentLeaderEpoch: number } {
  return positionIn(lastFetch(engine).body);
}

function positionIn(body: { moved: readonly unknown[] }) {
  const [position] = body.moved as { fetchOffset: number; lastFetchedEpoch: number; currentLeaderEpoch: number }[];
  if (position === undefined) throw new Error("the request names a position");
  const { fetchOffset, lastFetchedEpoch, currentLeaderEpoch } = position;
  return { fetchOffset, lastFetchedEpoch, currentLeaderEpoch };
}

/** A consumer that has read ten records, five each of the epochs 2 and 4, and its leader of epoch 6 says where logs part. */
async function behind(options: ConsumerOptions, epoch: number, endOffset: number) {
  const bench = start(options);
  const { engine, consumer, topicId, log } = bench;
  await consumer.assign([{ ...FIRST, offset: 0 }]);
  for (const [at, written] of [
    [0, 2],
    [5, 4],
  ] as const) {
    log.epoch = written;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(at, ["a", "b", "c", "d", "e"])]));
    expect((await consumer.poll())?.lastOffset).toBe(at + 4);
    await consumer.poll({ timeoutMs: 0 });
  }
  engine.setLeader(topicId, 0, 1, 6);
  engine.metadataMoved();
  const request = lastFetch(engine);
  expect(positionIn(request.body)).toEqual({ fetchOffset: 10, lastFetchedEpoch: 4, currentLeaderEpoch: 6 });
  deliver(engine, request, diverging(topicId, 0, epoch, endOffset));
  return bench;
}

describe("a fetch names the epoch of the record before its position", () => {
  test("none at first, then that of what was fetched last, none after a seek", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 7 }]);
    const request = oneFetch(engine);
    expect(positionIn(request.body)).toEqual({ fetchOffset: 7, lastFetchedEpoch: -1, currentLeaderEpoch: 4 });
    log.epoch = 3;
    deliver(engine, request, fetched(topicId, 0, [log.run(7, ["a", "b"])]));
    expect(asked(engine)).toMatchObject({ fetchOffset: 9, lastFetchedEpoch: 3 });
    await consumer.seek({ ...FIRST, offset: 8 });
    expect(asked(engine)).toMatchObject({ fetchOffset: 8, lastFetchedEpoch: -1 });
  });

  test("one that a user made up is forgotten when the log says otherwise", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 50, leaderEpoch: 9 }]);
    log.epoch = 3; // the leader has an epoch 9, later: it finds nothing wrong
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(50, ["a", "b"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["a", "b"]);
    expect(asked(engine)).toMatchObject({ fetchOffset: 52, lastFetchedEpoch: 3 });
  });

  test("the last one where a run has several", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    log.epoch = 1;
    const older = log.run(0, ["a"]);
    log.epoch = 2;
    const newer = log.run(1, ["b"]);
    const run = { address: older.address, length: older.length + newer.length };
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [run]));
    expect(asked(engine)).toMatchObject({ fetchOffset: 2, lastFetchedEpoch: 2 });
    const epochs = Array.from((await consumer.poll()) ?? [], (record) => record.leaderEpoch);
    expect(epochs).toEqual([1, 2]);
  });

  test("the one that a seek or an assignment gives", async () => {
    const { engine, consumer } = start();
    await consumer.assign([{ ...FIRST, offset: 7, leaderEpoch: 3 }]);
    expect(asked(engine)).toMatchObject({ fetchOffset: 7, lastFetchedEpoch: 3 });
    await consumer.seek({ ...FIRST, offset: 9, leaderEpoch: 4 });
    expect(asked(engine)).toMatchObject({ fetchOffset: 9, lastFetchedEpoch: 4 });
  });

  test.each([
    { ...FIRST, offset: "latest" as const, leaderEpoch: 3 },
    { ...FIRST, offset: 7, leaderEpoch: -1 },
    { ...FIRST, offset: 7, leaderEpoch: 1.5 },
    { ...FIRST, offset: 7, leaderEpoch: 2 ** 31 },
  ])("and nothing that is no epoch: %o", async (target) => {
    const { consumer } = start();
    expect(await codeOf(consumer.assign([target]))).toBe("INVALID_OPTION");
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    expect(await codeOf(consumer.seek(target))).toBe("INVALID_OPTION");
  });

  test("an epoch that the leader has not come to is asked for again", async () => {
    const { engine, consumer, topicId } = start();
    await consumer.assign([{ ...FIRST, offset: 7, leaderEpoch: 3 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [], ErrorCode.UNKNOWN_LEADER_EPOCH));
    expect(await consumer.poll({ timeoutMs: 0 })).toBeUndefined();
    engine.advance(20);
    expect(asked(engine)).toMatchObject({ fetchOffset: 7, lastFetchedEpoch: 3 });
  });

  test("after a pause that of what the user has read", async () => {
    const { engine, consumer, topicId, log } = start();
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    log.epoch = 1;
    const first = log.run(0, ["a"]);
    log.epoch = 2;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [first, log.run(1, ["b"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["a"]);
    oneFetch(engine);
    consumer.pause([FIRST]);
    consumer.resume([FIRST]);
    expect(asked(engine)).toMatchObject({ fetchOffset: 1, lastFetchedEpoch: 1 });
  });
});

describe("a log that parts from what was read", () => {
  test.each(["earliest", "latest"] as const)("is read on from there with %s", async (autoOffsetReset) => {
    const { engine, consumer, topicId, log } = await behind({ autoOffsetReset }, 4, 7);
    const request = oneFetch(engine);
    expect(positionIn(request.body)).toEqual({ fetchOffset: 7, lastFetchedEpoch: 4, currentLeaderEpoch: 6 });
    expect(consumer.position(FIRST)).toBe(7);
    expect(consumer.metrics).toMatchObject({ truncations: 1, offsetResets: 0 });
    log.epoch = 6;
    deliver(engine, request, fetched(topicId, 0, [log.run(7, ["x"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["x"]);
  });

  test("is said without a reset policy, and read on after the user's seek there", async () => {
    const { engine, consumer, topicId, log } = await behind({ autoOffsetReset: "none" }, 4, 7);
    const error = await consumer.poll().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LogTruncationError);
    if (!(error instanceof LogTruncationError)) return;
    expect(error).toMatchObject({ code: "LOG_TRUNCATION", retriable: false, place: { ...FIRST, offset: 10 } });
    expect(error.message).toMatch(/t-0 from offset 7 up to the position 10/);
    expect(error.divergentOffset).toEqual({ ...FIRST, offset: 7, leaderEpoch: 4 });
    expect(consumer.position(FIRST)).toBe(10);
    engine.advance(100);
    await expect(consumer.poll({ timeoutMs: 0 }), "said again until a seek").rejects.toBe(error);
    await consumer.seek(error.divergentOffset);
    const request = lastFetch(engine);
    expect(positionIn(request.body)).toMatchObject({ fetchOffset: 7, lastFetchedEpoch: 4 });
    deliver(engine, request, fetched(topicId, 0, [log.run(7, ["x"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["x"]);
    expect(consumer.metrics).toMatchObject({ truncations: 1, offsetResets: 0 });
  });

  test("is not said any more when the user has gone elsewhere before the next poll", async () => {
    const { engine, consumer, topicId, log } = await behind({ autoOffsetReset: "none" }, 4, 7);
    await consumer.seek({ ...FIRST, offset: 3 });
    log.epoch = 2;
    deliver(engine, lastFetch(engine), fetched(topicId, 0, [log.run(3, ["d"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["d"]);
  });

  test("an epoch that the leader does not have is gone as a whole", async () => {
    const { engine } = await behind({ autoOffsetReset: "earliest" }, 2, 8); // its epoch 2 goes on to 8
    expect(asked(engine)).toMatchObject({ fetchOffset: 5, lastFetchedEpoch: 2 });
  });

  test("is found step by step, also by seeks to where it was said to part", async () => {
    const { engine, consumer, topicId } = await behind({ autoOffsetReset: "none" }, 4, 7);
    await expect(consumer.poll()).rejects.toMatchObject({ divergentOffset: { offset: 7, leaderEpoch: 4 } });
    await consumer.seek({ ...FIRST, offset: 7, leaderEpoch: 4 });
    deliver(engine, lastFetch(engine), diverging(topicId, 0, 2, 6)); // another election
    await expect(consumer.poll()).rejects.toMatchObject({ divergentOffset: { offset: 5, leaderEpoch: 2 } });
  });

  test("only in what was fetched ahead is none of the user's business", async () => {
    const { engine, consumer, topicId, log } = start({ autoOffsetReset: "none" });
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    log.epoch = 2;
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b"]), log.run(2, ["c", "d"])]));
    expect((await consumer.poll())?.lastOffset).toBe(1);
    const ahead = oneFetch(engine);
    expect(positionIn(ahead.body)).toMatchObject({ fetchOffset: 4, lastFetchedEpoch: 2 });
    deliver(engine, ahead, diverging(topicId, 0, 2, 2));
    const again = oneFetch(engine);
    expect(positionIn(again.body)).toMatchObject({ fetchOffset: 2, lastFetchedEpoch: 2 });
    log.epoch = 3;
    deliver(engine, again, fetched(topicId, 0, [log.run(2, ["x"])]));
    expect(valuesOf(await consumer.poll())).toEqual(["x"]);
    expect(consumer.metrics.truncations).toBe(0);
  });

  test("is not looked at when the user has gone elsewhere meanwhile", async () => {
    const { engine, consumer, topicId } = start({ autoOffsetReset: "none" });
    await consumer.assign([{ ...FIRST, offset: 7, leaderEpoch: 3 }]);
    const request = oneFetch(engine);
    await consumer.seek({ ...FIRST, offset: 2 });
    deliver(engine, request, diverging(topicId, 0, 3, 5));
    expect(consumer.position(FIRST)).toBe(2);
    expect(consumer.metrics.truncations).toBe(0);
  });
});

describe("what a partition remembers of what was read", () => {
  /** Epoch 2 from 10, epoch 4 from 15, epoch 5 from 18, up to 20. */
  function read(): ConsumerPartition {
    const partition = new ConsumerPartition("t", 0, { offset: 10 });
    partition.moveTo(10);
    for (const [epoch, offset] of [
      [2, 10],
      [4, 15],
      [5, 18],
    ] as const)
      partition.epochs.assign(epoch, offset);
    return partition;
  }

  test.each([
    { leader: "ends the last epoch earlier", epoch: 5, endOffset: 19, offset: 19, leaderEpoch: 5 },
    { leader: "does not have the last epoch", epoch: 4, endOffset: 18, offset: 18, leaderEpoch: 4 },
    { leader: "has more of the one before", epoch: 4, endOffset: 25, offset: 18, leaderEpoch: 4 },
    { leader: "has less of the one before", epoch: 4, endOffset: 16, offset: 16, leaderEpoch: 4 },
    { leader: "has an epoch between them", epoch: 3, endOffset: 17, offset: 15, leaderEpoch: 2 },
    { leader: "has one that ends before them", epoch: 3, endOffset: 12, offset: 12, leaderEpoch: 2 },
    { leader: "parts before all that was read", epoch: 1, endOffset: 6, offset: 6, leaderEpoch: -1 },
    { leader: "has none of these epochs", epoch: 1, endOffset: 30, offset: 10, leaderEpoch: -1 },
  ])("where the leader $leader: $offset", ({ epoch, endOffset, offset, leaderEpoch }) => {
    expect(read().divergenceAt({ epoch, endOffset }, 20)).toEqual({ offset, leaderEpoch });
  });

  test("goes with a seek to another log's place, and stays with one to a record that was read", () => {
    const partition = read();
    partition.moveTo(17, 4);
    expect(partition.epochs.entries.map(({ epoch }) => epoch)).toEqual([2, 4]);
    partition.moveTo(17, 3);
    expect(partition.epochs.entries).toEqual([{ epoch: 3, startOffset: 16 }]);
    partition.moveTo(0, 3);
    expect(partition.epochs.latest).toBe(-1);
  });

  test("is bounded: what was read in older epochs is not gone back to", async () => {
    const end = CONSUMER_EPOCHS_MAX + 10;
    const { engine, consumer, topicId, log } = start({ autoOffsetReset: "earliest" }, end);
    await consumer.assign([{ ...FIRST, offset: 0 }]);
    for (let epoch = 0; epoch < end; epoch++) {
      log.epoch = epoch;
      deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(epoch, ["a"])]));
      await consumer.poll();
      await consumer.poll({ timeoutMs: 0 });
    }
    deliver(engine, oneFetch(engine), diverging(topicId, 0, 5, end));
    expect(asked(engine)).toMatchObject({ fetchOffset: 10, lastFetchedEpoch: -1 });
  });
});
