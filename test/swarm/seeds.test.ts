// 2,000 seeds on all cores: this kind of tests has them for itself. One pool works on all slices; each test waits for its own.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SeedPool } from "../../scripts/simulation/seed-pool.ts";
import { RARE_EVENTS, type RareEvent } from "../../src/testing/coverage/coverage.ts";
import { Slices } from "./slices.ts";

const SEEDS = 2_000;
const UNCLEAN_SEEDS = 100;
const SLICE_SEEDS = 100;
const EVENTS = Object.keys(RARE_EVENTS) as RareEvent[];

const pool = new SeedPool();
const seeds = new Slices({ pool, first: 0, count: SEEDS, sliceSeeds: SLICE_SEEDS });
const unclean = new Slices({
  pool,
  first: 0,
  count: UNCLEAN_SEEDS,
  sliceSeeds: UNCLEAN_SEEDS,
  plan: { mayLoseRecords: true },
});
let running: Promise<void> = Promise.resolve();

beforeAll(() => {
  running = seeds.run().then(() => unclean.run());
});

afterAll(async () => {
  await running;
  await pool.close();
});

describe("every invariant holds and everything ends", () => {
  for (let first = 0; first < SEEDS; first += SLICE_SEEDS)
    test(`on the seeds ${first} to ${first + SLICE_SEEDS - 1}`, async () => {
      const { faults, elections, operations, plannedRestarts } = await seeds.of(first);
      // A schedule that breaks nothing proves nothing.
      expect(faults).toBeGreaterThan(SLICE_SEEDS * 3);
      expect(elections).toBeGreaterThan(SLICE_SEEDS * 2);
      expect(operations).toBeGreaterThan(SLICE_SEEDS * 3);
      expect(plannedRestarts).toBeGreaterThan(SLICE_SEEDS / 2);
    });

  test(`on the seeds 0 to ${UNCLEAN_SEEDS - 1} where unclean elections give records up`, async () => {
    const { truncations } = await unclean.of(0);
    expect(truncations, "logs are cut below what was read").toBeGreaterThan(UNCLEAN_SEEDS / 2);
  });
});

describe(`in the seeds 0 to ${SEEDS - 1} this happens:`, () => {
  test.each(EVENTS)("%s", async (event) => {
    await running;
    expect(seeds.total.coverage[event], RARE_EVENTS[event]).toBeGreaterThan(0);
  });
});
