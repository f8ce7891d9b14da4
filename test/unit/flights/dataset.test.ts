import { describe, expect, test } from "vitest";
import { airportCodeText } from "../../../examples/flights/airport-code.ts";
import { type Dataset, originCodes } from "../../../examples/flights/dataset.ts";
import type { ExpectedFigures } from "../../../examples/flights/expected.ts";
import { csvFields, readAirports, rowGroupsOf } from "../../../examples/flights/flights-file.ts";
import { loadFlights } from "../../../examples/flights/load.ts";

function range(values: Int32Array | Int16Array | Uint16Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function isInTimeOrder({ dateSeconds }: Dataset): boolean {
  return dateSeconds.every((date, row) => row === 0 || date >= (dateSeconds[row - 1] as number));
}

function flightsIn(figures: ReadonlyMap<string, ExpectedFigures>): number {
  return [...figures.values()].reduce((sum, { flights }) => sum + flights, 0);
}

describe("the flights file", () => {
  test("holds three million flights from 229 airports on 39,952 airport-days", { timeout: 60_000 }, async () => {
    let rowsRead = 0;
    const { dataset, expected } = await loadFlights(3_000_000, (rows) => {
      rowsRead = rows;
    });
    const airports = await readAirports();
    expect(rowsRead).toBe(3_000_000);
    expect(originCodes(dataset)).toHaveLength(229);
    expect(expected.size).toBe(39_952);
    expect(flightsIn(expected)).toBe(3_000_000);
    expect(range(dataset.delayMinutes)).toEqual([-1116, 1688]);
    expect(range(dataset.distanceMiles)).toEqual([21, 4962]);
    expect(range(dataset.dateSeconds).map((date) => new Date(date * 1000).toISOString())).toEqual([
      "2001-01-01T00:01:00.000Z",
      "2001-07-01T00:00:00.000Z",
    ]);
    expect(isInTimeOrder(dataset)).toBe(true);
    expect(originCodes(dataset).filter((code) => !airports.has(airportCodeText(code)))).toEqual([]);
  });

  test("can be read in part", async () => {
    const { dataset, expected } = await loadFlights(1_000, () => undefined);
    expect(dataset.rowCount).toBe(1_000);
    expect(flightsIn(expected)).toBe(1_000);
    expect(await rowGroupsOf(1_000)).toHaveLength(1);
    expect(await rowGroupsOf(272_728)).toHaveLength(2);
  });

  test("has airport names with commas in quotes", async () => {
    expect(csvFields('BTR,"Baton Rouge, ""Ryan""",,LA')).toEqual(["BTR", 'Baton Rouge, "Ryan"', "", "LA"]);
    expect((await readAirports()).get("BTR")).toEqual({
      name: "Baton Rouge Metropolitan, Ryan",
      city: "Baton Rouge",
      state: "LA",
    });
  });
});
