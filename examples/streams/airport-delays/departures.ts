/** The flights of vega-datasets as a control room hears of them: when they leave, not when they should have left. */
import { type RawFlights, readRowGroup, rowGroupsOf } from "../../flights/flights-file.ts";
import type { Flight } from "./airport-delays.ts";

export interface Departure {
  readonly code: string;
  /** When the flight should have left, in ms since 1970: local time, read as UTC. */
  readonly scheduledMs: number;
  readonly flight: Flight;
}

const MINUTE_MS = 60_000;

/** The first `count` flights of the file, sorted by the time at which they left. */
export async function readDepartures(count: number): Promise<readonly Departure[]> {
  const departures: Departure[] = [];
  for (const group of await rowGroupsOf(count)) addDepartures(departures, await readRowGroup(group), count);
  return departures.sort((one, other) => leftMs(one) - leftMs(other));
}

function addDepartures(departures: Departure[], flights: RawFlights, count: number): void {
  const rowCount = Math.min(flights.rowEnd, count) - flights.rowStart;
  for (let row = 0; row < rowCount; row++)
    departures.push({
      code: flights.origins[row] as string,
      scheduledMs: flights.dates[row] as number,
      flight: { destination: flights.destinations[row] as string, delayMinutes: Number(flights.delays[row]) },
    });
}

function leftMs({ scheduledMs, flight }: Departure): number {
  return scheduledMs + flight.delayMinutes * MINUTE_MS;
}
