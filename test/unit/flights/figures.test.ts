import { describe, expect, test } from "vitest";
import { airportCodeOfText } from "../../../examples/flights/airport-code.ts";
import { AirportDaysBuilder, cellKey, delaysOfCell } from "../../../examples/flights/airport-days.ts";
import { dayOfSeconds, dayText } from "../../../examples/flights/calendar.ts";
import { expectedFigures, expectedPart } from "../../../examples/flights/expected.ts";
import { mergeAirportDays } from "../../../examples/flights/merge.ts";
import { nearestRankIndex, percentileOfSorted } from "../../../examples/flights/percentile.ts";
import { worstAirports } from "../../../examples/flights/worst-airports.ts";

describe("the 95th percentile", () => {
  test.each([
    [1, 0],
    [2, 1],
    [19, 18],
    [20, 18], // 19 of 20 are exactly 95 %
    [21, 19],
    [100, 94],
    [101, 95],
  ])("of %i values is the one with index %i", (count, index) => {
    expect(nearestRankIndex(count, 95)).toBe(index);
  });

  test("is the smallest value that at least 95 % of the values do not exceed", () => {
    for (let count = 1; count <= 300; count++) {
      const index = nearestRankIndex(count, 95);
      expect(100 * (index + 1)).toBeGreaterThanOrEqual(95 * count);
      expect(100 * index).toBeLessThan(95 * count);
    }
  });

  test("of nothing does not exist", () => {
    expect(() => percentileOfSorted([], 95)).toThrow(RangeError);
  });
});

describe("the calendar", () => {
  test("starts on the first of January 2001 and changes the day at midnight", () => {
    const midnight = Date.UTC(2001, 0, 2) / 1000;
    expect(dayText(dayOfSeconds(midnight - 1))).toBe("2001-01-01");
    expect(dayText(dayOfSeconds(midnight))).toBe("2001-01-02");
    expect(dayOfSeconds(Date.UTC(2001, 6, 1) / 1000)).toBe(181);
  });
});

describe("airport-days", () => {
  const ord = airportCodeOfText("ORD");
  const jfk = airportCodeOfText("JFK");

  test("are grouped, summed and sorted, also beyond the size expected", () => {
    const builder = new AirportDaysBuilder(1);
    for (let delay = 100; delay > 0; delay--) builder.add(delay % 2 === 0 ? ord : jfk, 3, delay);
    const table = builder.build();
    expect([...table.keys]).toEqual([cellKey(jfk, 3), cellKey(ord, 3)]);
    expect([...table.delaySums]).toEqual([2500, 2550]);
    expect([...delaysOfCell(table, 1)]).toEqual(Array.from({ length: 50 }, (_, index) => 2 * index + 2));
  });

  test("of several consumers are joined, even when they share a cell", () => {
    const builders = [new AirportDaysBuilder(4), new AirportDaysBuilder(4)] as const;
    builders[0].add(ord, 0, 5);
    builders[0].add(ord, 0, -7);
    builders[1].add(ord, 0, 1);
    builders[1].add(jfk, 1, 9);
    const table = mergeAirportDays(builders.map((builder) => builder.build()));
    expect([...table.keys]).toEqual([cellKey(jfk, 1), cellKey(ord, 0)]);
    expect([...delaysOfCell(table, 1)]).toEqual([-7, 1, 5]);
    expect([...table.delaySums]).toEqual([9, -1]);
  });

  test("are ranked by mean delay, with few flights left out", () => {
    const builder = new AirportDaysBuilder(16);
    for (const [code, day, delay] of [
      [ord, 0, 10],
      [ord, 0, 20],
      [ord, 1, 60],
      [ord, 1, 70],
      [jfk, 0, 30],
      [jfk, 0, 32],
      [airportCodeOfText("BGR"), 0, 999],
    ] as const) {
      builder.add(code, day, delay);
    }
    const ranks = worstAirports(builder.build(), { airports: 10, flightsMin: 2, dayFlightsMin: 2 });
    expect(ranks).toEqual([
      {
        code: "ORD",
        flights: 4,
        meanDelayMinutes: 40,
        percentile95Minutes: 70,
        worstDay: { date: "2001-01-02", meanDelayMinutes: 65, flights: 2 },
      },
      {
        code: "JFK",
        flights: 2,
        meanDelayMinutes: 31,
        percentile95Minutes: 32,
        worstDay: { date: "2001-01-01", meanDelayMinutes: 31, flights: 2 },
      },
    ]);
  });
});

describe("the expected figures", () => {
  test("go on from one part of the file to the next", () => {
    const day = Date.UTC(2001, 0, 5);
    const parts = [
      expectedPart(["ORD", "JFK", "ORD"], [day, day, day], [5n, -3n, 7n], 3),
      expectedPart(["ORD", "ORD"], [day + 60_000, day + 86_400_000], [100n, 1n], 2),
    ];
    expect(Object.fromEntries(expectedFigures(parts))).toEqual({
      "ORD 2001-01-05": { flights: 3, delaySum: 112, percentile95: 100 },
      "JFK 2001-01-05": { flights: 1, delaySum: -3, percentile95: -3 },
      "ORD 2001-01-06": { flights: 1, delaySum: 1, percentile95: 1 },
    });
  });

  test("leave out rows beyond the count", () => {
    const part = expectedPart(["ORD", "JFK"], [0, 0], [1n, 2n], 1);
    expect(part.airportDays).toEqual(["ORD 1970-01-01"]);
  });
});
