import { expect, it } from "vitest";
import { spent, threadTimes } from "../../../bench/harness/thread-times.ts";

it("adds up what the threads of a name took, new ones from nothing", () => {
  const before = new Map([
    ["millrace-broker 7", 100],
    ["millrace-broker 8", 50],
    ["node 6", 9],
  ]);
  const after = new Map([
    ["millrace-broker 7", 160],
    ["millrace-broker 9", 5],
    ["node 6", 1_009],
  ]);
  expect(spent(before, after, "millrace-broker")).toBe(65);
});

it.runIf(process.platform === "linux")("reads the time of this thread, which only grows", () => {
  const own = `${process.pid}`;
  const timeOf = (): number => [...threadTimes()].find(([name]) => name.endsWith(` ${own}`))?.[1] ?? Number.NaN;
  const first = timeOf();
  for (const until = performance.now() + 9_000; timeOf() <= first && performance.now() < until; ); // works
  expect(first).toBeGreaterThan(0);
  expect(timeOf()).toBeGreaterThan(first);
});
