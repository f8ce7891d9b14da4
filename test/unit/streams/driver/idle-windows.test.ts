import { describe, expect, test } from "vitest";
import {
  BufferConfig,
  Consumed,
  EmitStrategy,
  Grouped,
  int64,
  Joined,
  JoinWindows,
  type KStream,
  Materialized,
  Produced,
  SessionWindows,
  SlidingWindows,
  Stores,
  StreamJoined,
  StreamsBuilder,
  Suppressed,
  string,
  TimeWindows,
  type Windowed,
} from "../../../../src/streams.ts";
import { TopologyTestDriver, type TopologyTestDriverOptions } from "../../../../src/testing/streams/index.ts";

const TEXTS = Consumed.with(string(), string());
const GROUPED = Grouped.with(string(), string());
const LONG = int64({ as: "number" });
const MINUTE = 60_000;

type Outcome = readonly [text: string, sentAfterMs: number];

/** What a topology sends to "out", each with the wall clock of then. */
class Run {
  readonly driver: TopologyTestDriver;
  readonly #rows: Outcome[] = [];

  constructor(builder: StreamsBuilder, options: TopologyTestDriverOptions = { closeIdleWindowsMs: MINUTE }) {
    this.driver = new TopologyTestDriver(builder.build(), options);
  }

  pipe(topic: string, key: string, value: string, timestamp: number): void {
    this.driver.createInputTopic(topic, string(), string()).pipeInput(key, value, timestamp);
    this.#read();
  }

  advance(ms: number): void {
    this.driver.advanceWallClockTime(ms);
    this.#read();
  }

  get rows(): readonly Outcome[] {
    return this.#rows.splice(0);
  }

  get dropped(): unknown {
    return Object.fromEntries(this.driver.counters?.dropped ?? []);
  }

  #read(): void {
    for (const { key, value, timestamp } of this.driver
      .createOutputTopic("out", string(), string())
      .readRecordsToList())
      this.#rows.push([`${key}=${value}@${timestamp}`, this.driver.wallClockTimeMs]);
  }
}

function toOut(counts: KStream<Windowed<string>, number | null>): void {
  counts.map((windowed, count) => [String(windowed), String(count)]).to("out", Produced.with(string(), string()));
}

type Window = (stream: KStream<string, string>) => KStream<Windowed<string>, number | null>;
const onClose = EmitStrategy.onWindowClose();
const tumbling = TimeWindows.ofSizeAndGrace(10_000, 5_000);
const stored = () => Materialized.with(string(), LONG);

/** Kinds of windows that give results when they close: all close 15 s after the record at 1 s, or later. */
const WINDOWS: Record<string, readonly [Window, closed: readonly string[]]> = {
  "tumbling windows": [
    (stream) => stream.groupByKey(GROUPED).windowedBy(tumbling).emitStrategy(onClose).count(stored()).toStream(),
    ["[a@0/10000]=2@2000"],
  ],
  "hopping windows": [
    (stream) =>
      stream.groupByKey(GROUPED).windowedBy(tumbling.advanceBy(5_000)).emitStrategy(onClose).count(stored()).toStream(),
    ["[a@0/10000]=2@2000"],
  ],
  "sliding windows": [
    (stream) =>
      stream
        .groupByKey(GROUPED)
        .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(10_000, 5_000))
        .emitStrategy(onClose)
        .count(stored())
        .toStream(),
    ["[a@0/10000]=2@2000", "[a@1001/11001]=1@2000"],
  ],
  sessions: [
    (stream) =>
      stream
        .groupByKey(GROUPED)
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(10_000, 5_000))
        .emitStrategy(onClose)
        .count(stored())
        .toStream(),
    ["[a@1000/2000]=2@2000"],
  ],
  "suppressed windows": [
    (stream) =>
      stream
        .groupByKey(GROUPED)
        .windowedBy(tumbling)
        .count(stored())
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
        .toStream(),
    ["[a@0/10000]=2@2000"],
  ],
};

function windowed(window: Window): StreamsBuilder {
  const builder = new StreamsBuilder();
  toOut(window(builder.stream("in", TEXTS)));
  return builder;
}

