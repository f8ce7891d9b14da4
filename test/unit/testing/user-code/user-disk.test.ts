import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.ts";
import { MountedDisk } from "../../../../src/testing/user-code/user-disk.ts";

/** A disk, and what it asked to be done later. */
function mounted(seed: number, disk = new Map<string, unknown>()) {
  const later: (() => void)[] = [];
  const process = new MountedDisk(disk, new Random(seed), (_, then) => later.push(then));
  return { disk, process, later };
}

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe("a user's disk", () => {
  test("shows what was written at once, and keeps it for certain after sync", async () => {
    const { disk, process, later } = mounted(1);
    process.set("position", 7);
    process.set("gone", true);
    process.delete("gone");
    expect(process.get("position")).toBe(7);
    expect(process.has("gone")).toBe(false);
    expect(disk.size).toBe(0);
    const synced = process.sync();
    for (const run of later.splice(0)) run();
    await synced;
    process.crash();
    expect([...disk]).toEqual([["position", 7]]);
  });

  test("writes back by itself what nobody asked to sync", () => {
    const { disk, process, later } = mounted(1);
    process.set("a", 1);
    process.set("b", 2);
    expect(later).toHaveLength(1);
    later[0]?.();
    expect([...disk]).toEqual(Object.entries({ a: 1, b: 2 }));
  });

  test("loses some of the latest changes in a crash, in their order", () => {
    const kept = SEEDS.map((seed) => {
      const { disk, process } = mounted(seed);
      for (const name of ["a", "b", "c"]) process.set(name, name);
      process.crash();
      return [...disk.keys()].join("");
    });
    expect(new Set(kept)).toEqual(new Set(["", "a", "ab", "abc"]));
  });

  test("keeps all of a commit or nothing", () => {
    const kept = SEEDS.map((seed) => {
      const { disk, process } = mounted(seed, new Map(Object.entries({ position: 1, total: 10 })));
      void process.commit({ position: 2, total: 20 });
      process.crash();
      return JSON.stringify([...disk.values()]);
    });
    expect(new Set(kept)).toEqual(new Set(["[1,10]", "[2,20]"]));
  });

  test("has copies of its own", () => {
    const { process } = mounted(1);
    const account = { cents: 5 };
    process.set("ada", account);
    account.cents = 6;
    const read = process.get<typeof account>("ada");
    expect(read).toEqual({ cents: 5 });
    if (read) read.cents = 7;
    expect(process.entries()).toEqual([["ada", { cents: 5 }]]);
  });

  test("begins the next life with what survived", async () => {
    const { disk, process, later } = mounted(3);
    const synced = process.commit({ life: 0 });
    for (const run of later) run();
    await synced;
    process.crash();
    expect(mounted(4, disk).process.get("life")).toBe(0);
  });
});
