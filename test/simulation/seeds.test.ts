import { describe, expect, test } from "vitest";
import { simulate } from "../../src/testing/simulate.ts";
import known from "./seeds.json" with { type: "json" };

const SEEDS = 500;
const SEEDS_PER_TEST = 50;

describe("every invariant holds and everything ends", () => {
  for (let first = 0; first < SEEDS; first += SEEDS_PER_TEST)
    test(`on the seeds ${first} to ${first + SEEDS_PER_TEST - 1}`, () => {
      let faults = 0;
      let elections = 0;
      let operations = 0;
      let plannedRestarts = 0;
      for (let seed = first; seed < first + SEEDS_PER_TEST; seed++) {
        const result = simulate(seed);
        faults += result.faults;
        elections += result.elections;
        operations += result.operations;
        plannedRestarts += result.plannedRestarts;
      }
      // A schedule that breaks nothing proves nothing.
      expect(faults).toBeGreaterThan(SEEDS_PER_TEST * 3);
      expect(elections).toBeGreaterThan(SEEDS_PER_TEST * 2);
      expect(operations).toBeGreaterThan(SEEDS_PER_TEST * 3);
      expect(plannedRestarts).toBeGreaterThan(SEEDS_PER_TEST / 2);
    });

  for (const { seed, found } of known) test(`on seed ${seed}, which once failed: ${found}`, () => void simulate(seed));
});

describe("a seed", () => {
  test("gives the same run every time", () => {
    for (const seed of [3, 4, 5]) expect(simulate(seed)).toEqual(simulate(seed));
  });

  test("gives another run than its neighbour", () => {
    expect(simulate(3).traceHash).not.toBe(simulate(4).traceHash);
  });
});
