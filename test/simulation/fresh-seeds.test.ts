// The one place whose outcome is drawn anew each time. A seed that fails here is a bug, found by luck, and repeats.
import { expect, test } from "vitest";
import { simulate } from "../../src/testing/simulate.ts";

const SEEDS = 5;

/** The message comes first, so that it is in every summary of failed tests. */
function simulateFresh(seed: number, run: (seed: number) => unknown = simulate): void {
  try {
    run(seed);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const how = `repeat it with: npm run simulate -- --seed ${seed}, then note it in seeds.json`;
    throw new Error(`the fresh seed ${seed} fails; ${how}\n${what}`, { cause });
  }
}

for (let nth = 1; nth <= SEEDS; nth++)
  test(`every invariant holds on a seed that nobody has tried yet (${nth} of ${SEEDS})`, () => {
    simulateFresh(Math.floor(Math.random() * 2 ** 31));
  });

test("a fresh seed that fails is named, and how to repeat it", () => {
  const failing = (): void => {
    throw new Error("a record is lost");
  };
  expect(() => simulateFresh(7, failing)).toThrow(/^the fresh seed 7 fails.*--seed 7,.*\na record is lost$/);
});
