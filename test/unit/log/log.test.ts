import { describe, expect, test } from "vitest";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { type FlushPolicy, Log } from "../../../src/log/log.ts";
import { offsetForTimestamp, offsetOfMaxTimestamp } from "../../../src/log/offset-search.ts";
import type { LogStorage, StorageResult } from "../../../src/log/storage.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { baseOffset, batchBytes } from "../../../src/record/batch-header.ts";
import { crc, TestArena } from "../replica/support.ts";

function open(
  arena: TestArena,
  storage: LogStorage = new ArenaStorage(arena.memory, arena),
  flush: FlushPolicy = "none",
) {
  return new Log({ memory: arena.memory, storage, crc, flush });
}

/** A log with `count` batches of `records` records each, of one epoch. */
function filled(count: number, records = 1, valueBytes = 10): { arena: TestArena; storage: ArenaStorage; log: Log } {
  const arena = new TestArena();
  const storage = new ArenaStorage(arena.memory, arena);
  const log = open(arena, storage);
  const batch = arena.batch(records, { valueBytes });
  for (let index = 0; index < count; index++) log.appendAsLeader(batch, 1);
  return { arena, storage, log };
}

/** The base offsets of the batches in what `read` gave. */
function offsetsIn(arena: TestArena, slices: readonly { address: number; length: number }[]): number[] {
  const offsets: number[] = [];
  const { view } = arena.memory;
  for (const { address, length } of slices)
    for (let at = address; at < address + length; at += batchBytes(view, at)) offsets.push(baseOffset(view, at));
  return offsets;
}

/** A storage whose syncs end when the test says so. */
class SlowStorage extends ArenaStorage {
  readonly waiting: (() => void)[] = [];
  override sync(_recoveryPoint: number, request: number): StorageResult {
    this.waiting.push(() => this.completed(request, "done"));
    return "pending";
  }
}

describe("a log", () => {
  test("stamps offsets and epoch into its own copy of what a leader appends", () => {
    const arena = new TestArena();
    const log = open(arena);
    const batch = arena.batch(3);
    expect(log.appendAsLeader(batch, 4)).toBe(true);
    expect(log.appendAsLeader(batch, 5)).toBe(true);
    expect(Array.from(log.batches())).toMatchObject([
      { baseOffset: 0, lastOffset: 2, leaderEpoch: 4 },
      { baseOffset: 3, lastOffset: 5, leaderEpoch: 5 },
    ]);
    expect(baseOffset(arena.memory.view, batch.address)).toBe(0);
    expect(log.endOffset).toBe(6);
    expect(log.epochs.entries).toEqual([
      { epoch: 4, startOffset: 0 },
      { epoch: 5, startOffset: 3 },
    ]);
  });

  test.each([
    { case: "everything", offset: 0, bytes: 1e6, end: 9, offsets: [0, 3, 6] },
    { case: "from inside a batch, that batch", offset: 4, bytes: 1e6, end: 9, offsets: [3, 6] },
    { case: "nothing at or above the given end", offset: 0, bytes: 1e6, end: 6, offsets: [0, 3] },
    { case: "the first batch even when it is larger than asked for", offset: 3, bytes: 1, end: 9, offsets: [3] },
    { case: "nothing at the end", offset: 9, bytes: 1e6, end: 9, offsets: [] },
    { case: "nothing below an end at the offset", offset: 3, bytes: 1e6, end: 3, offsets: [] },
  ])("reads $case", ({ offset, bytes, end, offsets }) => {
    const { arena, log } = filled(3, 3);
    expect(offsetsIn(arena, log.read(offset, bytes, end))).toEqual(offsets);
  });

  test("reads whole batches within the byte limit", () => {
    const { arena, log } = filled(10);
    const one = log.read(0, 1, 10)[0]?.length ?? 0;
    expect(offsetsIn(arena, log.read(0, one * 3, 10))).toEqual([0, 1, 2]);
    expect(offsetsIn(arena, log.read(0, one * 4 - 1, 10))).toEqual([0, 1, 2]);
  });

  test("gives one slice per chunk and finds any offset in a log of many chunks", () => {
    const { arena, storage, log } = filled(2_000, 2, 200);
    expect(storage.chunks.length).toBeGreaterThan(5);
    const all = log.read(0, Number.POSITIVE_INFINITY, 4_000);
    expect(all).toHaveLength(storage.chunks.length);
    expect(offsetsIn(arena, all)).toEqual(Array.from({ length: 2_000 }, (_, index) => index * 2));
    for (const offset of [0, 1, 77, 1_999, 2_000, 3_999])
      expect(offsetsIn(arena, log.read(offset, 1, 4_000))).toEqual([offset - (offset % 2)]);
    for (const end of [3, 500, 1_234]) {
      const read = offsetsIn(arena, log.read(0, Number.POSITIVE_INFINITY, end));
      expect(read).toHaveLength(Math.floor(end / 2));
    }
  });

  test("says no when the storage is full, and stays as it was", () => {
    const arena = new TestArena(8 * 4_096);
    const log = open(arena);
    const batch = arena.batch(1, { valueBytes: 3_000 });
    let appended = 0;
    while (log.appendAsLeader(batch, 1)) appended++;
    expect(appended).toBe(9); // chunks of 1, 2, 4 units, and of 1 when no larger one is left
    expect(log.endOffset).toBe(9);
    log.close();
    expect(arena.unitsInUse).toBe(0);
  });

  test.each([
    { case: "a gap", offset: 2, epoch: 1 },
    { case: "an overlap", offset: 0, epoch: 1 },
    { case: "an epoch that goes back", offset: 1, epoch: 0 },
  ])("refuses to follow with $case", ({ offset, epoch }) => {
    const arena = new TestArena();
    const log = open(arena);
    expect(log.appendAsFollower(arena.stamped(0, 1))).toBe("appended");
    expect(log.appendAsFollower(arena.stamped(offset, epoch))).toBe("outOfOrder");
    expect(log.endOffset).toBe(1);
  });
});

