import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { type FlushPolicy, Log, type LogNews } from "../../../src/log/log.ts";
import { offsetForTimestamp, offsetOfMaxTimestamp } from "../../../src/log/offset-search.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { SimDisk, type SimDiskOptions } from "../../../src/testing/machine/sim-disk.ts";
import { SimTime } from "../../../src/testing/machine/sim-time.ts";
import { crc, TestArena } from "../replica/support.ts";

/** A log whose storage takes its time. */
function slowLog(options: SimDiskOptions & { flush?: FlushPolicy } = {}) {
  const { flush = "none", ...rest } = options;
  const arena = new TestArena();
  const time = new SimTime();
  const disk = new SimDisk(time, new Random(3), { writeMsMax: 5, ...rest });
  const storage = disk.open(1, 0, arena.memory, arena);
  const log = new Log({ memory: arena.memory, storage, crc, flush });
  const news: LogNews[] = [];
  log.onNews = (what) => news.push(what);
  const settle = (): LogNews[] => {
    time.now += 1_000;
    disk.completeRequests();
    return news.splice(0);
  };
  const append = (count: number, epoch = 1) => {
    for (let index = 0; index < count; index++)
      log.appendAsLeader(arena.batch(2, { timestamp: 100 * (log.endOffset + 1), valueBytes: 500 }), epoch);
  };
  return { arena, time, disk, storage, log, news, settle, append };
}

describe("a log whose storage takes its time", () => {
  test("can be read at once, and is acknowledged when the append has come through", () => {
    const { log, settle, append } = slowLog();
    append(2);
    expect([log.endOffset, log.acknowledgedEndOffset, log.isSettled]).toEqual([4, 0, false]);
    expect(log.read(0, 1e6, 4)).toHaveLength(1);
    expect(settle()).toEqual(["acknowledged", "acknowledged"]);
    expect([log.acknowledgedEndOffset, log.isSettled]).toEqual([4, true]);
  });

  test("counts appends that were cut off meanwhile no further than the cut", () => {
    const { log, settle, append } = slowLog();
    append(3);
    log.truncate(2, 0);
    append(1, 2);
    expect(log.acknowledgedEndOffset).toBe(0);
    settle();
    expect([log.acknowledgedEndOffset, log.endOffset]).toEqual([4, 4]);
  });

  test("is not settled before a truncation has come through", () => {
    const { log, settle, append } = slowLog();
    append(3);
    settle();
    log.truncate(2, 0);
    expect([log.acknowledgedEndOffset, log.isSettled]).toEqual([2, false]);
    settle();
    expect(log.isSettled).toBe(true);
  });

  test("counts a sync for what was appended before it only", () => {
    const { log, time, disk, append } = slowLog({ flush: "batch", writeMsMax: 1, syncMsMax: 40 });
    append(1);
    append(1); // shares the next sync
    const seen = new Set<number>();
    for (let ms = 0; ms < 100; ms++) {
      time.now++;
      disk.completeRequests();
      seen.add(log.acknowledgedEndOffset);
    }
    expect([...seen]).toEqual([0, 2, 4]);
  });

  test("hears nothing after it was closed", () => {
    const { log, settle, append } = slowLog();
    append(3);
    log.close();
    expect(settle()).toEqual([]);
  });

  test("says that the storage failed", () => {
    const { log, disk, settle, append } = slowLog();
    disk.fault = "appendFails";
    append(1);
    expect(settle()).toContain("failed");
    expect(log.acknowledgedEndOffset).toBe(0);
  });
});

