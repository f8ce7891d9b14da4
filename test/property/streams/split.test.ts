// Splitting the input of any topology of Java's oracle at any place, and going on with a new process that has what the
// cluster has, changes nothing: neither outputs nor stores nor dropped records, which are Java's to the end.
import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { readGolden } from "../../golden/streams/golden-file.ts";
import { seedDifference } from "../../golden/streams/judge.ts";
import { allTopologies } from "../../golden/streams/topologies/all.ts";
import { CACHED_WINDOWS, NOT_SPLIT } from "./not-split.ts";

const entries = [...allTopologies().values()].filter(({ name }) => !NOT_SPLIT.has(name));
const SEEDS_WITH_EVERY_SPLIT = Number(process.env["SPLIT_SEEDS"] ?? 2);
const SEEDS_WITH_ONE_SPLIT = Number(process.env["SPLIT_SEEDS"] ?? 4);

describe("a run that is split goes on as if it was not", () => {
  test.each(entries)("$name", (entry) => {
    const read = readGolden(entry.name);
    const golden = CACHED_WINDOWS.has(entry.name) ? { ...read, stores: [] } : read;
    const random = new Random(entry.name.length);
    for (const seed of golden.seeds.slice(0, SEEDS_WITH_EVERY_SPLIT)) {
      const difference = seedDifference(entry, golden, seed, (run, step) => {
        if (step > 0) run.restart();
      });
      expect(difference ?? "", "split after every step").toBe("");
    }
    for (const seed of golden.seeds.slice(-SEEDS_WITH_ONE_SPLIT)) {
      const split = random.between(1, seed.results.length - 1);
      const difference = seedDifference(entry, golden, seed, (run, step) => {
        if (step === split) run.restart();
      });
      expect(difference ?? "", `split before step ${split}`).toBe("");
    }
  });
});
