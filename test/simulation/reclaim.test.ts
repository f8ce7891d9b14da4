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
});
