import { describe, expect, test } from "vitest";
import { EpochCache } from "../../../src/log/epoch-cache.ts";

function cacheOf(...entries: [epoch: number, startOffset: number][]): EpochCache {
  const cache = new EpochCache();
  for (const [epoch, startOffset] of entries) cache.assign(epoch, startOffset);
  return cache;
}

describe("the epoch cache", () => {
  test.each([
    { asked: 2, end: { epoch: 2, endOffset: 20 } },
    { asked: 3, end: { epoch: 2, endOffset: 20 } },
    { asked: 4, end: { epoch: 4, endOffset: 30 } },
    { asked: 6, end: { epoch: 6, endOffset: 99 } },
    { asked: 1, end: { epoch: 1, endOffset: 10 } }, // before everything known
    { asked: 7, end: undefined },
  ])("ends epoch $asked at $end.endOffset", ({ asked, end }) => {
    expect(cacheOf([2, 10], [4, 20], [6, 30]).endOffsetFor(asked, 99)).toEqual(end);
  });

  test("forgets an epoch in which nothing was written when the next one begins", () => {
    const cache = cacheOf([1, 0], [2, 5], [3, 5]);
    expect(cache.endOffsetFor(2, 9)).toEqual({ epoch: 1, endOffset: 5 });
    expect(cache.epochAt(5)).toBe(3);
    expect(cache.epochAt(4)).toBe(1);
  });

  test("does not grow with elections of a partition that nobody writes to", () => {
    const cache = cacheOf([0, 0]);
    for (let epoch = 1; epoch <= 1_000; epoch++) cache.assign(epoch, 10);
    expect(cache.entries).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 1_000, startOffset: 10 },
    ]);
  });

  test("knows nothing when it is empty", () => {
    expect(new EpochCache().endOffsetFor(0, 5)).toBeUndefined();
    expect(new EpochCache().latest).toBe(-1);
  });

  test("never goes back", () => {
    const cache = cacheOf([3, 10]);
    expect(() => cache.assign(2, 12)).toThrow(/does not go back/);
    expect(() => cache.assign(4, 9)).toThrow(/does not start before/);
    cache.assign(3, 50);
    expect(cache.entries).toEqual([{ epoch: 3, startOffset: 10 }]);
  });

  test("is truncated from the end", () => {
    const cache = cacheOf([1, 0], [2, 5], [3, 9]);
    cache.truncate(9);
    expect(cache.latest).toBe(2);
    cache.truncate(6);
    expect(cache.latest).toBe(2);
    cache.truncate(0);
    expect(cache.latest).toBe(-1);
  });
});
