import {
  BufferConfig,
  Consumed,
  EmitStrategy,
  json,
  Materialized,
  Produced,
  StreamsBuilder,
  Suppressed,
  string,
  TimeWindows,
  type Topology,
  timeWindowed,
  type Windowed,
} from "../../../src/streams.ts";

/** A flight that has left. Its record's time is when it should have. */
export interface Flight {
  readonly destination: string;
  /** Negative: early. */
  readonly delayMinutes: number;
}

export interface Airport {
  readonly name: string;
  readonly city: string;
}

/** The delays of one airport in one window. */
interface Delays {
  readonly flights: number;
  readonly sumMinutes: number;
  readonly maxMinutes: number;
}

/** The final figures of one airport in one window. */
export interface AirportDelays extends Airport {
  readonly flights: number;
  readonly meanMinutes: number;
  readonly maxMinutes: number;
}

export interface AirportDelaysOptions {
  readonly windowMs: number;
  /** How long after its end a window waits for flights that left late, in ms of stream time. */
  readonly graceMs: number;
  /** Two ways to hand on a window once, when it is closed, with the same results. */
  readonly final?: "emit-on-close" | "suppress";
}

/** By the code of the airport that they left from. */
export const FLIGHTS = { topic: "flights", key: string(), value: json<Flight>() };
/** By code. */
export const AIRPORTS = { topic: "airports", key: string(), value: json<Airport>() };
export const DELAYS_STORE = "delays";

/** By code and window. */
export function airportDelaysOutput(windowMs: number) {
  return { topic: "airport-delays", key: timeWindowed(string(), windowMs), value: json<AirportDelays>() };
}

const LONGEST_SILENCE_MS = 24 * 3_600_000;
const NO_DELAYS: Delays = { flights: 0, sumMinutes: 0, maxMinutes: -Infinity };

/** Count, mean and maximum of the delays by airport and window, with the airport's name. Codes without a name are left out. */
export function airportDelays({ windowMs, graceMs, final = "emit-on-close" }: AirportDelaysOptions): Topology {
  const builder = new StreamsBuilder();
  const airports = builder.globalTable(AIRPORTS.topic, Consumed.with(AIRPORTS.key, AIRPORTS.value));
  const windows = builder
    .stream(FLIGHTS.topic, Consumed.with(FLIGHTS.key, FLIGHTS.value))
    .groupByKey()
    .windowedBy(TimeWindows.ofSizeAndGrace(windowMs, graceMs));
  if (final === "emit-on-close") windows.emitStrategy(EmitStrategy.onWindowClose());
  const delays = windows.aggregate(
    () => NO_DELAYS,
    (_code, { delayMinutes }, { flights, sumMinutes, maxMinutes }) => ({
      flights: flights + 1,
      sumMinutes: sumMinutes + delayMinutes,
      maxMinutes: Math.max(maxMinutes, delayMinutes),
    }),
    Materialized.as(DELAYS_STORE)
      .withKeySerde(string())
      .withValueSerde(json<Delays>())
      // What is handed on once needs no cache. Without one a window is gone when it is older than the retention, so that must
      // reach over the longest time between two flights as well: else a window may be gone before it is handed on.
      .withCachingDisabled()
      .withRetention(windowMs + graceMs + LONGEST_SILENCE_MS),
  );
  const closed =
    final === "suppress" ? delays.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded())) : delays;
  const output = airportDelaysOutput(windowMs);
  closed
    .toStream()
    .filter((_window, delays) => delays !== null)
    .join(airports, codeOf, withAirport)
    .to(output.topic, Produced.with(output.key, output.value));
  return builder.build();
}

function codeOf({ key }: Windowed<string>): string {
  return key;
}

function withAirport({ flights, sumMinutes, maxMinutes }: Delays, { name, city }: Airport): AirportDelays {
  return { name, city, flights, meanMinutes: sumMinutes / flights, maxMinutes };
}
