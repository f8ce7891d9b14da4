import { describe, expect, test } from "vitest";
import { LeaderBench } from "./leader-fixture.ts";

describe("a produce request", () => {
  test.each([
    { case: "acks=1 is answered by the append", acks: 1, done: ["7: NONE 0"] },
    { case: "acks=0 is never answered", acks: 0, done: [] },
    { case: "acks=all waits", acks: -1, done: [] },
    { case: "other acks are refused", acks: 2, done: ["7: INVALID_REQUIRED_ACKS -1"] },
  ])("with $case", ({ acks, done }) => {
    const bench = new LeaderBench();
    bench.produce(7, { acks });
    expect(bench.done).toEqual(done);
  });

  test("with acks=all is answered once every member of the ISR has fetched past it", () => {
    const bench = new LeaderBench();
    bench.produce(7, { count: 3 });
    bench.produce(8);
    bench.fetch(2, 4);
    expect(bench.done).toEqual([]);
    bench.fetch(3, 3);
    expect(bench.done).toEqual(["committed 3", "7: NONE 0"]);
    bench.fetch(3, 4);
    expect(bench.done).toEqual(["committed 4", "8: NONE 3"]);
    expect(bench.leader.parkedCount).toBe(0);
  });

  test("with acks=all is answered at once where the leader is the whole ISR", () => {
    const bench = new LeaderBench({ isr: [1] });
    bench.produce(7);
    expect(bench.done).toEqual(["committed 1", "7: NONE 0"]);
  });

  test.each([
    { acks: -1, done: ["7: NOT_ENOUGH_REPLICAS -1"], end: 0 },
    { acks: 1, done: ["7: NONE 0"], end: 1 },
  ])("with acks=$acks while the ISR is below min.insync.replicas", ({ acks, done, end }) => {
    const bench = new LeaderBench({ isr: [1], minInSyncReplicas: 2 });
    bench.produce(7, { acks });
    expect(bench.done).toEqual(done);
    expect(bench.log.endOffset).toBe(end);
    expect(bench.leader.highWatermark).toBe(0);
  });

  test("needs no more in-sync replicas than the partition has", () => {
    const bench = new LeaderBench({ replicas: [1], minInSyncReplicas: 2 });
    bench.produce(7);
    expect(bench.done).toEqual(["committed 1", "7: NONE 0"]);
  });

  test.each([
    { epoch: 4, done: "7: FENCED_LEADER_EPOCH -1" },
    { epoch: 6, done: "7: UNKNOWN_LEADER_EPOCH -1" },
    { epoch: 5, done: "7: NONE 0" },
    { epoch: -1, done: "7: NONE 0" },
  ])("for epoch $epoch of a leader in epoch 5", ({ epoch, done }) => {
    const bench = new LeaderBench();
    bench.produce(7, { acks: 1, epoch });
    expect(bench.done).toEqual([done]);
  });

  test("is refused when its bytes are no batch, or too many", () => {
    const bench = new LeaderBench({ messageBytesMax: 100 });
    const replyTo = { endpoint: 9, incarnation: 0, correlation: 7 };
    bench.leader.produce({ acks: 1, leaderEpoch: -1, batch: { address: 0, length: 80 }, replyTo, wallTime: 0 }, 0);
    const large = bench.arena.batch(1, { valueBytes: 100 });
    bench.leader.produce({ acks: 1, leaderEpoch: -1, batch: large, replyTo, wallTime: 0 }, 0);
    const damaged = bench.arena.batch(1);
    bench.arena.memory.bytes[damaged.address + damaged.length - 1] = 0xee;
    bench.leader.produce({ acks: 1, leaderEpoch: -1, batch: damaged, replyTo, wallTime: 0 }, 0);
    expect(bench.done).toEqual(["7: CORRUPT_MESSAGE -1", "7: MESSAGE_TOO_LARGE -1", "7: CORRUPT_MESSAGE -1"]);
    expect(bench.log.endOffset).toBe(0);
  });

  test("is refused when the arena is full", () => {
    const bench = new LeaderBench();
    while (bench.arena.allocate(4_096) !== undefined);
    bench.produce(7, { acks: 1 });
    expect(bench.done).toEqual(["7: STORAGE_FULL -1"]);
  });

  test("that waits is told when the leadership is lost", () => {
    const bench = new LeaderBench();
    bench.produce(7);
    bench.produce(8);
    bench.leader.resign();
    expect(bench.done).toEqual(["7: NOT_LEADER_OR_FOLLOWER -1", "8: NOT_LEADER_OR_FOLLOWER -1"]);
  });
});

