import { expect, test } from "vitest";
import { int64, string } from "../../../../src/serde/primitives.ts";
import type { Windowed } from "../../../../src/streams/api/windowed.ts";
import { type BuildOptions, StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";

// The texts are what Kafka Streams 4.3.1 (Java) prints for the same programs.

type Builder = StreamsBuilder<string, string>;

interface Program {
  readonly name: string;
  readonly program: (builder: Builder) => void;
  readonly options?: BuildOptions;
  readonly text: string;
}

const windows = TimeWindows.ofSizeAndGrace(10_000, 5_000);
const sliding = SlidingWindows.ofTimeDifferenceAndGrace(10_000, 5_000);
const sessions = SessionWindows.ofInactivityGapAndGrace(10_000, 5_000);
const serdesOnly = Materialized.with(string(), int64({ as: "number" }));
const byValue = (_key: string, value: string): string => value;
const keyOf = (windowed: Windowed<string>): string => windowed.key;
const first = <V>(one: V): V => one;
const keep = (_key: string, _value: string, aggregate: string): string => aggregate;
const empty = (): string => "";

const PROGRAMS: readonly Program[] = [
  {
    name: "count with serdes takes one index more",
    program: (builder) => builder.stream("t").groupByKey().count(serdesOnly).toStream().to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000004
      <-- KSTREAM-SOURCE-0000000000
    Processor: KTABLE-TOSTREAM-0000000004 (stores: [])
      --> KSTREAM-SINK-0000000005
      <-- KSTREAM-AGGREGATE-0000000003
    Sink: KSTREAM-SINK-0000000005 (topic: o)
      <-- KTABLE-TOSTREAM-0000000004`,
  },
  {
    name: "count of windows with serdes takes one index more",
    program: (builder) =>
      builder.stream("t").groupByKey().windowedBy(windows).count(serdesOnly).toStream(keyOf).to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000004
      <-- KSTREAM-SOURCE-0000000000
    Processor: KTABLE-TOSTREAM-0000000004 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000005
      <-- KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-KEY-SELECT-0000000005 (stores: [])
      --> KSTREAM-SINK-0000000006
      <-- KTABLE-TOSTREAM-0000000004
    Sink: KSTREAM-SINK-0000000006 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000005`,
  },
  {
    name: "count of sliding windows with serdes does not",
    program: (builder) =>
      builder.stream("t").groupByKey().windowedBy(sliding).count(serdesOnly).toStream(keyOf).to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-AGGREGATE-0000000002
    Processor: KSTREAM-AGGREGATE-0000000002 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000001])
      --> KTABLE-TOSTREAM-0000000003
      <-- KSTREAM-SOURCE-0000000000
    Processor: KTABLE-TOSTREAM-0000000003 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000004
      <-- KSTREAM-AGGREGATE-0000000002
    Processor: KSTREAM-KEY-SELECT-0000000004 (stores: [])
      --> KSTREAM-SINK-0000000005
      <-- KTABLE-TOSTREAM-0000000003
    Sink: KSTREAM-SINK-0000000005 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000004`,
  },
  {
    name: "count of sessions with serdes takes one index more",
    program: (builder) =>
      builder.stream("t").groupByKey().windowedBy(sessions).count(serdesOnly).toStream(keyOf).to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000004
      <-- KSTREAM-SOURCE-0000000000
    Processor: KTABLE-TOSTREAM-0000000004 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000005
      <-- KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-KEY-SELECT-0000000005 (stores: [])
      --> KSTREAM-SINK-0000000006
      <-- KTABLE-TOSTREAM-0000000004
    Sink: KSTREAM-SINK-0000000006 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000005`,
  },
  {
    name: "a named count of windows behind a repartition topic",
    program: (builder) =>
      builder
        .stream("t")
        .groupBy(byValue)
        .windowedBy(windows)
        .count(Named.as("cnt"), Materialized.as<string, number>("counts"))
        .toStream(keyOf)
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-KEY-SELECT-0000000001 (stores: [])
      --> counts-repartition-filter
      <-- KSTREAM-SOURCE-0000000000
    Processor: counts-repartition-filter (stores: [])
      --> counts-repartition-sink
      <-- KSTREAM-KEY-SELECT-0000000001
    Sink: counts-repartition-sink (topic: counts-repartition)
      <-- counts-repartition-filter

  Sub-topology: 1
    Source: counts-repartition-source (topics: [counts-repartition])
      --> cnt
    Processor: cnt (stores: [counts])
      --> KTABLE-TOSTREAM-0000000006
      <-- counts-repartition-source
    Processor: KTABLE-TOSTREAM-0000000006 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000007
      <-- cnt
    Processor: KSTREAM-KEY-SELECT-0000000007 (stores: [])
      --> KSTREAM-SINK-0000000008
      <-- KTABLE-TOSTREAM-0000000006
    Sink: KSTREAM-SINK-0000000008 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000007`,
  },
  {
    name: "a named reduction of sessions",
    program: (builder) =>
      builder.stream("t").groupBy(byValue).windowedBy(sessions).reduce(first, Named.as("red")).toStream(keyOf).to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-KEY-SELECT-0000000001 (stores: [])
      --> KSTREAM-FILTER-0000000005
      <-- KSTREAM-SOURCE-0000000000
    Processor: KSTREAM-FILTER-0000000005 (stores: [])
      --> KSTREAM-SINK-0000000004
      <-- KSTREAM-KEY-SELECT-0000000001
    Sink: KSTREAM-SINK-0000000004 (topic: KSTREAM-REDUCE-STATE-STORE-0000000002-repartition)
      <-- KSTREAM-FILTER-0000000005

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000006 (topics: [KSTREAM-REDUCE-STATE-STORE-0000000002-repartition])
      --> red
    Processor: red (stores: [KSTREAM-REDUCE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000007
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000008
      <-- red
    Processor: KSTREAM-KEY-SELECT-0000000008 (stores: [])
      --> KSTREAM-SINK-0000000009
      <-- KTABLE-TOSTREAM-0000000007
    Sink: KSTREAM-SINK-0000000009 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000008`,
  },
  {
    name: "two aggregations of a group",
    program: (builder) => {
      const grouped = builder.stream("t").groupBy(byValue, Grouped.with(string(), string()));
      grouped.count().toStream().to("o1");
      grouped.reduce(first).toStream().to("o2");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-KEY-SELECT-0000000001 (stores: [])
      --> KSTREAM-FILTER-0000000005, KSTREAM-FILTER-0000000012
      <-- KSTREAM-SOURCE-0000000000
    Processor: KSTREAM-FILTER-0000000005 (stores: [])
      --> KSTREAM-SINK-0000000004
      <-- KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-FILTER-0000000012 (stores: [])
      --> KSTREAM-SINK-0000000011
      <-- KSTREAM-KEY-SELECT-0000000001
    Sink: KSTREAM-SINK-0000000004 (topic: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition)
      <-- KSTREAM-FILTER-0000000005
    Sink: KSTREAM-SINK-0000000011 (topic: KSTREAM-REDUCE-STATE-STORE-0000000009-repartition)
      <-- KSTREAM-FILTER-0000000012

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000006 (topics: [KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition])
      --> KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000007
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
      --> KSTREAM-SINK-0000000008
      <-- KSTREAM-AGGREGATE-0000000003
    Sink: KSTREAM-SINK-0000000008 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000007

  Sub-topology: 2
    Source: KSTREAM-SOURCE-0000000013 (topics: [KSTREAM-REDUCE-STATE-STORE-0000000009-repartition])
      --> KSTREAM-REDUCE-0000000010
    Processor: KSTREAM-REDUCE-0000000010 (stores: [KSTREAM-REDUCE-STATE-STORE-0000000009])
      --> KTABLE-TOSTREAM-0000000014
      <-- KSTREAM-SOURCE-0000000013
    Processor: KTABLE-TOSTREAM-0000000014 (stores: [])
      --> KSTREAM-SINK-0000000015
      <-- KSTREAM-REDUCE-0000000010
    Sink: KSTREAM-SINK-0000000015 (topic: o2)
      <-- KTABLE-TOSTREAM-0000000014`,
  },
  {
    name: "two aggregations of a named group share their topic",
    program: (builder) => {
      const grouped = builder.stream("t").groupBy(byValue, Grouped.with("grp", string(), string()));
      grouped.count().toStream().to("o1");
      grouped.aggregate(empty, keep).toStream().to("o2");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> grp
    Processor: grp (stores: [])
      --> grp-repartition-filter
      <-- KSTREAM-SOURCE-0000000000
    Processor: grp-repartition-filter (stores: [])
      --> grp-repartition-sink
      <-- grp
    Sink: grp-repartition-sink (topic: grp-repartition)
      <-- grp-repartition-filter

  Sub-topology: 1
    Source: grp-repartition-source (topics: [grp-repartition])
      --> KSTREAM-AGGREGATE-0000000003, KSTREAM-AGGREGATE-0000000010
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000007
      <-- grp-repartition-source
    Processor: KSTREAM-AGGREGATE-0000000010 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000009])
      --> KTABLE-TOSTREAM-0000000014
      <-- grp-repartition-source
    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
      --> KSTREAM-SINK-0000000008
      <-- KSTREAM-AGGREGATE-0000000003
    Processor: KTABLE-TOSTREAM-0000000014 (stores: [])
      --> KSTREAM-SINK-0000000015
      <-- KSTREAM-AGGREGATE-0000000010
    Sink: KSTREAM-SINK-0000000008 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000007
    Sink: KSTREAM-SINK-0000000015 (topic: o2)
      <-- KTABLE-TOSTREAM-0000000014`,
  },
  {
    name: "two aggregations of one key share their topic when it is optimized",
    program: (builder) => {
      const keyed = builder.stream("t").selectKey(byValue);
      keyed.groupByKey(Grouped.with(string(), string())).count().toStream().to("o1");
      keyed.groupByKey(Grouped.with(string(), string())).windowedBy(windows).count().toStream(keyOf).to("o2");
    },
    options: { optimization: "all" },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-KEY-SELECT-0000000001 (stores: [])
      --> KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter
      <-- KSTREAM-SOURCE-0000000000
    Processor: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter (stores: [])
      --> KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-sink
      <-- KSTREAM-KEY-SELECT-0000000001
    Sink: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-sink (topic: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition)
      <-- KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter

  Sub-topology: 1
    Source: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source (topics: [KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition])
      --> KSTREAM-AGGREGATE-0000000003, KSTREAM-AGGREGATE-0000000010
    Processor: KSTREAM-AGGREGATE-0000000010 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000009])
      --> KTABLE-TOSTREAM-0000000014
      <-- KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> KTABLE-TOSTREAM-0000000007
      <-- KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source
    Processor: KTABLE-TOSTREAM-0000000014 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000015
      <-- KSTREAM-AGGREGATE-0000000010
    Processor: KSTREAM-KEY-SELECT-0000000015 (stores: [])
      --> KSTREAM-SINK-0000000016
      <-- KTABLE-TOSTREAM-0000000014
    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
      --> KSTREAM-SINK-0000000008
      <-- KSTREAM-AGGREGATE-0000000003
    Sink: KSTREAM-SINK-0000000008 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000007
    Sink: KSTREAM-SINK-0000000016 (topic: o2)
      <-- KSTREAM-KEY-SELECT-0000000015`,
  },
  {
    name: "a named cogroup",
    program: (builder) =>
      builder
        .stream("a")
        .groupByKey()
        .cogroup(keep)
        .cogroup(builder.stream("b").groupBy(byValue), keep)
        .aggregate(empty, Named.as("co"), Materialized.as<string, string>("cogrouped"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [a])
      --> co-cogroup-agg-0
    Source: cogrouped-repartition-source (topics: [cogrouped-repartition])
      --> co-cogroup-agg-1
    Processor: co-cogroup-agg-0 (stores: [cogrouped])
      --> co-cogroup-merge
      <-- KSTREAM-SOURCE-0000000000
    Processor: co-cogroup-agg-1 (stores: [cogrouped])
      --> co-cogroup-merge
      <-- cogrouped-repartition-source
    Processor: co-cogroup-merge (stores: [])
      --> KTABLE-TOSTREAM-0000000009
      <-- co-cogroup-agg-0, co-cogroup-agg-1
    Processor: KTABLE-TOSTREAM-0000000009 (stores: [])
      --> KSTREAM-SINK-0000000010
      <-- co-cogroup-merge
    Sink: KSTREAM-SINK-0000000010 (topic: o)
      <-- KTABLE-TOSTREAM-0000000009

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000001 (topics: [b])
      --> KSTREAM-KEY-SELECT-0000000002
    Processor: KSTREAM-KEY-SELECT-0000000002 (stores: [])
      --> cogrouped-repartition-filter
      <-- KSTREAM-SOURCE-0000000001
    Processor: cogrouped-repartition-filter (stores: [])
      --> cogrouped-repartition-sink
      <-- KSTREAM-KEY-SELECT-0000000002
    Sink: cogrouped-repartition-sink (topic: cogrouped-repartition)
      <-- cogrouped-repartition-filter`,
  },
  {
    name: "a cogroup of sessions",
    program: (builder) =>
      builder
        .stream("a")
        .groupByKey()
        .cogroup(keep)
        .cogroup(builder.stream("b").groupBy(byValue), keep)
        .windowedBy(sessions)
        .aggregate(empty, keep, Materialized.as<string, string>("sess"))
        .toStream(keyOf)
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [a])
      --> COGROUPKSTREAM-AGGREGATE-0000000006
    Source: sess-repartition-source (topics: [sess-repartition])
      --> COGROUPKSTREAM-AGGREGATE-0000000007
    Processor: COGROUPKSTREAM-AGGREGATE-0000000006 (stores: [sess])
      --> COGROUPKSTREAM-MERGE-0000000008
      <-- KSTREAM-SOURCE-0000000000
    Processor: COGROUPKSTREAM-AGGREGATE-0000000007 (stores: [sess])
      --> COGROUPKSTREAM-MERGE-0000000008
      <-- sess-repartition-source
    Processor: COGROUPKSTREAM-MERGE-0000000008 (stores: [])
      --> KTABLE-TOSTREAM-0000000009
      <-- COGROUPKSTREAM-AGGREGATE-0000000006, COGROUPKSTREAM-AGGREGATE-0000000007
    Processor: KTABLE-TOSTREAM-0000000009 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000010
      <-- COGROUPKSTREAM-MERGE-0000000008
    Processor: KSTREAM-KEY-SELECT-0000000010 (stores: [])
      --> KSTREAM-SINK-0000000011
      <-- KTABLE-TOSTREAM-0000000009
    Sink: KSTREAM-SINK-0000000011 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000010

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000001 (topics: [b])
      --> KSTREAM-KEY-SELECT-0000000002
    Processor: KSTREAM-KEY-SELECT-0000000002 (stores: [])
      --> sess-repartition-filter
      <-- KSTREAM-SOURCE-0000000001
    Processor: sess-repartition-filter (stores: [])
      --> sess-repartition-sink
      <-- KSTREAM-KEY-SELECT-0000000002
    Sink: sess-repartition-sink (topic: sess-repartition)
      <-- sess-repartition-filter`,
  },
  {
    name: "two aggregations of a cogroup share their repartition topic",
    program: (builder) => {
      const cogroup = builder.stream("a").groupBy(byValue).cogroup(keep);
      cogroup.aggregate(empty).toStream().to("o1");
      cogroup.aggregate(empty).toStream().to("o2");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [a])
      --> KSTREAM-KEY-SELECT-0000000001
    Processor: KSTREAM-KEY-SELECT-0000000001 (stores: [])
      --> COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter
      <-- KSTREAM-SOURCE-0000000000
    Processor: COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter (stores: [])
      --> COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-sink
      <-- KSTREAM-KEY-SELECT-0000000001
    Sink: COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-sink (topic: COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition)
      <-- COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-filter

  Sub-topology: 1
    Source: COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source (topics: [COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition])
      --> COGROUPKSTREAM-AGGREGATE-0000000006, COGROUPKSTREAM-AGGREGATE-0000000014
    Processor: COGROUPKSTREAM-AGGREGATE-0000000006 (stores: [COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002])
      --> COGROUPKSTREAM-MERGE-0000000007
      <-- COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source
    Processor: COGROUPKSTREAM-AGGREGATE-0000000014 (stores: [COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000010])
      --> COGROUPKSTREAM-MERGE-0000000015
      <-- COGROUPKSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition-source
    Processor: COGROUPKSTREAM-MERGE-0000000007 (stores: [])
      --> KTABLE-TOSTREAM-0000000008
      <-- COGROUPKSTREAM-AGGREGATE-0000000006
    Processor: COGROUPKSTREAM-MERGE-0000000015 (stores: [])
      --> KTABLE-TOSTREAM-0000000016
      <-- COGROUPKSTREAM-AGGREGATE-0000000014
    Processor: KTABLE-TOSTREAM-0000000008 (stores: [])
      --> KSTREAM-SINK-0000000009
      <-- COGROUPKSTREAM-MERGE-0000000007
    Processor: KTABLE-TOSTREAM-0000000016 (stores: [])
      --> KSTREAM-SINK-0000000017
      <-- COGROUPKSTREAM-MERGE-0000000015
    Sink: KSTREAM-SINK-0000000009 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000008
    Sink: KSTREAM-SINK-0000000017 (topic: o2)
      <-- KTABLE-TOSTREAM-0000000016`,
  },
];

test.each(PROGRAMS)("aggregations are named as in Kafka: $name", ({ program, options, text }) => {
  const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
  program(builder);
  expect(`\n${builder.build(options).describe()}`.trimEnd()).toBe(text);
});
