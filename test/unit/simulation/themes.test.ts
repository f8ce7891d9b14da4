import { expect, test } from "vitest";
import { planFor } from "../../../scripts/simulation/themes.ts";

const PLANS = Array.from({ length: 1_000 }, (_, seed) => planFor(seed));

test("one seed in five has a theme, always the same, and all themes come", () => {
  const themed = PLANS.filter((plan) => Object.keys(plan).length > 0);
  expect(themed.length).toBeGreaterThan(150);
  expect(themed.length).toBeLessThan(250);
  expect(new Set(themed.map((plan) => JSON.stringify(plan))).size).toBe(4);
  expect(PLANS.map((_, seed) => planFor(seed))).toEqual(PLANS);
});

test("a seed that is asked for something has none", () => {
  const asked = { brokers: 5 };
  expect(PLANS.map((_, seed) => planFor(seed, asked))).toEqual(PLANS.map(() => asked));
});