describe("a duplicate", () => {
  const stamp = { producerId: 4, producerEpoch: 0 };

  test("is answered with the old offset, but not before the original is committed", () => {
    const bench = new LeaderBench();
    bench.produce(1, { ...stamp, baseSequence: 0 });
    bench.produce(2, { ...stamp, baseSequence: 1 });
    bench.produce(3, { ...stamp, baseSequence: 0 }); // the producer asks again
    expect(bench.log.endOffset).toBe(2);
    expect(bench.done).toEqual([]);
    bench.fetch(2, 1);
    bench.fetch(3, 1);
    expect(bench.done).toEqual(["committed 1", "1: NONE 0", "3: NONE 0"]);
    bench.produce(4, { ...stamp, baseSequence: 0 });
    expect(bench.done).toEqual(["4: NONE 0"]);
  });

  test("is recognised by a leader that only followed before", () => {
    const first = new LeaderBench();
    first.produce(1, { ...stamp, baseSequence: 0 });
    const bench = new LeaderBench({ log: first.log, leaderEpoch: 6, isr: [1] });
    bench.produce(2, { ...stamp, baseSequence: 0 });
    expect(bench.done).toEqual(["2: NONE 0"]);
    expect(bench.log.endOffset).toBe(1);
  });

  test.each([
    { case: "a gap", baseSequence: 5, producerEpoch: 0, done: "2: OUT_OF_ORDER_SEQUENCE_NUMBER -1" },
    { case: "an older epoch", baseSequence: 1, producerEpoch: -1, done: "2: INVALID_PRODUCER_EPOCH -1" },
  ])("is not what $case is", ({ baseSequence, producerEpoch, done }) => {
    const bench = new LeaderBench();
    for (const id of [2, 3]) bench.fetch(id, 0);
    bench.produce(1, { producerId: 4, producerEpoch: 1, baseSequence: 0 });
    bench.produce(2, { producerId: 4, producerEpoch: producerEpoch + 1, baseSequence });
    expect(bench.done).toEqual([done]);
  });

  test("is told from a gap only when all in sync have fetched: one of them may have what is missing, and lead next", () => {
    const bench = new LeaderBench({ epochs: [1, 1], isr: [1, 2] });
    const gap = { ...stamp, baseSequence: 5 };
    bench.produce(2, gap);
    expect(bench.done).toEqual(["2: NOT_ENOUGH_REPLICAS -1"]);
    expect(bench.fetch(2, 4, { last: 2 })).not.toBe("good"); // it has more, which it is to cut off first
    bench.produce(3, gap);
    expect(bench.done).toEqual(["3: NOT_ENOUGH_REPLICAS -1"]);
    bench.fetch(2, 2);
    bench.produce(4, gap);
    expect(bench.done.at(-1)).toBe("4: OUT_OF_ORDER_SEQUENCE_NUMBER -1");
  });
});

describe("broken on purpose", () => {
  test("acknowledges all before the followers have it", () => {
    const bench = new LeaderBench({ rules: { acknowledge: "appended" } });
    bench.produce(7);
    expect(bench.done).toEqual(["7: NONE 0"]);
  });

  test("acknowledges a duplicate before it is committed", () => {
    const bench = new LeaderBench({ rules: { duplicate: "appended" } });
    bench.produce(1, { producerId: 4, producerEpoch: 0, baseSequence: 0 });
    bench.produce(2, { producerId: 4, producerEpoch: 0, baseSequence: 0 });
    expect(bench.done).toEqual(["2: NONE 0"]);
  });

  test("commits by majority", () => {
    const bench = new LeaderBench({ rules: { highWatermarkBy: "majority" } });
    bench.produce(7);
    bench.fetch(2, 1);
    expect(bench.done).toEqual(["committed 1", "7: NONE 0"]);
  });

  test("takes requests of other epochs", () => {
    const bench = new LeaderBench({ rules: { fenceByEpoch: false } });
    bench.produce(7, { acks: 1, epoch: 3 });
    expect(bench.done).toEqual(["7: NONE 0"]);
    expect(bench.fetch(2, 0, { epoch: 3 })).toBe("good");
  });
});
