import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planFor } from "../../scripts/simulation/themes.ts";
import { simulate } from "../../src/testing/simulate.ts";
import known from "./seeds.json" with { type: "json" };

/** What a seed draws changes with the simulation: its bug, if it was one of the product, has a test of its own as well. */
interface KnownSeed {
  readonly seed: number;
  readonly found: string;
  readonly test?: string;
}

const REPOSITORY = new URL("../../", import.meta.url);

describe("every invariant holds and everything ends", () => {
  for (const { seed, found, test: own } of known as readonly KnownSeed[])
    test(`on seed ${seed}, which once failed: ${found}`, () => {
      if (own !== undefined) expect(existsSync(new URL(own, REPOSITORY)), own).toBe(true);
      simulate(seed, planFor(seed));
    });
});

describe("a seed", () => {
  test("gives the same run every time", () => {
    for (const seed of [3, 4, 5]) expect(simulate(seed)).toEqual(simulate(seed));
  });

  test("gives another run than its neighbour", () => {
    expect(simulate(3).traceHash).not.toBe(simulate(4).traceHash);
  });
});
