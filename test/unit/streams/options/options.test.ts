import { describe, expect, test } from "vitest";
import { float64, string } from "../../../../src/serde/primitives.ts";
import { Branched } from "../../../../src/streams/dsl/branched.ts";
import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { TableJoined } from "../../../../src/streams/options/table-joined.ts";
import { InMemoryWindowStore } from "../../../../src/streams/state/in-memory-window-store.ts";
import type { WindowBytesStoreSupplier } from "../../../../src/streams/state/suppliers.ts";

const text = string();
const number = float64();
const extractor = () => 5;
const partitioner = () => 0;
const other = () => 1;
const branch = (stream: KStream<string, string>) => stream;
const store: WindowBytesStoreSupplier = {
  kind: "window",
  name: "windows",
  retentionMs: 10,
  windowSizeMs: 5,
  segmentIntervalMs: 5,
  retainDuplicates: true,
  get: () => new InMemoryWindowStore("windows", 10, true),
};
const unbounded = BufferConfig.unbounded();

describe("options keep what they were given", () => {
  const with5 = { logConfig: { "cleanup.policy": "delete" }, loggingEnabled: true };
  test.each<[string, object, object]>([
    ["Named.as", Named.as("a"), { name: "a" }],
    ["Named, another name", Named.as("a").withName("b"), { name: "b" }],
    ["Consumed.as", Consumed.as("a"), { name: "a", keySerde: undefined, valueSerde: undefined }],
    ["Consumed.with serdes", Consumed.with(text, number), { keySerde: text, valueSerde: number, name: undefined }],
    [
      "Consumed.with all",
      Consumed.with(text, number, extractor, "latest"),
      { keySerde: text, valueSerde: number, timestampExtractor: extractor, offsetReset: "latest" },
    ],
    ["Consumed.with an extractor", Consumed.with(extractor), { timestampExtractor: extractor }],
    ["Consumed.with a reset", Consumed.with("none"), { offsetReset: "none" }],
    ["Consumed.with an age", Consumed.with({ byDurationMs: 5 }), { offsetReset: { byDurationMs: 5 } }],
    [
      "Consumed, one by one",
      Consumed.as("a").withKeySerde(text).withValueSerde(number).withTimestampExtractor(extractor).withName("b"),
      { keySerde: text, valueSerde: number, timestampExtractor: extractor, name: "b" },
    ],
    ["Produced.with", Produced.with(text, number, partitioner), { keySerde: text, valueSerde: number, partitioner }],
    ["Produced.keySerde", Produced.keySerde(text), { keySerde: text, valueSerde: undefined }],
    ["Produced.valueSerde", Produced.valueSerde(number).withName("a"), { valueSerde: number, name: "a" }],
    ["Produced.streamPartitioner", Produced.streamPartitioner(partitioner), { partitioner, name: undefined }],
    ["Grouped.with", Grouped.with(text, number), { keySerde: text, valueSerde: number, name: undefined }],
    ["Grouped.with a name", Grouped.with("a", text, number), { keySerde: text, valueSerde: number, name: "a" }],
    ["Grouped.keySerde", Grouped.keySerde(text), { keySerde: text, valueSerde: undefined }],
    ["Grouped.valueSerde", Grouped.valueSerde(number).withName("b"), { valueSerde: number, name: "b" }],
    [
      "Joined.with",
      Joined.with(text, number, text, "a", 5),
      { keySerde: text, leftValueSerde: number, rightValueSerde: text, name: "a", gracePeriodMs: 5 },
    ],
    ["Joined.as", Joined.as("a"), { name: "a", gracePeriodMs: undefined, keySerde: undefined }],
    ["Joined.keySerde", Joined.keySerde(text).withGracePeriod(0), { keySerde: text, gracePeriodMs: 0 }],
    ["Joined.valueSerde", Joined.valueSerde(text), { leftValueSerde: text, rightValueSerde: undefined }],
    ["Joined.otherValueSerde", Joined.otherValueSerde(text), { leftValueSerde: undefined, rightValueSerde: text }],
    [
      "StreamJoined.with serdes",
      StreamJoined.with(text, number, text),
      { keySerde: text, valueSerde: number, otherValueSerde: text, loggingEnabled: true, logConfig: {} },
    ],
    [
      "StreamJoined.with stores",
      StreamJoined.with(store, store),
      { thisStoreSupplier: store, otherStoreSupplier: store },
    ],
    ["StreamJoined.as", StreamJoined.as("a").withName("b"), { storeName: "a", name: "b" }],
    ["StreamJoined logged", StreamJoined.as("a").withLoggingEnabled(with5.logConfig), with5],
    [
      "StreamJoined not logged",
      StreamJoined.as("a").withLoggingEnabled(with5.logConfig).withLoggingDisabled(),
      { loggingEnabled: false, logConfig: {} },
    ],
    [
      "Materialized.as a name",
      Materialized.as("a"),
      { storeName: "a", storeSupplier: undefined, loggingEnabled: true, cachingEnabled: true, logConfig: {} },
    ],
    ["Materialized.as a supplier", Materialized.as(store), { storeName: "windows", storeSupplier: store }],
    [
      "Materialized.with",
      Materialized.with(text, number),
      { keySerde: text, valueSerde: number, storeName: undefined },
    ],
    [
      "Materialized, changed",
      Materialized.as("a").withCachingDisabled().withRetention(7).withLoggingEnabled(with5.logConfig),
      { ...with5, storeName: "a", cachingEnabled: false, retentionMs: 7 },
    ],
    [
      "Materialized, changed back",
      Materialized.as("a").withCachingDisabled().withCachingEnabled().withLoggingDisabled(),
      { cachingEnabled: true, loggingEnabled: false },
    ],
    ["Repartitioned.with", Repartitioned.with(text, number), { keySerde: text, valueSerde: number }],
    [
      "Repartitioned.numberOfPartitions",
      Repartitioned.numberOfPartitions(3).withName("a"),
      { numberOfPartitions: 3, name: "a" },
    ],
    [
      "Repartitioned.streamPartitioner",
      Repartitioned.streamPartitioner(partitioner).withNumberOfPartitions(2).withKeySerde(text),
      { partitioner, numberOfPartitions: 2, keySerde: text },
    ],
    ["TableJoined.with", TableJoined.with(partitioner, other), { partitioner, otherPartitioner: other }],
    ["TableJoined.as", TableJoined.as("a").withOtherPartitioner(other), { name: "a", otherPartitioner: other }],
    ["Branched.as", Branched.as("a"), { name: "a", chainFunction: undefined, chainConsumer: undefined }],
    ["Branched.withFunction", Branched.withFunction(branch, "a"), { name: "a", chainFunction: branch }],
    ["Branched.withConsumer", Branched.withConsumer(branch).withName("b"), { name: "b", chainConsumer: branch }],
    [
      "BufferConfig.maxRecords",
      BufferConfig.maxRecords(3).withMaxBytes(9),
      { maxRecords: 3, maxBytes: 9, whenFull: "emit", loggingEnabled: true },
    ],
    ["BufferConfig.maxBytes", BufferConfig.maxBytes(0), { maxRecords: Infinity, maxBytes: 0, whenFull: "emit" }],
    ["BufferConfig.unbounded", unbounded, { maxRecords: Infinity, maxBytes: Infinity, whenFull: "shut-down" }],
    [
      "BufferConfig, bounded and strict",
      BufferConfig.maxRecords(3).withLoggingDisabled().shutDownWhenFull(),
      { maxRecords: 3, whenFull: "shut-down", loggingEnabled: false },
    ],
    ["BufferConfig, early", unbounded.withMaxRecords(3).emitEarlyWhenFull(), { maxRecords: 3, whenFull: "emit" }],
    [
      "BufferConfig, no bound again",
      BufferConfig.maxBytes(3).withLoggingEnabled(with5.logConfig).withNoBound(),
      { ...with5, maxBytes: Infinity, whenFull: "shut-down" },
    ],
    [
      "Suppressed.untilWindowCloses",
      Suppressed.untilWindowCloses(unbounded),
      { until: "window-closes", timeToWaitForMoreEventsMs: undefined, bufferConfig: unbounded, name: undefined },
    ],
    [
      "Suppressed.untilTimeLimit",
      Suppressed.untilTimeLimit(0, BufferConfig.maxRecords(3)).withName("a"),
      { until: "time-limit", timeToWaitForMoreEventsMs: 0, bufferConfig: { maxRecords: 3 }, name: "a" },
    ],
  ])("%s", (_, options, expected) => expect(options).toMatchObject(expected));
});

