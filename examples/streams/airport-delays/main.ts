// The delays of the first 200,000 flights of 2001 by airport and hour, as a control room would see them: a flight is reported when
// it leaves, in the hour in which it should have left. Shows what a short grace makes of that: the most delayed flights are missing.
// Run: npm run example:airport-delays
import { TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { readAirports } from "../../flights/flights-file.ts";
import { type Column, renderTable } from "../../flights/table.ts";
import { AIRPORTS, type AirportDelays, airportDelays, airportDelaysOutput, FLIGHTS } from "./airport-delays.ts";
import { type Departure, readDepartures } from "./departures.ts";

const FLIGHT_COUNT = 200_000;
const HOUR_MS = 3_600_000;
const GRACE_HOURS = [0, 1, 3, 6, 24];
const WORST_SHOWN = 12;
/** An hour with fewer flights says little about its airport. */
const FLIGHTS_MIN = 20;

interface AirportHour extends AirportDelays {
  readonly startMs: number;
}

interface Run {
  readonly graceHours: number;
  readonly hours: readonly AirportHour[];
  readonly lateFlights: number;
  readonly recordsPerSecond: number;
}

const airports = await readAirports();

function run(departures: readonly Departure[], graceHours: number): Run {
  using driver = new TopologyTestDriver(airportDelays({ windowMs: HOUR_MS, graceMs: graceHours * HOUR_MS }));
  const airportTopic = driver.createInputTopic(AIRPORTS.topic, AIRPORTS.key, AIRPORTS.value);
  for (const [code, { name, city }] of airports) airportTopic.pipeInput(code, { name, city });

  const flights = driver.createInputTopic(FLIGHTS.topic, FLIGHTS.key, FLIGHTS.value);
  const beganAt = performance.now();
  for (const { code, flight, scheduledMs } of departures) flights.pipeInput(code, flight, scheduledMs);
  const seconds = (performance.now() - beganAt) / 1_000;

  const output = airportDelaysOutput(HOUR_MS);
  const hours: AirportHour[] = [];
  for (const { key, value } of driver.createOutputTopic(output.topic, output.key, output.value).readRecordsToList())
    if (key && value) hours.push({ ...value, startMs: key.window.startMs });
  const lateFlights = driver.counters?.dropped.get("expired-window") ?? 0;
  return { graceHours, hours, lateFlights, recordsPerSecond: departures.length / seconds };
}

function left(title: string): Column {
  return { title, align: "left" };
}

function right(title: string): Column {
  return { title, align: "right" };
}

function meanMinutes(hours: readonly AirportHour[]): number {
  let flights = 0;
  let sumMinutes = 0;
  for (const hour of hours) {
    flights += hour.flights;
    sumMinutes += hour.flights * hour.meanMinutes;
  }
  return sumMinutes / flights;
}

function printGraces(runs: readonly Run[]): void {
  const rows = runs.map(({ graceHours, hours, lateFlights, recordsPerSecond }) => [
    `${graceHours} h`,
    hours.length.toLocaleString("en"),
    lateFlights.toLocaleString("en"),
    meanMinutes(hours).toFixed(2),
    Math.max(...hours.map(({ maxMinutes }) => maxMinutes)).toLocaleString("en"),
    Math.round(recordsPerSecond).toLocaleString("en"),
  ]);
  const columns = ["grace", "closed hours", "late flights", "mean delay", "max delay", "records/s"].map(right);
  console.log(renderTable(columns, rows).join("\n"));
}

function printWorst(hours: readonly AirportHour[]): void {
  const worst = hours
    .filter(({ flights }) => flights >= FLIGHTS_MIN)
    .sort((one, other) => other.meanMinutes - one.meanMinutes)
    .slice(0, WORST_SHOWN);
  const rows = worst.map(({ startMs, name, city, flights, meanMinutes, maxMinutes }) => [
    new Date(startMs).toISOString().slice(0, 16).replace("T", " "),
    city,
    name,
    String(flights),
    meanMinutes.toFixed(1),
    String(maxMinutes),
  ]);
  const columns = [left("hour"), left("city"), left("airport"), right("flights"), right("mean"), right("max")];
  console.log(renderTable(columns, rows).join("\n"));
}

const departures = await readDepartures(FLIGHT_COUNT);
console.log(`${departures.length.toLocaleString("en")} flights by airport and hour, delays in minutes.\n`);
const runs = GRACE_HOURS.map((graceHours) => run(departures, graceHours));
printGraces(runs);
console.log(
  "\nStream time is the latest planned time so far: flights that leave early make others late. What a longer grace",
);
console.log(
  "adds is mostly delay. The last hours before the end of the data stay open, the more of them the longer the grace.",
);
console.log(`\nThe worst hours with at least ${FLIGHTS_MIN} flights, after ${GRACE_HOURS.at(-1)} h of grace:\n`);
printWorst(runs.at(-1)?.hours ?? []);
