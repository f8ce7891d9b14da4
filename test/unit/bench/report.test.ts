import { describe, expect, it } from "vitest";
import { type Aim, report } from "../../../bench/harness/report.ts";
import { alternate, type Figures } from "../../../bench/harness/rounds.ts";
import { formatFigure, formatReport } from "../../../bench/harness/table.ts";

const MEASURED = new Map<string, readonly Figures[]>([
  ["ours", [{ rate: 200 }, { rate: 500 }, { rate: 100 }]],
  ["theirs", [{ rate: 100 }, { rate: 100 }, { rate: 100 }]],
]);

function aim(target: Aim["target"]): Aim {
  return { what: "ours to theirs", unit: "times", target, value: (of) => of("ours", "rate") / of("theirs", "rate") };
}

describe("rounds", () => {
  it("measure every side in each, begin with another one, and leave the first ones out", async () => {
    const order: string[] = [];
    const sides = ["a", "b", "c"].map((name) => ({
      name,
      measure: () => Promise.resolve({ turn: order.push(name) }),
    }));
    const measured = await alternate(sides, { rounds: 2, warmRounds: 1 });
    expect(order.join("")).toBe("abcbcacab");
    expect(Object.fromEntries(measured)).toEqual({
      a: [{ turn: 6 }, { turn: 8 }],
      b: [{ turn: 4 }, { turn: 9 }],
      c: [{ turn: 5 }, { turn: 7 }],
    });
  });
});

describe("a report", () => {
  it("judges the median of the rounds' ratios", () => {
    const verdictOf = (target: Aim["target"]) =>
      report({ measured: MEASURED, units: { rate: "records/s" }, aims: [aim(target)] }).verdicts[0];
    expect(verdictOf({ atLeast: 2 })).toMatchObject({ median: 2, low: 1, high: 5, rounds: 3, verdict: "met" });
    expect(verdictOf({ atLeast: 2.1 })?.verdict).toBe("short");
    expect(verdictOf({ atMost: 2 })?.verdict).toBe("met");
    expect(verdictOf({ atMost: 1.9 })?.verdict).toBe("short");
  });

  it("refuses to judge a figure that nobody measured", () => {
    const wrong: Aim = { ...aim({ atLeast: 1 }), value: (of) => of("ours", "speed") };
    expect(() => report({ measured: MEASURED, units: {}, aims: [wrong] })).toThrow(/the side ours measured no speed/);
  });

  it("has a row for each figure that a side has", () => {
    const measured = new Map<string, readonly Figures[]>([...MEASURED, ["third", [{ memory: 5 }]]]);
    const { rows } = report({ measured, units: { rate: "records/s", memory: "MB" }, aims: [] });
    expect(rows.map(({ side, figure, median }) => [side, figure, median])).toEqual([
      ["ours", "rate", 200],
      ["theirs", "rate", 100],
      ["third", "memory", 5],
    ]);
  });

  it("reads as a table", () => {
    const notes = ["measured by hand"];
    const aims = [aim({ atLeast: 3 })];
    const text = formatReport(report({ measured: MEASURED, units: { rate: "records/s" }, aims, notes }));
    expect(text.split("\n")).toEqual([
      "side    figure  median  spread          rounds",
      "ours    rate    0 k/s   0 k/s to 1 k/s  3",
      "theirs  rate    0 k/s   0 k/s to 0 k/s  3",
      "",
      "aim             median  spread            rounds  target     verdict",
      "ours to theirs  2.00 x  1.00 x to 5.00 x  3       >= 3.00 x  short",
      "",
      "measured by hand",
    ]);
  });

  it.each([
    [2_345_678, "records/s", "2.35 M/s"],
    [45_678, "records/s", "46 k/s"],
    [0.4012, "share", "40.1 %"],
    [12.345, "us", "12.3 us"],
    [1_234.5, "ms", "1235 ms"],
    [3, "count", "3"],
  ] as const)("shows %d %s as %s", (value, unit, text) => expect(formatFigure(value, unit)).toBe(text));
});