describe("options never change", () => {
  test("a change makes another one, with all else kept", () => {
    const first = Materialized.as("a").withKeySerde(text).withRetention(7);
    expect(first.withCachingDisabled().withLoggingDisabled()).toMatchObject({ storeName: "a", retentionMs: 7 });
    expect(first).toMatchObject({ cachingEnabled: true, loggingEnabled: true });
    const joined = StreamJoined.as("a").withName("b");
    expect(joined.withKeySerde(text)).toMatchObject({ storeName: "a", name: "b" });
    expect(joined.keySerde).toBeUndefined();
  });

  test("nor with the object that they were given", () => {
    const config: Record<string, string> = { a: "1" };
    const kept = [
      Materialized.as("s").withLoggingEnabled(config),
      StreamJoined.as("s").withLoggingEnabled(config),
      unbounded.withLoggingEnabled(config),
    ];
    config["a"] = "2";
    for (const options of kept) expect(options.logConfig).toEqual({ a: "1" });
  });
});

describe("names are Kafka's", () => {
  test.each(["a", "A-b_c.9", "..a", "x".repeat(249)])("%s is one", (name) => expect(Named.as(name).name).toBe(name));

  test.each([
    ["", /empty/],
    [".", /is "\."/],
    ["..", /is "\.\."/],
    ["x".repeat(250), /250 characters: at most 249/],
    ["a b", /ASCII letters/],
    ["a/b", /ASCII letters/],
    ["ü", /ASCII letters/],
    ["a\n", /ASCII letters/],
    [undefined as never, /no text/],
    [5 as never, /no text/],
  ])("%j is none", (name, message) => {
    const makers: ((name: string) => unknown)[] = [
      Named.as,
      Consumed.as,
      Produced.as,
      Grouped.as,
      Joined.as,
      StreamJoined.as,
      Repartitioned.as,
      TableJoined.as,
      Branched.as,
      (storeName) => StreamJoined.as("a").withName(storeName),
      (suppressed) => Suppressed.untilWindowCloses(unbounded).withName(suppressed),
    ];
    for (const make of makers)
      expect(() => make(name)).toThrow(
        expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringMatching(message) }),
      );
  });
});

