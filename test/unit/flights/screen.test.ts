import { describe, expect, test } from "vitest";
import { Pacer, recordsPerSample } from "../../../examples/flights/pacer.ts";
import { Progress, type ProgressState } from "../../../examples/flights/progress.ts";
import { renderTable } from "../../../examples/flights/table.ts";
import { durationText, fitted, listText, rateText } from "../../../examples/flights/text-format.ts";

class OutputDouble {
  readonly isTTY: boolean;
  readonly columns = 60;
  text = "";

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }
}

function state(done: number): ProgressState {
  return { label: "flights read:", done, total: 1000, counts: [["read", done]] };
}

describe("progress on a terminal", () => {
  test("redraws one line, at most ten times a second, within the width", () => {
    const output = new OutputDouble(true);
    const progress = new Progress(output);
    progress.show(state(0), 0);
    progress.show(state(100), 50);
    progress.show({ ...state(500), note: "a note that is far too long for this terminal" }, 100);
    const draws = output.text.split("\r\x1b[2K").slice(1);
    expect(draws).toHaveLength(2);
    expect(draws[1]).toMatch(/^█{12}░{12} {2}50 % {2}flights read: 500 of/);
    expect(output.text).not.toContain("\n");
    for (const draw of draws) expect(draw.length).toBeLessThan(60);
  });

  test("puts news above the line", () => {
    const output = new OutputDouble(true);
    const progress = new Progress(output);
    progress.show(state(0), 0);
    progress.say("broker 2 killed");
    progress.end();
    expect(output.text.endsWith("\r\x1b[2Kbroker 2 killed\n")).toBe(true);
  });
});

describe("progress elsewhere", () => {
  test("is a plain line a second with the rate since the last", () => {
    const output = new OutputDouble(false);
    const progress = new Progress(output);
    for (let ms = 0; ms <= 2000; ms += 100) progress.show(state(ms / 4), ms);
    progress.say("done");
    expect(output.text).toBe(
      "flights read: 0 of 1,000  read -\nflights read: 250 of 1,000  read 250/s\nflights read: 500 of 1,000  read 250/s\ndone\n",
    );
  });

  test("is nothing without an output", () => {
    const progress = new Progress(undefined);
    progress.show(state(1), 0);
    progress.say("done");
    progress.end();
  });
});

describe("a table", () => {
  test("aligns its columns to the widest cell", () => {
    const columns = [
      { title: "airport", align: "left" },
      { title: "min", align: "right" },
    ] as const;
    expect(
      renderTable(columns, [
        ["JFK", "12.3"],
        ["a longer name", "9"],
      ]),
    ).toEqual(["airport         min", "─────────────  ────", "JFK            12.3", "a longer name     9"]);
  });
});

describe("texts", () => {
  test.each([
    [1_460_000, "1.46 M/s"],
    [999_600, "1.00 M/s"],
    [612_345, "612 k/s"],
    [84, "84/s"],
    [Number.POSITIVE_INFINITY, "-"],
  ])("%d per second is %s", (rate, text) => expect(rateText(rate)).toBe(text));

  test.each([
    [0.42, "0.4 ms"],
    [38.4, "38 ms"],
    [2150, "2.15 s"],
  ])("%d ms is %s", (ms, text) => expect(durationText(ms)).toBe(text));

  test("lists and cuts", () => {
    expect(listText("partition", [3])).toBe("partition 3");
    expect(listText("partition", [0, 2, 5])).toBe("partitions 0, 2 and 5");
    expect(fitted("abcdef", 4)).toBe("abc…");
  });
});

describe("the pacer", () => {
  test("keeps to the line from the start, also after a standstill", () => {
    const pacer = new Pacer(2000, 100);
    expect(pacer.allowed(100)).toBe(1);
    expect(pacer.allowed(1100)).toBe(2001);
    expect(pacer.waitMs(2001, 1100)).toBeCloseTo(0.5);
    expect(pacer.waitMs(10, 5000)).toBe(0);
  });

  test("has no limit at 0", () => {
    expect(new Pacer(0, 0).allowed(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test("samples about every quarter of a millisecond, never two in a row", () => {
    expect([0, 10_000_000, 200_000, 100].map(recordsPerSample)).toEqual([256, 256, 50, 2]);
  });
});
