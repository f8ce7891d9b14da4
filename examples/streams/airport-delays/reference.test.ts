import { describe, expect, test } from "vitest";
import { TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { AIRPORTS, airportDelays, airportDelaysOutput, FLIGHTS } from "./airport-delays.ts";
import { type Departure, readDepartures } from "./departures.ts";

const HOUR = 3_600_000;
const FLIGHT_COUNT = 20_000;
const AIRPORT = { name: "An airport", city: "A city" };

interface Results {
  /** Flights and the sum of their delays in minutes, by airport and start of the hour. */
  readonly closed: ReadonlyMap<string, readonly [flights: number, minutes: number]>;
  readonly late: number;
}

/** The same by hand: what grace and closing mean, in a few lines. */
function byHand(departures: readonly Departure[], graceMs: number): Results {
  const hours = new Map<string, { endMs: number; flights: number; minutes: number }>();
  let streamTimeMs = -1;
  let late = 0;
  for (const { code, scheduledMs, flight } of departures) {
    streamTimeMs = Math.max(streamTimeMs, scheduledMs);
    const startMs = scheduledMs - (scheduledMs % HOUR);
    const endMs = startMs + HOUR;
    if (endMs + graceMs <= streamTimeMs) late++;
    else {
      const { flights, minutes } = hours.get(`${code} ${startMs}`) ?? { flights: 0, minutes: 0 };
      hours.set(`${code} ${startMs}`, { endMs, flights: flights + 1, minutes: minutes + flight.delayMinutes });
    }
  }
  const closed = [...hours].filter(([, { endMs }]) => endMs + graceMs <= streamTimeMs);
  return { closed: new Map(closed.map(([hour, { flights, minutes }]) => [hour, [flights, minutes]])), late };
}

function byTopology(departures: readonly Departure[], graceMs: number, final: "emit-on-close" | "suppress"): Results {
  using driver = new TopologyTestDriver(airportDelays({ windowMs: HOUR, graceMs, final }));
  const airports = driver.createInputTopic(AIRPORTS.topic, AIRPORTS.key, AIRPORTS.value);
  for (const code of new Set(departures.map(({ code }) => code))) airports.pipeInput(code, AIRPORT);
  const flights = driver.createInputTopic(FLIGHTS.topic, FLIGHTS.key, FLIGHTS.value);
  for (const { code, flight, scheduledMs } of departures) flights.pipeInput(code, flight, scheduledMs);

  const output = airportDelaysOutput(HOUR);
  const records = driver.createOutputTopic(output.topic, output.key, output.value).readKeyValuesToList();
  const closed = new Map<string, [number, number]>();
  for (const [hour, delays] of records) {
    if (hour === null || delays === null) throw new Error("a result has neither key nor value");
    closed.set(`${hour.key} ${hour.window.startMs}`, [delays.flights, Math.round(delays.meanMinutes * delays.flights)]);
  }
  expect(records).toHaveLength(closed.size);
  return { closed, late: driver.counters?.dropped.get("expired-window") ?? 0 };
}

describe(`the first ${FLIGHT_COUNT} flights, in the order in which they left`, async () => {
  const departures = await readDepartures(FLIGHT_COUNT);

  test.each([0, 1, 6])("give with %i h of grace what a computation by hand gives", (graceHours) => {
    const expected = byHand(departures, graceHours * HOUR);
    expect(expected.closed.size).toBeGreaterThan(1_000);
    expect(byTopology(departures, graceHours * HOUR, "emit-on-close")).toEqual(expected);
    expect(byTopology(departures, graceHours * HOUR, "suppress")).toEqual(expected);
  });
});
