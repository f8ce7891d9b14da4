import { describe, expect, test } from "vitest";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { Log } from "../../../src/log/log.ts";
import { ArenaReclaim } from "../../../src/replica/arena-reclaim.ts";
import { crc, TestArena } from "./support.ts";

const UNITS = 100;

/** Logs in one arena of 100 units whose chunks have one unit each, and the machine that keeps the arena from filling up. */
class Bench {
  readonly arena = new TestArena(UNITS * 4_096);
  readonly logs: Log[] = [];
  readonly reclaim: ArenaReclaim;
  reclaimableEnd = Number.POSITIVE_INFINITY;
  replicaCount = 1;
  #age = 0;

  constructor(count: number) {
    for (let index = 0; index < count; index++) {
      const storage = new ArenaStorage(this.arena.memory, this.arena, () => 1);
      const { memory } = this.arena;
      this.logs.push(new Log({ memory, storage, crc, flush: "none", nextAge: () => this.#age++ }));
    }
    const use = { totalBytes: UNITS * 4_096, usedBytes: () => this.arena.unitsInUse * 4_096 };
    this.reclaim = new ArenaReclaim({ use, pauseMs: 10, candidates: () => this.#candidates() });
  }

  /** Appends one chunk. */
  grow(number: number, chunks = 1): void {
    const batch = this.arena.batch(1, { valueBytes: 3_500 });
    for (let index = 0; index < chunks; index++)
      if (!this.logs[number]?.appendAsLeader(batch, 1)) throw new Error("the arena is full");
  }

  get starts(): number[] {
    return this.logs.map((log) => log.startOffset);
  }

  *#candidates() {
    const { replicaCount, reclaimableEnd } = this;
    for (const log of this.logs)
      yield { log, replicaCount, reclaimableEnd, reclaimBelow: (offset: number) => log.deleteBelow(offset) };
  }
}

describe("a full arena", () => {
  test("costs nobody anything up to 80 %", () => {
    const bench = new Bench(1);
    bench.grow(0, 80);
    expect(bench.reclaim.hasRoom(0)).toBe(true);
    expect(bench.starts).toEqual([0]);
  });

  test("costs the oldest chunks, whatever their log, and never a log's last one", () => {
    const bench = new Bench(3);
    bench.grow(0); // one old chunk only
    bench.grow(1, 10);
    bench.grow(2, 75);
    bench.reclaim.relieve(0);
    expect(bench.starts).toEqual([0, 6, 0]);
    bench.grow(2, 6);
    bench.reclaim.relieve(10);
    expect(bench.starts).toEqual([0, 9, 3]);
  });

  test("is relieved to 80 % by whoever leads all of it, in rounds with a pause between", () => {
    const bench = new Bench(1);
    bench.grow(0, 88);
    bench.reclaim.relieve(0);
    expect([bench.arena.unitsInUse, bench.starts]).toEqual([80, [8]]);
    bench.grow(0, 4);
    bench.reclaim.relieve(9);
    expect(bench.arena.unitsInUse).toBe(84);
    bench.reclaim.relieve(10);
    expect(bench.arena.unitsInUse).toBe(80);
  });

  test("is relieved in part by a broker whose logs are a part of it, copies elsewhere counted", () => {
    const bench = new Bench(1);
    bench.arena.allocate(70 * 4_096);
    bench.grow(0, 20);
    bench.reclaim.relieve(0);
    expect(bench.arena.unitsInUse).toBe(87); // of 10 too much, 20 of 90 are its share
    bench.replicaCount = 3;
    bench.grow(0, 3);
    bench.reclaim.relieve(10);
    expect(bench.arena.unitsInUse).toBe(87); // two thirds of the share of 60 of 90 are freed elsewhere
  });

  test("keeps what may not go, and then leaders out above 90 %", () => {
    const bench = new Bench(1);
    bench.reclaimableEnd = 3;
    bench.grow(0, 94);
    expect(bench.reclaim.hasRoom(0)).toBe(false);
    expect(bench.starts).toEqual([3]);
    bench.reclaimableEnd = 50;
    expect(bench.reclaim.hasRoom(5)).toBe(false);
    expect(bench.reclaim.hasRoom(10)).toBe(true);
    expect(bench.arena.unitsInUse).toBe(80);
  });
});