describe("truncation", () => {
  test.each([
    { offset: 0, end: 0 },
    { offset: 6, end: 6 },
    { offset: 7, end: 6 },
    { offset: 2_999, end: 2_997 },
    { offset: 3_000, end: 3_000 },
  ])("at $offset keeps whole batches below it", ({ offset, end }) => {
    const { arena, log } = filled(1_000, 3, 100);
    log.truncate(offset, 0);
    expect(log.endOffset).toBe(end);
    expect(Array.from(log.batches())).toHaveLength(end / 3);
    expect(log.appendAsLeader(arena.batch(1), 2)).toBe(true);
    expect(offsetsIn(arena, log.read(end, 1, end + 1))).toEqual([end]);
  });

  test("frees the chunks behind it", () => {
    const { arena, log } = filled(1_000, 3, 100);
    log.truncate(0, 0);
    expect(arena.unitsInUse).toBe(0);
  });

  test("forgets epochs that start at the new end, also those in which nothing was written", () => {
    const { arena, log } = filled(2);
    log.appendAsLeader(arena.batch(1), 3);
    log.epochs.assign(4, 3);
    log.truncate(3, 0);
    expect(log.epochs.latest).toBe(3);
    log.truncate(2, 0);
    expect(log.epochs.latest).toBe(1);
  });

  test("recomputes what producers wrote", () => {
    const arena = new TestArena();
    const log = open(arena);
    const stamp = { producerId: 7, producerEpoch: 0 };
    for (const baseSequence of [0, 2, 4]) log.appendAsLeader(arena.batch(2, { ...stamp, baseSequence }), 1);
    log.truncate(4, 0);
    expect(log.producers.check({ ...stamp, baseSequence: 4, recordCount: 2 }, 0)).toEqual({ type: "next" });
    expect(log.producers.check({ ...stamp, baseSequence: 2, recordCount: 2 }, 0)).toMatchObject({ type: "duplicate" });
  });
});

