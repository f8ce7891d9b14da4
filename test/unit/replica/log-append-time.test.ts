import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { Slice } from "../../../src/base/ids.ts";
import type { Log } from "../../../src/log/log.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import * as header from "../../../src/record/batch-header.ts";
import { verifyBatch } from "../../../src/record/batch-validate.ts";
import { listOffset } from "../../../src/replica/list-offsets.ts";
import { LeaderBench, WALL_START } from "./leader-fixture.ts";
import { crc } from "./support.ts";

const IDEMPOTENT = { producerId: 5, producerEpoch: 0 };

function bench(): LeaderBench {
  return new LeaderBench({ isr: [1], logAppendTime: true });
}

/** Timestamps of all records of a log, each of its batches intact. */
function timestamps(log: Log): number[] {
  const seen: number[] = [];
  const cursor = new BatchCursor(codecs);
  for (const { address, length } of log.read(0, 1_000_000, log.endOffset)) {
    expect(verifyBatch(log.memory, address, length, crc)).toBe(ErrorCode.NONE);
    cursor.aim(log.memory, address, length);
    while (cursor.next()) seen.push(cursor.timestamp - WALL_START);
  }
  return seen;
}

describe("a leader of a topic with message.timestamp.type=LogAppendTime", () => {
  test("gives all records of a batch the time of its append, in a batch that is whole", () => {
    const one = bench();
    one.now = 40;
    one.produce(7, { count: 3 });
    expect(one.done).toEqual(["committed 3", "7: NONE 0 at 40"]);
    expect(timestamps(one.log)).toEqual([40, 40, 40]);
    const { address } = one.log.read(0, 1_000, 3)[0] as Slice;
    // The producer's own times stay in the records, as in Kafka.
    expect(header.baseTimestamp(one.log.memory.view, address)).toBe(1_000);
    expect(header.logAppendTime(one.log.memory.view, address)).toBe(WALL_START + 40);
  });

  test("tells it when the acknowledgement had to wait, too", () => {
    const three = new LeaderBench({ logAppendTime: true });
    three.now = 40;
    three.produce(7);
    three.now = 50;
    for (const id of [2, 3]) three.fetch(id, 1);
    expect(three.done).toEqual(["committed 1", "7: NONE 0 at 40"]);
  });

  test("tells a duplicate the time of the original, as does a later leader of the same log", () => {
    const one = bench();
    one.now = 40;
    one.produce(7, { ...IDEMPOTENT, baseSequence: 0 });
    one.now = 90;
    one.produce(8, { ...IDEMPOTENT, baseSequence: 0 });
    expect(one.done).toEqual(["committed 1", "7: NONE 0 at 40", "8: NONE 0 at 40"]);
    const [batch] = one.log.batches();
    expect(batch).toMatchObject({ logAppendTime: WALL_START + 40 });
    one.log.producers.clear();
    one.log.producers.appended(batch as NonNullable<typeof batch>, 0);
    one.produce(9, { ...IDEMPOTENT, baseSequence: 0 });
    expect(one.done).toEqual(["9: NONE 0 at 40"]);
  });

  test("finds offsets by these times", () => {
    const one = bench();
    for (const now of [10, 20, 30]) {
      one.now = now;
      one.produce(now, { count: 2 });
    }
    const offsetAt = (time: number) => listOffset(one.leader, one.log, codecs, WALL_START + time);
    expect(offsetAt(0)).toMatchObject({ offset: 0, timestamp: WALL_START + 10 });
    expect(offsetAt(11)).toMatchObject({ offset: 2, timestamp: WALL_START + 20 });
    expect(offsetAt(30)).toMatchObject({ offset: 4, timestamp: WALL_START + 30 });
    expect(offsetAt(31)).toMatchObject({ offset: -1 });
    expect(listOffset(one.leader, one.log, codecs, -3)).toMatchObject({ offset: 4, timestamp: WALL_START + 30 });
  });

  test("refuses a batch that comes with such a time", () => {
    const one = bench();
    const { memory } = one.arena;
    const batch = one.arena.batch();
    header.stampLogAppendTime(memory, batch.address, WALL_START, crc);
    const replyTo = { endpoint: 9, incarnation: 0, correlation: 7 };
    one.leader.produce({ acks: 1, leaderEpoch: -1, batch, replyTo, wallTime: WALL_START }, 0);
    expect(one.done).toEqual(["7: INVALID_RECORD -1"]);
  });
});

test("a topic with message.timestamp.type=CreateTime answers without a time", () => {
  const one = new LeaderBench({ isr: [1] });
  one.produce(7);
  expect(one.done).toEqual(["committed 1", "7: NONE 0"]);
  expect(timestamps(one.log)).toEqual([1_000 - WALL_START]);
});
