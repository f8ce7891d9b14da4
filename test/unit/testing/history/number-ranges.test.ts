import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NumberRanges } from "../../../../src/testing/history/number-ranges.ts";

describe("runs of numbers", () => {
  test("take one entry each", () => {
    const ranges = new NumberRanges();
    for (let number = 0; number < 1_000; number++) ranges.add(number);
    ranges.add(2_000, 3_000);
    expect([...ranges]).toEqual([
      { first: 0, last: 999 },
      { first: 2_000, last: 3_000 },
    ]);
    ranges.add(1_000, 1_999);
    expect(ranges.size).toBe(1);
  });

  test("are the set of what was added", () => {
    const range = fc.tuple(fc.nat(40), fc.nat(6)).map(([first, more]) => [first, first + more] as const);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), range, (added, [first, last]) => {
        const ranges = new NumberRanges();
        const set = new Set<number>();
        for (const [from, to] of added) {
          ranges.add(from, to);
          for (let number = from; number <= to; number++) set.add(number);
        }
        const runs = [...set].filter((number) => !set.has(number - 1)).sort((a, b) => a - b);
        expect([...ranges].map((run) => run.first)).toEqual(runs);
        for (let number = 0; number < 50; number++) expect(ranges.has(number)).toBe(set.has(number));
        const missing = Array.from({ length: last - first + 1 }, (_, index) => first + index).find((n) => !set.has(n));
        expect(ranges.firstMissing(first, last)).toBe(missing);
      }),
    );
  });
});
