import { expect, test } from "vitest";
import { simulate } from "../../src/testing/simulate.ts";

const SEEDS = 100;
const SEEDS_PER_TEST = 25;

for (let first = 0; first < SEEDS; first += SEEDS_PER_TEST)
  test(`no consumer reads over what an unclean election gave up, on the seeds ${first} to ${first + SEEDS_PER_TEST - 1}`, () => {
    let truncations = 0;
    for (let seed = first; seed < first + SEEDS_PER_TEST; seed++)
      truncations += simulate(seed, { mayLoseRecords: true }).truncations;
    expect(truncations, "logs are cut below what was read").toBeGreaterThan(SEEDS_PER_TEST / 2);
  });
