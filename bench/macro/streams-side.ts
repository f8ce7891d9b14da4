// Topologies through the test driver, in a process of its own: one record in, what follows from it read, then the next.
import {
  Consumed,
  Grouped,
  int64,
  type KGroupedStream,
  Materialized,
  Produced,
  type Serde,
  SessionWindows,
  StreamsBuilder,
  string,
  TimeWindows,
} from "../../src/streams.ts";
import { TopologyTestDriver } from "../../src/testing/streams/index.ts";
import { answer, job } from "../harness/side.ts";

export type TopologyName = "map" | "count" | "windowed count" | "join";

export type StreamsJob =
  /** As StreamsSide.java. */
  | {
      readonly what: TopologyName;
      readonly keys: number;
      readonly order: "in turn" | "random";
      readonly warmRecords: number;
      readonly records: number;
    }
  /** A Map alone that does what a count's store does: what memory itself costs. */
  | { readonly what: "bare Map"; readonly keys: number; readonly warmRecords: number; readonly records: number }
  /** A count in windows or sessions of which each of ten keys has `open`, all of them still open; in random order. */
  | {
      readonly what: "open windows" | "open sessions";
      readonly open: number;
      readonly warmRecords: number;
      readonly records: number;
    };

const VALUE = "v".repeat(100);
const WINDOW_MS = 10_000;
const KEYS_WITH_WINDOWS = 10;
/** Between the beginnings of two sessions, and what belongs together. */
const SESSION_MS = 1_000;
const GAP_MS = 10;
const ORDER = 2 ** 20;

const text = string();
const number = int64({ as: "number" });

interface Running {
  /** Feeds a record and reads what follows. */
  step(key: string, timestampMs: number): void;
  /** Fills the table of a join. */
  fill(key: string): void;
}

function topology(what: TopologyName): StreamsBuilder {
  const builder = new StreamsBuilder();
  const consumed = Consumed.with(text, text);
  const input = builder.stream("in", consumed);
  if (what === "map") input.map((key, value) => [key, `${value.substring(1)}x`]).to("out", Produced.with(text, text));
  else if (what === "join")
    input
      .join(builder.table("table", consumed, Materialized.as("table")), (left) => left)
      .to("out", Produced.with(text, text));
  else {
    const grouped = input.groupByKey(Grouped.with(text, text));
    if (what === "count") grouped.count(Materialized.as("counts")).toStream().to("out", Produced.with(text, number));
    else countInWindows(grouped, TimeWindows.ofSizeWithNoGrace(WINDOW_MS));
  }
  return builder;
}

function countInWindows(grouped: KGroupedStream<string, string>, windows: TimeWindows | SessionWindows): void {
  const windowed = windows instanceof SessionWindows ? grouped.windowedBy(windows) : grouped.windowedBy(windows);
  windowed
    .count(Materialized.as("counts"))
    .toStream(({ key }) => key)
    .to("out", Produced.with(text, number));
}

function run(builder: StreamsBuilder, what: TopologyName): Running {
  const driver = new TopologyTestDriver(builder.build(), { cacheMaxBytes: 0 });
  const input = driver.createInputTopic("in", text, text);
  const values: Serde<string> | Serde<number> = what === "map" || what === "join" ? text : number;
  const output = driver.createOutputTopic("out", text, values as Serde<unknown>);
  const table = what === "join" ? driver.createInputTopic("table", text, text) : undefined;
  return {
    step(key, timestampMs) {
      input.pipeInput(key, VALUE, timestampMs);
      output.readKeyValue();
    },
    fill: (key) => table?.pipeInput(key, VALUE, 0),
  };
}

function keysOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `key-${at}`);
}

/** Places below `count`, the same as Java's. */
function orderOf(count: number, isRandom: boolean): Uint32Array {
  const order = new Uint32Array(ORDER);
  let state = 1;
  for (let at = 0; at < ORDER; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    order[at] = isRandom ? Math.floor(((state >>> 8) * count) / 2 ** 24) : at % count;
  }
  return order;
}

function timed(step: (at: number) => void, { warmRecords, records }: StreamsJob): Record<string, number> {
  for (let at = 0; at < warmRecords; at++) step(at);
  const startedAt = performance.now();
  const cpuBefore = process.threadCpuUsage();
  for (let at = warmRecords; at < warmRecords + records; at++) step(at);
  const { user, system } = process.threadCpuUsage(cpuBefore);
  const ms = performance.now() - startedAt;
  return {
    nsPerRecord: (1e6 * ms) / records,
    cpuNsPerRecord: (1_000 * (user + system)) / records,
    recordsPerSecond: (1_000 * records) / ms,
  };
}

function measureTopology(given: Extract<StreamsJob, { what: TopologyName }>): Record<string, number> {
  const { what } = given;
  const running = run(topology(what), what);
  const keys = keysOf(given.keys);
  const order = orderOf(given.keys, given.order === "random");
  if (what === "join") for (const key of keys) running.fill(key);
  if (what.endsWith("count")) for (const key of keys) running.step(key, 0);
  return timed((at) => running.step(keys[order[at & (ORDER - 1)] as number] as string, at), given);
}

function measureMap(given: Extract<StreamsJob, { what: "bare Map" }>): Record<string, number> {
  const keys = keysOf(given.keys);
  const order = orderOf(given.keys, true);
  const map = new Map<string, { value: number; timestamp: number }>();
  for (const key of keys) map.set(key, { value: 1, timestamp: 0 });
  const step = (at: number) => {
    const key = keys[order[at & (ORDER - 1)] as number] as string;
    map.set(key, { value: (map.get(key)?.value ?? 0) + 1, timestamp: at });
  };
  return timed(step, given);
}

function measureWindows(given: Extract<StreamsJob, { open: number }>): Record<string, number> {
  const { what, open } = given;
  const stepMs = what === "open windows" ? WINDOW_MS : SESSION_MS;
  const windows =
    what === "open windows"
      ? TimeWindows.ofSizeAndGrace(WINDOW_MS, open * stepMs)
      : SessionWindows.ofInactivityGapAndGrace(GAP_MS, open * stepMs);
  const builder = new StreamsBuilder();
  countInWindows(builder.stream("in", Consumed.with(text, text)).groupByKey(Grouped.with(text, text)), windows);
  const running = run(builder, "windowed count");
  const keys = keysOf(KEYS_WITH_WINDOWS);
  for (let window = 0; window < open; window++) for (const key of keys) running.step(key, window * stepMs);
  const order = orderOf(KEYS_WITH_WINDOWS * open, true);
  const step = (at: number) => {
    const place = order[at & (ORDER - 1)] as number;
    running.step(keys[place % KEYS_WITH_WINDOWS] as string, Math.floor(place / KEYS_WITH_WINDOWS) * stepMs);
  };
  return timed(step, given);
}

function measured(given: StreamsJob): Record<string, number> {
  if (given.what === "bare Map") return measureMap(given);
  return "open" in given ? measureWindows(given) : measureTopology(given);
}

answer(measured(job<StreamsJob>()));
