import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { Log } from "../../../src/log/log.ts";
import { SimDisk } from "../../../src/testing/machine/sim-disk.ts";
import { SimTime } from "../../../src/testing/machine/sim-time.ts";
import { crc, TestArena } from "../replica/support.ts";

/** A log in memory with `count` batches of two records, the place of each, and a way to change a bit of one. */
function filled(count: number, valueBytes = 100) {
  const arena = new TestArena();
  const log = new Log({ memory: arena.memory, storage: new ArenaStorage(arena.memory, arena), crc, flush: "none" });
  const batch = arena.batch(2, { valueBytes });
  for (let index = 0; index < count; index++) log.appendAsLeader(batch, 1);
  const address = log.chunks[0]?.stored.address ?? 0;
  const flip = (index: number, byte: number, bit = 7) => {
    const at = address + index * batch.length + byte;
    arena.memory.bytes[at] = (arena.memory.bytes[at] as number) ^ (1 << bit);
  };
  return { arena, log, batch, flip };
}

/** Bytes of a batch that its CRC, its place in the log or its form speak for: all but the leader epoch. */
const BYTES = [0, 7, 8, 11, 16, 17, 20, 21, 22, 23, 26, 43, 57, 61, 90];

describe("a log with a damaged batch", () => {
  test.each(BYTES)("finds it, whichever batch at or behind it is asked for: byte %i", (byte) => {
    const { log, flip } = filled(6);
    expect(log.firstDamage(0, 12)).toBeUndefined();
    flip(2, byte);
    expect(log.firstDamage(4)).toBe(4);
    expect(log.firstDamage(9)).toBe(4); // within one index interval
    expect(log.firstDamage(0, 4)).toBeUndefined();
    expect(log.firstDamage(0, 12)).toBe(4);
  });

  test.each(BYTES)("gives what lies before it, and of it no more than would show the damage: byte %i", (byte) => {
    const { arena, log, batch, flip } = filled(6);
    flip(2, byte);
    const before = log.read(0, 1e6, 4);
    expect(before.reduce((sum, { length }) => sum + length, 0)).toBe(2 * batch.length);
    const slices = log.read(4, 1e6, 8); // below the log's end: headers are looked at
    expect(slices).toHaveLength(1);
    const first = slices[0]?.address ?? 0;
    expect(first).toBe((log.chunks[0]?.stored.address ?? 0) + 2 * batch.length);
    expect(first + (slices[0]?.length ?? 0)).toBeLessThanOrEqual(first + 4 * batch.length);
    expect(Array.from(log.batches(0, 4), ({ baseOffset }) => baseOffset)).toEqual([0, 2]);
    expect(arena.memory.bytes.length).toBeGreaterThan(0);
  });

  test.each(BYTES)("is cut exactly before it, and goes on with a good copy: byte %i", (byte) => {
    const { log, batch, flip } = filled(6);
    flip(2, byte);
    log.truncate(4, 0);
    expect(log.endOffset).toBe(4);
    for (let index = 0; index < 4; index++) log.appendAsLeader(batch, 1);
    expect(log.firstDamage(0, 12)).toBeUndefined();
    expect(Array.from(log.batches(), ({ baseOffset }) => baseOffset)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  test.each([12, 15])(
    "finds a leader epoch that it had not noted, though the CRC does not cover it: byte %i",
    (byte) => {
      const { log, flip } = filled(6);
      flip(2, byte, 3);
      expect([log.firstDamage(4), log.firstDamage(0, 4), log.firstDamage(0, 12)]).toEqual([4, undefined, 4]);
      log.deleteBelow(5); // within that batch
      expect(log.firstDamage(5)).toBe(4);
      log.deleteBelow(6);
      expect([log.firstDamage(6), log.firstDamage(6, 12)]).toEqual([undefined, undefined]);
    },
  );

  test("is searched over chunks that are not full of batches", () => {
    const { log, flip } = filled(200, 1_000);
    expect(log.chunks.length).toBeGreaterThan(2);
    expect(log.firstDamage(0, 400)).toBeUndefined();
    flip(0, 70);
    expect(log.firstDamage(0, 400)).toBe(0);
    expect(log.firstDamage(399), "another interval").toBeUndefined();
  });
});

/** A log on a disk that counts what is synced; `crash` opens what is left. */
function onDisk() {
  const arena = new TestArena();
  const time = new SimTime();
  const disk = new SimDisk(time, new Random(5));
  const open = () => {
    const storage = disk.open(1, 0, arena.memory, arena);
    return { storage, log: new Log({ memory: arena.memory, storage, crc, flush: "batch" }) };
  };
  const settle = () => {
    for (let syncs = 0; syncs < 2; syncs++) {
      time.now += 1_000; // what comes during a sync shares the next one
      disk.completeRequests();
    }
  };
  const crash = () => {
    disk.crash();
    return open();
  };
  return { arena, open, settle, crash };
}

describe("a log that is opened after a crash", () => {
  test("has lost nothing when only what was not durable is gone", () => {
    const { arena, open, settle, crash } = onDisk();
    const { log } = open();
    const batch = arena.batch(2);
    for (let index = 0; index < 3; index++) log.appendAsLeader(batch, 1);
    settle();
    for (let index = 0; index < 3; index++) log.appendAsLeader(batch, 1);
    const { log: next, storage } = crash();
    expect(next.endOffset).toBeGreaterThanOrEqual(6);
    expect([next.lostFrom, storage.recoveryPoint]).toEqual([undefined, 6]);
  });

  test("says from where on it has lost what was durable, until the cluster knows", () => {
    const { arena, open, settle, crash } = onDisk();
    const { log, storage } = open();
    const batch = arena.batch(2);
    for (let index = 0; index < 4; index++) log.appendAsLeader(batch, 1);
    settle();
    const [chunk] = storage.chunks;
    if (chunk === undefined) throw new Error("the log has a chunk");
    storage.flipBit(chunk, 2 * batch.length + 70, 3);
    expect(crash().log.lostFrom).toBe(4);
    const again = crash(); // before anybody was told
    expect(again.log.lostFrom).toBe(4);
    again.log.acceptLoss();
    expect([again.log.lostFrom, again.log.endOffset]).toEqual([undefined, 4]);
    const after = crash();
    expect([after.log.lostFrom, after.log.endOffset]).toEqual([undefined, 4]);
  });

  test("has lost nothing that a truncation gave up", () => {
    const { arena, open, settle, crash } = onDisk();
    const { log } = open();
    const batch = arena.batch(2);
    for (let index = 0; index < 4; index++) log.appendAsLeader(batch, 1);
    settle();
    log.truncate(2, 0);
    settle();
    expect(crash().log.lostFrom).toBeUndefined();
  });

  test("does not believe a first batch that would begin behind the log's start", () => {
    const { arena, open, settle, crash } = onDisk();
    const { log, storage } = open();
    log.appendAsLeader(arena.batch(2), 1);
    settle();
    const [chunk] = storage.chunks;
    if (chunk === undefined) throw new Error("the log has a chunk");
    storage.flipBit(chunk, 6, 0); // of its base offset
    const { log: next } = crash();
    expect([next.startOffset, next.endOffset, next.lostFrom]).toEqual([0, 0, 0]);
  });
});
