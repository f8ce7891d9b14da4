import { describe, expect, test } from "vitest";
import { exploreLanes, type LanesRules } from "./lanes-model.ts";

const RULES: LanesRules = {
  producers: 2,
  flushes: [
    { control: 1, data: 2 },
    { control: 0, data: 1 },
    { control: 1, data: 1 },
  ],
  deaths: false,
};

describe("every schedule of two producers with a control and a data ring each, and one bell", () => {
  test("ends with everything read", () => {
    const { states, ends } = exploreLanes(RULES);
    expect(states).toBeGreaterThan(10_000);
    expect(ends).toBeGreaterThan(0);
  });

  test("also when producers die between any two accesses", () => {
    const flushes = RULES.flushes.slice(0, 2);
    const { states } = exploreLanes({ ...RULES, flushes, deaths: true });
    expect(states).toBeGreaterThan(exploreLanes({ ...RULES, flushes }).states);
  });
});

describe("the exploration finds", () => {
  test("a flush that rings before its data is published", () => {
    expect(() => exploreLanes({ ...RULES, mistake: "ringsBeforeData" })).toThrow("lost wake-up");
  });

  test("a death after a publication for which nobody rings", () => {
    expect(() => exploreLanes({ ...RULES, deaths: true, mistake: "deathWithoutBells" })).toThrow("lost wake-up");
  });
});

test("the rings kept in the parked word are enough for a sleeper that looks at data only", () => {
  expect(exploreLanes({ ...RULES, mistake: "looksAtDataOnly" }).ends).toBeGreaterThan(0);
});
