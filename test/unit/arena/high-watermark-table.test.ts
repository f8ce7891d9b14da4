import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { HighWatermarkTable } from "../../../src/arena/high-watermark-table.ts";
import type { HighWatermarks } from "../../../src/arena/memory.ts";
import { ARENA_BYTES_MIN } from "../../../src/base/limits.ts";
import { SimHighWatermarks } from "../../../src/testing/machine/sim-high-watermarks.ts";

const TABLES: { name: string; table: () => HighWatermarks }[] = [
  {
    name: "of the arena",
    table: () => new HighWatermarkTable(Arena.create({ bytes: ARENA_BYTES_MIN, shared: false }).memory),
  },
  { name: "of the simulation", table: () => new SimHighWatermarks() },
];

describe.each(TABLES)("the last known high watermarks $name", ({ table }) => {
  test("never go back: a new leader may die before it knows what was committed", () => {
    const highWatermarks = table();
    for (const [stored, known] of [
      [0, 0],
      [100, 100],
      [0, 100],
      [99, 100],
      [2 ** 32 + 5, 2 ** 32 + 5],
      [7, 2 ** 32 + 5],
      [2 ** 32 + 6, 2 ** 32 + 6],
    ] as const) {
      highWatermarks.store(3, 8, stored);
      expect(highWatermarks.load(3, 8)).toBe(known);
    }
  });

  test("begin anew with the next topic that has the slot", () => {
    const highWatermarks = table();
    highWatermarks.store(3, 8, 100);
    expect(highWatermarks.load(3, 9)).toBe(0);
    highWatermarks.store(3, 9, 0);
    expect([highWatermarks.load(3, 8), highWatermarks.load(3, 9)]).toEqual([0, 0]);
    highWatermarks.store(3, 9, 1);
    expect(highWatermarks.load(3, 9)).toBe(1);
  });
});