describe("with closeIdleWindowsMs", () => {
  test.each(Object.entries(WINDOWS))("%s close when the input is idle", (_, [window, closed]) => {
    const run = new Run(windowed(window));
    run.pipe("in", "a", "x", 1_000);
    run.pipe("in", "a", "y", 2_000);
    run.advance(MINUTE - 1);
    expect(run.rows).toEqual([]);
    expect(run.driver.streamTimeMs).toBe(2_000);
    run.advance(1);
    expect(run.rows).toEqual(closed.map((text) => [text, MINUTE]));
    expect(run.driver.streamTimeMs).toBe(62_000);
    run.advance(MINUTE);
    expect(run.rows).toEqual([]);

    run.pipe("in", "a", "late", 3_000);
    expect(run.rows).toEqual([]);
    expect(run.dropped).toEqual({ "expired-window": expect.any(Number) });
    run.pipe("in", "a", "z", 122_000);
    run.advance(MINUTE);
    expect(run.rows[0]?.[0]).toMatch(/=1@122000$/);
  });

  test.each(Object.entries(WINDOWS))("%s wait for the next record without it", (_, [window]) => {
    const run = new Run(windowed(window), {});
    run.pipe("in", "a", "x", 1_000);
    run.pipe("in", "a", "y", 2_000);
    run.advance(100 * MINUTE);
    expect(run.rows).toEqual([]);
    expect(run.driver.streamTimeMs).toBe(2_000);
    run.pipe("in", "a", "in time after all", 3_000);
    expect(run.dropped).toEqual({});
  });

  test("stream time is that of the last record and the wall clock since, however often the clock is told", () => {
    const run = new Run(windowed(WINDOWS["tumbling windows"]![0]), { closeIdleWindowsMs: 3_000 });
    run.advance(MINUTE);
    expect(run.driver.streamTimeMs).toBe(-1);
    run.pipe("in", "a", "x", 1_000);
    const times = [];
    for (let turn = 0; turn < 20; turn++) {
      run.advance(1_000);
      times.push(run.driver.streamTimeMs);
    }
    expect(times.slice(0, 4)).toEqual([1_000, 1_000, 4_000, 5_000]);
    // The window ends at 10 s and has 5 s of grace: 14 s after the record.
    expect(run.rows).toEqual([["[a@0/10000]=1@1000", MINUTE + 14_000]]);
    run.pipe("in", "a", "later", 21_500);
    run.advance(2_999);
    expect(run.driver.streamTimeMs).toBe(21_500);
    run.advance(1);
    expect(run.driver.streamTimeMs).toBe(24_500);
  });

  test("what suppress holds until a time limit comes out", () => {
    const builder = new StreamsBuilder();
    builder
      .stream("in", TEXTS)
      .groupByKey(GROUPED)
      .count(stored())
      .suppress(Suppressed.untilTimeLimit(5_000, BufferConfig.unbounded()))
      .toStream()
      .mapValues(String)
      .to("out", Produced.with(string(), string()));
    const run = new Run(builder, { closeIdleWindowsMs: 1_000 });
    run.pipe("in", "a", "x", 0);
    run.pipe("in", "a", "y", 100);
    run.advance(4_899);
    expect(run.rows).toEqual([]);
    run.advance(1);
    expect(run.rows).toEqual([["a=2@100", 4_900]]);
    run.pipe("in", "b", "late", 0);
    expect(run.rows).toEqual([["b=1@0", 4_900]]);
  });

  test.each([
    ["leftJoin", ["a=l+null@1000"]],
    ["outerJoin", ["a=l+null@1000", "b=null+r@2000"]],
  ] as const)("a %s of streams gives its rows without a match", (join, rows) => {
    const builder = new StreamsBuilder();
    const left = builder.stream("left", TEXTS);
    const right = builder.stream("right", TEXTS);
    const joiner = (one: string | null, other: string | null) => `${one}+${other}`;
    const windows = JoinWindows.ofTimeDifferenceAndGrace(10_000, 5_000);
    const joined = StreamJoined.with(string(), string(), string());
    (join === "leftJoin"
      ? left.leftJoin(right, joiner, windows, joined)
      : left.outerJoin(right, joiner, windows, joined)
    ).to("out", Produced.with(string(), string()));
    const run = new Run(builder);
    run.pipe("left", "a", "l", 1_000);
    run.pipe("right", "b", "r", 2_000);
    run.advance(MINUTE - 1);
    expect(run.rows).toEqual([]);
    run.advance(1);
    expect(run.rows).toEqual(rows.map((text) => [text, MINUTE]));
    run.pipe("left", "a", "late", 3_000);
    expect(run.rows).toEqual([["a=late+null@3000", MINUTE]]);
  });

  test("a stream that waits for its table meets it", () => {
    const builder = new StreamsBuilder();
    const table = builder.table(
      "table",
      Materialized.as<string, string>(Stores.inMemoryVersionedKeyValueStore("rows", 100_000))
        .withKeySerde(string())
        .withValueSerde(string()),
    );
    builder
      .stream("in", TEXTS)
      .join(table, (value, row) => `${value}+${row}`, Joined.with(string(), string(), string()).withGracePeriod(10_000))
      .to("out", Produced.with(string(), string()));
    const run = new Run(builder);
    run.pipe("in", "a", "x", 5_000);
    run.pipe("table", "a", "row", 4_000);
    run.advance(MINUTE - 1);
    expect(run.rows).toEqual([]);
    run.advance(1);
    expect(run.rows).toEqual([["a=x+row@5000", MINUTE]]);
    run.pipe("in", "a", "late", 6_000);
    expect(run.rows).toEqual([["a=late+row@6000", MINUTE]]);
  });

  test("windows behind a join get its last rows before they close", () => {
    const builder = new StreamsBuilder();
    toOut(
      builder
        .stream("left", TEXTS)
        .leftJoin(
          builder.stream("right", TEXTS),
          (one, other) => `${one}+${other}`,
          JoinWindows.ofTimeDifferenceAndGrace(10_000, 0),
          StreamJoined.with(string(), string(), string()),
        )
        .groupByKey(GROUPED)
        .windowedBy(TimeWindows.ofSizeAndGrace(10_000, 30_000))
        .count(stored())
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
        .toStream(),
    );
    const run = new Run(builder, { closeIdleWindowsMs: 1_000 });
    run.pipe("left", "a", "l", 1_000);
    run.pipe("left", "a", "m", 6_000);
    run.advance(6_000); // Gives the first row.
    run.advance(MINUTE); // Gives the second one, and closes its window.
    expect(run.rows).toEqual([["[a@0/10000]=2@6000", MINUTE + 6_000]]);
  });

  test("windows behind mapAsync wait for its answers", async () => {
    const builder = new StreamsBuilder();
    toOut(WINDOWS["tumbling windows"]![0](builder.stream("in", TEXTS).mapAsync((value) => Promise.resolve(value))));
    const run = new Run(builder);
    run.pipe("in", "a", "x", 1_000);
    run.advance(2 * MINUTE);
    await run.driver.settle();
    run.advance(0);
    expect(run.rows).toEqual([["[a@0/10000]=1@1000", 2 * MINUTE]]);
  });

  test("punctuators of stream time run too", () => {
    const times: number[] = [];
    const builder = new StreamsBuilder();
    builder.stream("in", TEXTS).process(() => ({
      init: (context) => void context.schedule(10_000, "stream-time", (timeMs) => void times.push(timeMs)),
      process() {},
    }));
    const run = new Run(builder);
    run.pipe("in", "a", "x", 1_000);
    run.advance(MINUTE);
    expect(times).toEqual([1_000, 61_000]);
  });

  test.each([0, -1, 0.5])("refuses %s ms", (closeIdleWindowsMs) => {
    const builder = new StreamsBuilder();
    builder.stream("in", TEXTS);
    expect(() => new Run(builder, { closeIdleWindowsMs })).toThrow("closeIdleWindowsMs is");
  });
});
