import { describe, expect, test } from "vitest";
import { parseChaosArguments } from "../../../scripts/chaos-options.ts";
import { ChaosTimeline, Failovers } from "../../../src/testing/chaos/chaos-log.ts";
import type { ChaosReport } from "../../../src/testing/chaos/chaos-report.ts";
import { hasPassed, progressText, reportText } from "../../../src/testing/chaos/chaos-text.ts";

const RECORDS = { sent: 1_200, acknowledged: 1_100, failed: 0, unknown: 100, polled: 2_200 };

const REPORT: ChaosReport = {
  seed: 7,
  durationMs: 60_000,
  endingMs: 1_234,
  records: RECORDS,
  recordsPerSecond: 18,
  faults: { "kill broker": 3, fillArena: 11 },
  heldBack: 2,
  elections: 5,
  failoverMs: { count: 4, p50: 20.25, p99: 31, max: 31 },
  stalledMs: 12,
  anomalies: [],
  problems: [],
  timeline: ["    1.000 s  ! kill broker 1"],
};

describe("npm run chaos", () => {
  test("takes what it is told, and says how to run the same again", () => {
    const parsed = parseChaosArguments(["--minutes", "0.5", "--kinds", "kill, hang", "--brokers", "5", "--json"], 99);
    expect(parsed).toEqual({
      kind: "run",
      options: { minutes: 0.5, seed: 99, brokers: 5, kinds: ["kill", "hang"], rate: 20_000, json: true },
      again: "npm run chaos -- --minutes 0.5 --seed 99 --brokers 5 --rate 20000 --kinds kill,hang",
    });
    expect(parseChaosArguments(["--seed", "3"], 99)).toMatchObject({ options: { seed: 3, minutes: 1 } });
  });

  test.each([
    [["--minute", "5"], /unknown option '--minute'/],
    [["--minutes", "0"], /'--minutes <count>'.*more than 0/],
    [["--seed", "x"], /'--seed <number>'.*whole number from 0/],
    [["--brokers", "1"], /'--brokers <count>'.*from 2 to 16/],
    [["--kinds", "kill,slow"], /"slow" is no fault of threads. Give some of kill, restart, pause, hang, fillArena/],
    [["--rate", "-1"], /'--rate <records>'/],
    [["now"], /too many arguments/],
  ])("refuses %j by name", (args, problem) => {
    expect(parseChaosArguments(args, 1)).toMatchObject({
      kind: "stop",
      exitCode: 2,
      problem: expect.stringMatching(problem),
    });
  });

  test("shows the rate since the line before", () => {
    const before = {
      elapsedMs: 1_000,
      records: RECORDS,
      faults: 1,
      elections: 0,
      anomalies: 0,
      phase: "chaos",
    } as const;
    const now = { ...before, elapsedMs: 3_000, records: { ...RECORDS, acknowledged: 41_100 } };
    expect(progressText(now, before)).toBe(
      "   3.0 s  20,000 records/s  41,100 acknowledged  1 faults  0 elections  0 anomalies",
    );
    expect(progressText({ ...now, phase: "healing" }, undefined)).toMatch(/13,700 records\/s.*healing$/);
  });

  test("reports a run that passed without its timeline", () => {
    expect(hasPassed(REPORT)).toBe(true);
    const text = reportText(REPORT, "again");
    expect(text).toMatch(
      /seed 7: passed[\s\S]*1,100 acknowledged[\s\S]*14: 11 fillArena, 3 kill broker[\s\S]*p50 20\.3 ms/,
    );
    expect(text).not.toMatch(/! kill broker|again/);
  });

  test("reports one that failed with what was wrong, the timeline, and how to run it again", () => {
    const anomaly = { kind: "lost write", topic: "orders", partition: 3, detail: "p:5 at 17" } as const;
    const failed = { ...REPORT, anomalies: Array(20).fill(anomaly), problems: ["not settled"], failoverMs: undefined };
    expect(hasPassed(failed)).toBe(false);
    expect(hasPassed({ ...REPORT, problems: ["not settled"] })).toBe(false);
    expect(reportText(failed, "npm run chaos")).toMatch(
      /FAILED[\s\S]*no leader was killed[\s\S]*! kill broker 1[\s\S]*not settled\n {2}lost write in orders-3: p:5 at 17[\s\S]*and 9 more\n\nagain: npm run chaos\n$/,
    );
  });
});

describe("what a run keeps", () => {
  test("are the latest lines of its timeline, and how many came before", () => {
    const timeline = new ChaosTimeline();
    for (let line = 0; line < 5_000; line++) timeline.say(line, `line ${line}`);
    const { lines } = timeline;
    expect(lines).toHaveLength(401);
    expect(lines[0]).toBe("(4600 earlier lines are not kept)");
    expect(lines.at(-1)).toMatch(/^ +4\.999 s {2}line 4999$/);
  });

  test("are failovers up to the first record that was sent after the kill", () => {
    const failovers = new Failovers();
    expect(failovers.percentiles).toBeUndefined();
    failovers.killed([0, 1], 1_000);
    failovers.acknowledged(0, 999, 1_005); // it was on its way
    failovers.acknowledged(2, 1_001, 1_006); // of another leader
    failovers.acknowledged(0, 1_001, 1_030);
    failovers.acknowledged(0, 1_031, 1_040); // the second one
    failovers.acknowledged(1, 1_002, 1_010);
    expect(failovers.percentiles).toEqual({ count: 2, p50: 10, p99: 30, max: 30 });
  });
});
