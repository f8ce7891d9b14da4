import { describe, expect, test } from "vitest";
import { planFor } from "../../scripts/simulation/themes.ts";
import { simulate } from "../../src/testing/simulate.ts";
import known from "./seeds.json" with { type: "json" };

describe("every invariant holds and everything ends", () => {
  for (const { seed, found } of known)
    test(`on seed ${seed}, which once failed: ${found}`, () => void simulate(seed, planFor(seed)));
});

describe("a seed", () => {
  test("gives the same run every time", () => {
    for (const seed of [3, 4, 5]) expect(simulate(seed)).toEqual(simulate(seed));
  });

  test("gives another run than its neighbour", () => {
    expect(simulate(3).traceHash).not.toBe(simulate(4).traceHash);
  });
});
