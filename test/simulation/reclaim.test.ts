import { describe, expect, test } from "vitest";
import { simulate } from "../../src/testing/simulate.ts";

describe("in an arena that is too small", () => {
  test("the oldest records go, and nothing else breaks", () => {
    let reclaimed = 0;
    let full = 0;
    for (let seed = 0; seed < 30; seed++) {
      const result = simulate(seed, { reclaim: "oldest", durationMs: 1_500 });
      reclaimed += result.reclaimed;
      if (result.reclaimed > 0) full++;
    }
    expect(reclaimed).toBeGreaterThan(3_000);
    expect(full).toBeGreaterThan(10);
  });

  test("no record goes that a consumer holds and has not read", () => {
    let reclaimed = 0;
    for (let seed = 0; seed < 30; seed++)
      reclaimed += simulate(seed, { reclaim: "consumed", durationMs: 1_500 }).reclaimed;
    expect(reclaimed).toBeGreaterThan(2_000);
  });

  test("the check notices leaders that do not care for holds", () => {
    const run = () => {
      for (let seed = 0; seed < 10; seed++)
        simulate(seed, { reclaim: "consumed", durationMs: 1_500, rules: { honourHolds: false } });
    };
    expect(run).toThrow(/no record under a hold is reclaimed|every offset once and in order/);
  });
});