test.each<[string, () => unknown, RegExp]>([
  ["no serde", () => Consumed.with(undefined as never, text), /key serde has no serialize/],
  ["one serde", () => Consumed.with(text, undefined as never), /value serde has no serialize/],
  ["a serializer alone", () => Grouped.keySerde({ serialize: () => "" } as never), /no deserialize/],
  ["an extractor that is none", () => Consumed.with(text, text, 5 as never), /timestamp extractor is number/],
  ["an unknown reset", () => Consumed.with("newest" as never), /"earliest", "latest"/],
  ["a negative age", () => Consumed.with({ byDurationMs: -1 }), /byDurationMs/],
  ["a partitioner that is none", () => Produced.streamPartitioner(null as never), /partitioner is null/],
  ["a name of a store with a blank", () => Materialized.as("a b"), /ASCII letters/],
  ["a store that is none", () => Materialized.as({} as never), /no supplier of a key-value or window or session/],
  ["no store", () => Materialized.as(undefined as never), /takes the name of a store/],
  ["a store of another kind", () => StreamJoined.with({ ...store, kind: "session" } as never, store), /a window store/],
  ["a negative retention", () => Materialized.as("a").withRetention(-1), /retention is -1/],
  ["no partitions", () => Repartitioned.numberOfPartitions(0), /number of partitions is 0/],
  ["half a partition", () => Repartitioned.numberOfPartitions(0.5), /whole number/],
  ["a negative grace", () => Joined.as("a").withGracePeriod(-1), /grace period is -1/],
  ["a negative number of records", () => BufferConfig.maxRecords(-1), /records is -1/],
  ["a broken number of bytes", () => unbounded.withMaxBytes(0.5), /bytes is 0.5/],
  ["a negative limit", () => Suppressed.untilTimeLimit(-1, unbounded), /time limit is -1/],
  ["no buffer", () => Suppressed.untilTimeLimit(1, undefined as never), /takes a BufferConfig/],
  ["a buffer that emits early", () => Suppressed.untilWindowCloses(BufferConfig.maxBytes(1) as never), /shutDownWhen/],
  ["a branch that is no function", () => Branched.withFunction(5 as never), /function is number/],
])("%s is refused", (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringMatching(message) }));
});
