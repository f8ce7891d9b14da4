import { describe, expect, it } from "vitest";
import { Latencies } from "../../../bench/harness/latency.ts";
import { median, percentile, spread, summarize } from "../../../bench/harness/statistics.ts";

const HUNDRED = Array.from({ length: 100 }, (_, index) => 100 - index);

describe("the bench's statistics", () => {
  it("take the middle sample, or the mean of the two in the middle, whatever their order", () => {
    expect(median([3])).toBe(3);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("sort by size, not as text", () => expect(median([10, 9, 100])).toBe(10));

  it("give a percentile that is one of the samples", () => {
    expect(percentile(HUNDRED, 0.5)).toBe(50);
    expect(percentile(HUNDRED, 0.99)).toBe(99);
    expect(percentile(HUNDRED, 1)).toBe(100);
    expect(percentile(HUNDRED, 0)).toBe(1);
    expect(percentile([7, 8], 0.99)).toBe(8);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("leave the samples as they are", () => {
    const samples = [3, 1, 2];
    summarize(samples);
    percentile(samples, 0.5);
    expect(samples).toEqual([3, 1, 2]);
  });

  it("name both ends", () => {
    expect(spread([5, 2, 9])).toEqual({ low: 2, high: 9 });
    expect(summarize([5, 2, 9])).toEqual({ median: 5, low: 2, high: 9, rounds: 3 });
  });
});

describe("latencies", () => {
  it("come out in microseconds, within a thousandth", () => {
    const latencies = new Latencies();
    for (let us = 1; us <= 1_000; us++) latencies.add(us * 1_000);
    const { p50Us, p99Us, p999Us, maxUs } = latencies.figures();
    expect(latencies.count).toBe(1_000);
    const tolerance = 1.5;
    for (const [seen, expected] of [
      [p50Us, 500],
      [p99Us, 990],
      [p999Us, 999],
      [maxUs, 1_000],
    ] as const)
      expect(Math.abs(seen - expected)).toBeLessThanOrEqual(tolerance);
  });

  it("keep a stall of seconds beside microseconds", () => {
    const latencies = new Latencies();
    latencies.add(20_000);
    latencies.add(3e9);
    latencies.add(-5); // a clock that is read twice is never a reason to fail
    expect(latencies.figures().maxUs).toBeGreaterThan(2.99e6);
    expect(latencies.count).toBe(3);
  });
});
