/** The ranking of the end screen. */
import { airportCodeText } from "./airport-code.ts";
import { type AirportDays, codeOfKey, dayOfKey, delaysOfCell } from "./airport-days.ts";
import { dayText } from "./calendar.ts";
import { percentileOfSorted } from "./percentile.ts";

export interface AirportRank {
  readonly code: string;
  readonly flights: number;
  readonly meanDelayMinutes: number;
  readonly percentile95Minutes: number;
  readonly worstDay: { readonly date: string; readonly meanDelayMinutes: number; readonly flights: number } | undefined;
}

export interface RankLimits {
  readonly airports: number;
  /** An airport with fewer flights is left out: a few bad days would put it on top. */
  readonly flightsMin: number;
  /** The same for a day of an airport. */
  readonly dayFlightsMin: number;
}

/** An airport needs one flight in 600 (5,000 of all) and at least 30; a day needs ten. */
export function rankLimits(rowCount: number): RankLimits {
  return { airports: 10, flightsMin: Math.max(30, Math.floor(rowCount / 600)), dayFlightsMin: 10 };
}

/** The airports with the highest mean delay, worst first. */
export function worstAirports(table: AirportDays, limits: RankLimits): readonly AirportRank[] {
  const ranks: AirportRank[] = [];
  for (let first = 0; first < table.keys.length; ) {
    const code = codeOfKey(table.keys[first] as number);
    let end = first + 1;
    while (end < table.keys.length && codeOfKey(table.keys[end] as number) === code) end++;
    const rank = rankOf(table, first, end, limits);
    if (rank.flights >= limits.flightsMin) ranks.push(rank);
    first = end;
  }
  return ranks.sort((left, right) => right.meanDelayMinutes - left.meanDelayMinutes).slice(0, limits.airports);
}

function rankOf(table: AirportDays, first: number, end: number, limits: RankLimits): AirportRank {
  const delays = table.delays.slice(table.starts[first], table.starts[end]).sort();
  let delaySum = 0;
  let worstDay: AirportRank["worstDay"];
  for (let cell = first; cell < end; cell++) {
    const cellSum = table.delaySums[cell] as number;
    delaySum += cellSum;
    const flights = delaysOfCell(table, cell).length;
    const meanDelayMinutes = cellSum / flights;
    if (
      flights >= limits.dayFlightsMin &&
      meanDelayMinutes > (worstDay?.meanDelayMinutes ?? Number.NEGATIVE_INFINITY)
    ) {
      worstDay = { date: dayText(dayOfKey(table.keys[cell] as number)), meanDelayMinutes, flights };
    }
  }
  return {
    code: airportCodeText(codeOfKey(table.keys[first] as number)),
    flights: delays.length,
    meanDelayMinutes: delaySum / delays.length,
    percentile95Minutes: percentileOfSorted(delays, 95),
    worstDay,
  };
}