describe("a log whose older chunks are elsewhere", () => {
  function cold() {
    const opened = slowLog({ writeMsMax: 0 });
    opened.append(40);
    opened.storage.evict();
    return opened;
  }

  test("reads what is in the arena, and brings the rest when it is asked for", () => {
    const { log, settle } = cold();
    expect(log.read(0, 1e6, 80)).toEqual([]);
    expect(log.bring(79)).toBe(true);
    expect(log.bring(0)).toBe(false);
    expect(log.bring(0)).toBe(false); // asked for once
    expect(settle()).toEqual(["readable"]);
    expect(log.bring(0)).toBe(true);
    expect(log.read(0, 1e6, 80)).toHaveLength(1); // up to the next chunk that is not there
  });

  test("keeps a truncation until its place is there", () => {
    const { log, settle } = cold();
    expect(log.truncate(3, 0)).toBe(false);
    expect(log.endOffset).toBe(80);
    settle();
    expect(log.truncate(3, 0)).toBe(true);
    expect(log.endOffset).toBe(2);
  });

  test("says of a search by time that the answer is not there yet", () => {
    const { log, settle } = cold();
    expect(offsetForTimestamp(log, codecs, 300, 80)).toBe("notYet");
    expect(offsetOfMaxTimestamp(log, codecs, 80)).toBe("notYet");
    settle();
    expect(offsetForTimestamp(log, codecs, 300, 80)).toEqual({ offset: 2, timestamp: 300 });
  });

  test("asks again when there was no room for what was to come", () => {
    const { arena, log, settle } = cold();
    while (arena.allocate(arena.unitBytes) !== undefined);
    expect(log.bring(0)).toBe(false);
    settle();
    expect(log.bring(0)).toBe(false);
    arena.free(arena.unitBytes * 60, arena.unitBytes);
    settle();
    expect(log.bring(0)).toBe(true);
  });
});

describe("the start of a log", () => {
  test("moves to any offset, frees the chunks below, and keeps epochs and producers", () => {
    const { arena, log, append } = slowLog({ writeMsMax: 0 });
    log.appendAsLeader(arena.batch(2, { producerId: 9, producerEpoch: 0, baseSequence: 0 }), 1);
    append(20, 1);
    append(20, 2);
    const before = arena.unitsInUse;
    expect(log.deleteBelow(51)).toBe(true);
    expect(log.deleteBelow(50)).toBe(false);
    expect([log.startOffset, log.endOffset, arena.unitsInUse < before]).toEqual([51, 82, true]);
    expect(log.epochs.entries).toEqual([{ epoch: 2, startOffset: 51 }]);
    expect(log.producers.count).toBe(1);
    expect(log.read(50, 1e6, 82)).toEqual([]);
    expect(Array.from(log.batches())[0]?.baseOffset).toBe(50);
    expect(offsetForTimestamp(log, codecs, 0, 82)).toMatchObject({ offset: 51 });
  });

  test("may be the end: then nothing is stored", () => {
    const { arena, log, append } = slowLog({ writeMsMax: 0 });
    append(3);
    log.deleteBelow(6);
    expect([arena.unitsInUse, log.startOffset, log.bytes]).toEqual([0, 6, 0]);
    append(1, 2);
    expect(Array.from(log.batches())).toMatchObject([{ baseOffset: 6, lastOffset: 7 }]);
  });

  test("is found again when the log is opened again", () => {
    const { arena, disk, log, append } = slowLog({ writeMsMax: 0 });
    append(10);
    log.deleteBelow(7);
    log.close();
    const again = new Log({ memory: arena.memory, storage: disk.open(1, 0, arena.memory, arena), crc, flush: "none" });
    expect([again.startOffset, again.endOffset]).toEqual([7, 20]);
    expect(again.epochs.entries).toEqual([{ epoch: 1, startOffset: 7 }]);
  });

  test("may lie within the batch that a follower begins with", () => {
    const { arena, log } = slowLog({ writeMsMax: 0 });
    log.reset(6);
    expect(log.appendAsFollower(arena.stamped(5, 3, 4))).toBe("appended");
    expect([log.startOffset, log.endOffset]).toEqual([6, 9]);
    expect(log.epochs.entries).toEqual([{ epoch: 3, startOffset: 6 }]);
    expect(log.truncate(7, 0)).toBe(true);
    expect([log.startOffset, log.endOffset]).toEqual([6, 6]);
  });
});
