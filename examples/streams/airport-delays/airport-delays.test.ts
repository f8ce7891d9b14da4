import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Windowed } from "../../../src/streams.ts";
import { type TestInputTopic, type TestOutputTopic, TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import {
  AIRPORTS,
  type Airport,
  type AirportDelays,
  airportDelays,
  airportDelaysOutput,
  DELAYS_STORE,
  FLIGHTS,
  type Flight,
} from "./airport-delays.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BOSTON = { name: "General Edw L Logan Intl", city: "Boston" };

describe.each(["emit-on-close", "suppress"] as const)("airport delays by the hour, final results by %s", (final) => {
  let driver: TopologyTestDriver;
  let airports: TestInputTopic<string, Airport>;
  let flights: TestInputTopic<string, Flight>;
  let delays: TestOutputTopic<Windowed<string>, AirportDelays>;

  beforeEach(() => {
    driver = new TopologyTestDriver(airportDelays({ windowMs: HOUR, graceMs: 30 * MINUTE, final }));
    airports = driver.createInputTopic(AIRPORTS.topic, AIRPORTS.key, AIRPORTS.value);
    flights = driver.createInputTopic(FLIGHTS.topic, FLIGHTS.key, FLIGHTS.value);
    const output = airportDelaysOutput(HOUR);
    delays = driver.createOutputTopic(output.topic, output.key, output.value);
    airports.pipeInput("BOS", BOSTON);
  });

  afterEach(() => driver.close());

  function leave(code: string, atMinute: number, delayMinutes: number): void {
    flights.pipeInput(code, { destination: "JFK", delayMinutes }, atMinute * MINUTE);
  }

  function hour(code: string, index: number): Windowed<string> {
    return new Windowed(code, { startMs: index * HOUR, endMs: (index + 1) * HOUR });
  }

  test("says nothing before the hour and its grace are over", () => {
    leave("BOS", 10, 5);
    leave("BOS", 89, 5);
    delays.expect();
  });

  test("hands on an hour once, when its grace is over, at the time of its last flight", () => {
    leave("BOS", 10, 5);
    leave("BOS", 20, -2);
    leave("BOS", 30, 12);
    leave("BOS", 90, 0);
    delays.expect([hour("BOS", 0), { ...BOSTON, flights: 3, meanMinutes: 5, maxMinutes: 12 }, 30 * MINUTE]);
  });

  test("counts flights that come out of order, and late ones within the grace", () => {
    leave("BOS", 30, 10);
    leave("BOS", 10, 20);
    leave("BOS", 75, 0);
    leave("BOS", 59, 30);
    leave("BOS", 150, 0);
    delays.expect(
      [hour("BOS", 0), { ...BOSTON, flights: 3, meanMinutes: 20, maxMinutes: 30 }],
      [hour("BOS", 1), { ...BOSTON, flights: 1, meanMinutes: 0, maxMinutes: 0 }],
    );
  });

  test("drops flights behind the grace, and counts them", () => {
    leave("BOS", 10, 5);
    leave("BOS", 90, 0);
    leave("BOS", 59, 100);
    delays.expect([hour("BOS", 0), { ...BOSTON, flights: 1, meanMinutes: 5, maxMinutes: 5 }]);
    expect(driver.counters?.dropped).toEqual(new Map([["expired-window", 1]]));
  });

  test("hands on what is closed when time jumps over a night", () => {
    leave("BOS", 10, 5);
    leave("BOS", 10 + 23 * 60, 0);
    delays.expect([hour("BOS", 0), { ...BOSTON, flights: 1, meanMinutes: 5, maxMinutes: 5 }]);
  });

  test("joins the airport as it is when the hour closes, and leaves out codes without one", () => {
    leave("BOS", 10, 5);
    leave("XXX", 10, 5);
    airports.pipeInput("BOS", { name: "Logan", city: "Boston" });
    leave("BOS", 90, 0);
    delays.expect([hour("BOS", 0), { name: "Logan", city: "Boston", flights: 1, meanMinutes: 5, maxMinutes: 5 }]);
  });

  test("keeps the figures of an open hour in its store", () => {
    leave("BOS", 70, 5);
    leave("BOS", 80, 15);
    const store = driver.getWindowStore<string, { flights: number }>(DELAYS_STORE);
    expect(store.fetch("BOS", HOUR)).toEqual({ flights: 2, sumMinutes: 20, maxMinutes: 15 });
    expect(store.fetch("BOS", 0)).toBeUndefined();
  });
});
