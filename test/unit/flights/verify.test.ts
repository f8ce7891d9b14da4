import { describe, expect, test } from "vitest";
import { airportCodeBytes } from "../../../examples/flights/airport-code.ts";
import type { ExpectedFigures } from "../../../examples/flights/expected.ts";
import { mergeTallies } from "../../../examples/flights/merge.ts";
import { encodeFlight, VALUE_BYTES } from "../../../examples/flights/record-codec.ts";
import { Tally } from "../../../examples/flights/tally.ts";
import { type Verification, verify } from "../../../examples/flights/verify.ts";
import { madeUpFlights } from "./flights-double.ts";

const ROWS = 5_000;
const PARTITIONS = 4;
const FLIGHTS = madeUpFlights(ROWS);

interface Entry {
  row: number;
  offset: number;
  key: Uint8Array;
  value: Uint8Array;
}

/** What the partitions hold when nothing goes wrong: by origin, in the order of the file. */
function goodLogs(): Entry[][] {
  const logs: Entry[][] = Array.from({ length: PARTITIONS }, () => []);
  const { dataset } = FLIGHTS;
  for (let row = 0; row < ROWS; row++) {
    const origin = dataset.origins[row] as number;
    const log = logs[origin % PARTITIONS] as Entry[];
    const value = new Uint8Array(VALUE_BYTES);
    const [date, delay] = [dataset.dateSeconds[row] as number, dataset.delayMinutes[row] as number];
    encodeFlight(value, row, date, delay, dataset.distanceMiles[row] as number, dataset.destinations[row] as number);
    log.push({ row, offset: log.length, key: airportCodeBytes(origin), value });
  }
  return logs;
}

/** Two consumers read the logs, batch by batch in turn. */
function verified(
  logs: readonly (readonly Entry[])[],
  expected: ReadonlyMap<string, ExpectedFigures> = FLIGHTS.expected,
): Verification {
  const tallies = [new Tally(ROWS, ROWS / 2), new Tally(ROWS, ROWS / 2)];
  const longest = Math.max(...logs.map((log) => log.length));
  for (let start = 0; start < longest; start += 20) {
    logs.forEach((log, partition) => {
      for (const { offset, key, value } of log.slice(start, start + 20)) {
        tallies[partition % 2]?.add(partition, offset, key, value);
      }
    });
  }
  const merged = mergeTallies(
    tallies.map((tally) => tally.result()),
    ROWS,
  );
  return verify(merged, expected, ROWS);
}

/** Offsets as a broker would give them. */
function renumbered(logs: Entry[][]): Entry[][] {
  for (const log of logs) log.forEach((entry, offset) => (entry.offset = offset));
  return logs;
}

function longestLog(logs: Entry[][]): Entry[] {
  return logs.reduce((longest, log) => (log.length > longest.length ? log : longest));
}

describe("the verification", () => {
  test("passes when every flight comes once and in order", () => {
    expect(verified(goodLogs())).toEqual({
      lost: 0,
      doubled: 0,
      outOfOrder: 0,
      damaged: 0,
      aggregatesCompared: FLIGHTS.expected.size,
      aggregatesDifferent: 0,
      passed: true,
    });
  });

  test("finds a lost flight and the aggregate that misses it", () => {
    const logs = goodLogs();
    longestLog(logs).splice(100, 1);
    expect(verified(renumbered(logs))).toMatchObject({
      lost: 1,
      doubled: 0,
      outOfOrder: 0,
      aggregatesDifferent: 1,
      passed: false,
    });
  });

  test("finds a lost tail, which leaves no gap", () => {
    const logs = goodLogs();
    longestLog(logs).splice(-3);
    expect(verified(logs)).toMatchObject({ lost: 3, outOfOrder: 0, passed: false });
  });

  test("finds a flight that was appended twice", () => {
    const logs = goodLogs();
    const log = longestLog(logs);
    log.splice(100, 0, { ...(log[99] as Entry) });
    expect(verified(renumbered(logs))).toMatchObject({
      lost: 0,
      doubled: 1,
      outOfOrder: 0,
      aggregatesDifferent: 1,
      passed: false,
    });
  });

  test("finds a batch that was repeated later, as doubled and as out of order", () => {
    const logs = goodLogs();
    const log = longestLog(logs);
    log.splice(110, 0, ...log.slice(90, 100).map((entry) => ({ ...entry })));
    const result = verified(renumbered(logs));
    expect(result).toMatchObject({ lost: 0, doubled: 10, outOfOrder: 1, passed: false });
  });

  test("finds a flight that both consumers have seen", () => {
    const logs = goodLogs();
    const [source, target] = [0, 1].map((consumer) =>
      longestLog(logs.filter((_, partition) => partition % 2 === consumer)),
    ) as [Entry[], Entry[]];
    target.push({ ...(source[0] as Entry), offset: target.length });
    expect(verified(logs)).toMatchObject({ lost: 0, doubled: 1, passed: false });
  });

  test("finds two flights that changed places", () => {
    const logs = goodLogs();
    const log = longestLog(logs);
    [log[50], log[51]] = [log[51] as Entry, log[50] as Entry];
    expect(verified(renumbered(logs))).toMatchObject({
      lost: 0,
      doubled: 0,
      outOfOrder: 1,
      aggregatesDifferent: 0,
      passed: false,
    });
  });

  test("finds an offset that was skipped", () => {
    const logs = goodLogs();
    for (const entry of longestLog(logs).slice(70)) entry.offset++;
    expect(verified(logs)).toMatchObject({ lost: 0, outOfOrder: 1, aggregatesDifferent: 0, passed: false });
  });

  test("finds a delay that changed on the way", () => {
    const logs = goodLogs();
    const value = (longestLog(logs)[10] as Entry).value;
    value[8] = (value[8] as number) ^ 1;
    expect(verified(logs)).toMatchObject({ lost: 0, damaged: 0, aggregatesDifferent: 1, passed: false });
  });

  test.each([
    ["a value of another length", (entry: Entry) => (entry.value = entry.value.slice(1)), 1],
    ["a key that is no airport", (entry: Entry) => (entry.key = Uint8Array.of(1, 2, 3)), 0],
    ["a row that the file does not have", (entry: Entry) => entry.value.fill(0xff, 0, 4), 1],
    ["a date that the file does not have", (entry: Entry) => entry.value.fill(0, 4, 8), 0],
  ])("finds %s", (_name, damage, lost) => {
    const logs = goodLogs();
    damage(longestLog(logs)[10] as Entry);
    expect(verified(logs)).toMatchObject({ lost, damaged: 1, aggregatesDifferent: 1, passed: false });
  });

  test("finds aggregates that only one side has, and a percentile that differs alone", () => {
    const expected = new Map(FLIGHTS.expected);
    const [first, second, third] = [...expected.keys()] as [string, string, string];
    expected.delete(first);
    expected.set("ZZZ 2001-01-01", { flights: 1, delaySum: 1, percentile95: 1 });
    const figures = expected.get(second) as ExpectedFigures;
    expected.set(second, { ...figures, percentile95: figures.percentile95 + 1 });
    const other = expected.get(third) as ExpectedFigures;
    expected.set(third, { ...other, delaySum: other.delaySum + 1 });
    expect(verified(goodLogs(), expected)).toMatchObject({
      aggregatesCompared: FLIGHTS.expected.size + 1,
      aggregatesDifferent: 4,
      passed: false,
    });
  });
});
