import { describe, expect, test } from "vitest";
import { Progress } from "../../../scripts/simulation/progress.ts";
import { Tally } from "../../../scripts/simulation/tally.ts";
import { progressLine, summaryLines } from "../../../scripts/simulation/texts.ts";
import { noCoverage } from "../../../src/testing/coverage/coverage.ts";
import type { SimulationResult } from "../../../src/testing/index.ts";

function result(seed: number, coverage: Partial<SimulationResult["coverage"]> = {}): SimulationResult {
  return {
    seed,
    steps: 3_000,
    traceHash: 255,
    acknowledged: 200,
    faults: 40,
    operations: 9,
    elections: 12,
    plannedRestarts: 1,
    reclaimed: 0,
    truncations: 0,
    coverage: { ...noCoverage(), ...coverage },
    lives: {},
    virtualMs: 1_300,
    plan: "3 brokers",
  };
}

function tallyOf(count: number): Tally {
  const tally = new Tally();
  for (let seed = 0; seed < count; seed++) tally.add({ seed, result: result(seed, { logTruncated: seed % 2 }) });
  return tally;
}

describe("the progress line", () => {
  test("says how far it is, and when it will be over", () => {
    expect(progressLine(tallyOf(1_200), { seeds: 2_000, ms: undefined }, 30_000)).toBe(
      "1,200/2,000 seeds, 40.0/s, ETA 0:20, 0 failed, 0.43 virtual h, 48K faults, 14K elections",
    );
  });

  test("ends with whichever comes first, the seeds or the time", () => {
    const eta = (seeds: number | undefined, ms: number | undefined) =>
      /ETA (\S+),/.exec(progressLine(tallyOf(100), { seeds, ms }, 10_000))?.[1];
    expect(eta(undefined, 7_210_000)).toBe("2:00:00");
    expect(eta(200, 7_210_000)).toBe("0:10");
    expect(eta(200, 15_000)).toBe("0:05");
    expect(eta(50, undefined)).toBe("0:00");
  });

  test("promises nothing before the first seed", () => {
    expect(progressLine(new Tally(), { seeds: 5, ms: undefined }, 0)).toMatch(/^0\/5 seeds, 0\.0\/s, ETA \?/);
  });

  test("is written over on a terminal, and makes way for what is to stay", () => {
    const written: string[] = [];
    const screen = { isTTY: true, columns: 10, write: (text: string) => written.push(text) > 0 };
    const progress = new Progress(screen, () => "a line longer than the screen");
    progress.say("seed 3 failed");
    progress.end();
    expect(written).toEqual(["\r\u001b[Kseed 3 failed\n", "\r\u001b[Ka line lo", "\r\u001b[K"]);
  });

  test("leaves plain lines elsewhere", () => {
    const written: string[] = [];
    const progress = new Progress({ write: (text: string) => written.push(text) > 0 }, () => "a line");
    progress.say("seed 3 failed");
    progress.end();
    expect(written).toEqual(["seed 3 failed\n"]);
  });
});

describe("the summary", () => {
  test("counts each rare event and the seeds that had it, and names those that never were", () => {
    const lines = summaryLines(tallyOf(10), "0 to 9", 2_000);
    expect(lines.find((line) => line.includes("logTruncated"))).toMatch(/logTruncated +5 +5$/);
    expect(lines.find((line) => line.startsWith("never: "))).toMatch(/electionOfTheDead/);
    expect(lines.at(-1)).toBe("10 seeds (0 to 9) in 2.0 s, 5.0 seeds/s: every invariant held");
  });

  test("says how many failed", () => {
    const tally = tallyOf(3);
    tally.add({ seed: 3, failure: { invariant: "no record is lost", message: "no record is lost: one was" } });
    expect(summaryLines(tally, "0 to 3", 1_000).at(-1)).toMatch(/^4 seeds .*: 1 failed$/);
    expect(tally.failed).toMatchObject([{ seed: 3, invariant: "no record is lost" }]);
  });
});