describe("a log that is opened again", () => {
  test("recovers offsets, epochs and producers from its batches", () => {
    const { arena, storage, log } = filled(300, 2, 50);
    log.appendAsLeader(arena.batch(1, { producerId: 3, producerEpoch: 1, baseSequence: 0 }), 6);
    const again = open(arena, storage);
    expect(again.endOffset).toBe(601);
    expect(again.durableEndOffset).toBe(601);
    expect(again.epochs.entries).toEqual(log.epochs.entries);
    expect(again.producers.count).toBe(1);
    expect(again.tornBytes).toBe(0);
    expect(offsetsIn(arena, again.read(300, 1, 601))).toEqual([300]);
  });

  test("cuts off the batch that is damaged and everything behind it", () => {
    const { arena, storage, log } = filled(300, 2, 50);
    const [damaged] = log.read(400, 1, 600);
    arena.memory.bytes[(damaged?.address ?? 0) + 70] = 0xff;
    const { bytes } = log;
    const again = open(arena, storage);
    expect(again.endOffset).toBe(400);
    expect(again.tornBytes).toBe(bytes - again.bytes);
    expect(again.appendAsLeader(arena.batch(1), 2)).toBe(true);
  });
});

describe("a log whose file was torn within its first batch", () => {
  test.each([5, 20, 60])("is empty after %i bytes, and believes none of what lies behind them", (left) => {
    const { arena, storage } = filled(2);
    storage.truncate({ chunks: 1, filled: left, mayBeRead: false, recoveryPoint: 0 }, 0);
    const { address } = storage.chunks[0] as { address: number };
    arena.memory.bytes.fill(0x77, address + left, address + 100);
    const again = open(arena, storage);
    expect([again.startOffset, again.endOffset, storage.chunks]).toEqual([0, 0, []]);
    expect(again.tornBytes).toBe(left);
    expect(again.appendAsLeader(arena.batch(1), 2)).toBe(true);
  });
});

describe("durability", () => {
  test("counts at once without flush, and what a completed sync covers with it", () => {
    const arena = new TestArena();
    const storage = new SlowStorage(arena.memory, arena);
    const log = open(arena, storage, "batch");
    let moves = 0;
    log.onNews = () => moves++;
    const batch = arena.batch(2);
    log.appendAsLeader(batch, 1);
    log.appendAsLeader(batch, 1); // shares the next sync
    expect([log.acknowledgedEndOffset, storage.waiting.length]).toEqual([0, 1]);
    storage.waiting.shift()?.();
    expect([log.acknowledgedEndOffset, storage.waiting.length, moves]).toEqual([2, 1, 1]);
    storage.waiting.shift()?.();
    expect([log.acknowledgedEndOffset, storage.waiting.length, moves]).toEqual([4, 0, 2]);
  });

  test("does not count a sync for what was truncated meanwhile", () => {
    const arena = new TestArena();
    const storage = new SlowStorage(arena.memory, arena);
    const log = open(arena, storage, "batch");
    for (let index = 0; index < 3; index++) log.appendAsLeader(arena.batch(1), 1);
    storage.waiting.shift()?.();
    storage.waiting.shift()?.();
    log.truncate(1, 0);
    log.appendAsLeader(arena.batch(4), 2);
    expect([log.durableEndOffset, log.endOffset]).toEqual([1, 5]);
    storage.waiting.shift()?.();
    expect(log.durableEndOffset).toBe(5);
  });
});

describe("offsets by time", () => {
  const times = [100, 300, 200, 300, 250];

  function timed() {
    const arena = new TestArena();
    const log = open(arena);
    for (const timestamp of times) log.appendAsLeader(arena.batch(2, { timestamp }), 1);
    return log;
  }

  test.each([
    { at: 0, end: 10, offset: 0 },
    { at: 101, end: 10, offset: 1 },
    { at: 102, end: 10, offset: 2 },
    { at: 301, end: 10, offset: 3 },
    { at: 302, end: 10, offset: undefined },
    { at: 200, end: 2, offset: undefined },
  ])("the first record from $at below $end is at $offset", ({ at, end, offset }) => {
    expect(offsetForTimestamp(timed(), codecs, at, end)).toEqual(
      offset === undefined ? undefined : expect.objectContaining({ offset }),
    );
  });

  test("the record with the largest timestamp is the first of those that have it", () => {
    expect(offsetOfMaxTimestamp(timed(), codecs, 10)).toEqual({ offset: 3, timestamp: 301 });
    expect(offsetOfMaxTimestamp(timed(), codecs, 2)).toEqual({ offset: 1, timestamp: 101 });
    expect(offsetOfMaxTimestamp(timed(), codecs, 0)).toBeUndefined();
  });
});
