import { expect, test } from "vitest";
import { string } from "../../../../src/serde/primitives.ts";
import { type BuildOptions, StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";

// The texts are what Kafka Streams 4.3.1 (Java) prints for the same programs.

type Builder = StreamsBuilder<string, string>;

interface Program {
  readonly name: string;
  readonly program: (builder: Builder) => void;
  readonly options?: BuildOptions;
  readonly text: string;
}

const serdesOnly = Materialized.with(string(), string());
const sessions = SessionWindows.ofInactivityGapAndGrace(10_000, 5_000);
const first = <V>(one: V): V => one;
const swap = (_key: string, value: string): [string, string] => [value, value];

const PROGRAMS: readonly Program[] = [
  {
    name: "a Materialized without a name takes an index and no store",
    program: (builder) =>
      builder
        .table("t")
        .mapValues(first)
        .mapValues(first, Named.as("second"))
        .mapValues(first, serdesOnly)
        .mapValues(first, Materialized.as<string, string>("mapped"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [])
      --> KTABLE-MAPVALUES-0000000003
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-MAPVALUES-0000000003 (stores: [])
      --> second
      <-- KTABLE-SOURCE-0000000002
    Processor: second (stores: [])
      --> KTABLE-MAPVALUES-0000000006
      <-- KTABLE-MAPVALUES-0000000003
    Processor: KTABLE-MAPVALUES-0000000006 (stores: [])
      --> KTABLE-MAPVALUES-0000000007
      <-- second
    Processor: KTABLE-MAPVALUES-0000000007 (stores: [mapped])
      --> KTABLE-TOSTREAM-0000000008
      <-- KTABLE-MAPVALUES-0000000006
    Processor: KTABLE-TOSTREAM-0000000008 (stores: [])
      --> KSTREAM-SINK-0000000009
      <-- KTABLE-MAPVALUES-0000000007
    Sink: KSTREAM-SINK-0000000009 (topic: o)
      <-- KTABLE-TOSTREAM-0000000008`,
  },
  {
    name: "a filtered and mapped table is read through the store before it",
    program: (builder) =>
      builder
        .table("l")
        .filter(() => true, Materialized.as<string, string>("fl"))
        .mapValues(first)
        .join(
          builder.table("r").filter(() => true),
          first,
        )
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Source: KSTREAM-SOURCE-0000000006 (topics: [r])
      --> KTABLE-SOURCE-0000000007
    Processor: KTABLE-SOURCE-0000000002 (stores: [])
      --> KTABLE-FILTER-0000000003
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-FILTER-0000000003 (stores: [fl])
      --> KTABLE-MAPVALUES-0000000004
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000007 (stores: [r-STATE-STORE-0000000005])
      --> KTABLE-FILTER-0000000008
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-FILTER-0000000008 (stores: [])
      --> KTABLE-JOINOTHER-0000000011
      <-- KTABLE-SOURCE-0000000007
    Processor: KTABLE-MAPVALUES-0000000004 (stores: [])
      --> KTABLE-JOINTHIS-0000000010
      <-- KTABLE-FILTER-0000000003
    Processor: KTABLE-JOINOTHER-0000000011 (stores: [fl])
      --> KTABLE-MERGE-0000000009
      <-- KTABLE-FILTER-0000000008
    Processor: KTABLE-JOINTHIS-0000000010 (stores: [r-STATE-STORE-0000000005])
      --> KTABLE-MERGE-0000000009
      <-- KTABLE-MAPVALUES-0000000004
    Processor: KTABLE-MERGE-0000000009 (stores: [])
      --> KTABLE-TOSTREAM-0000000012
      <-- KTABLE-JOINTHIS-0000000010, KTABLE-JOINOTHER-0000000011
    Processor: KTABLE-TOSTREAM-0000000012 (stores: [])
      --> KSTREAM-SINK-0000000013
      <-- KTABLE-MERGE-0000000009
    Sink: KSTREAM-SINK-0000000013 (topic: o)
      <-- KTABLE-TOSTREAM-0000000012`,
  },
  {
    name: "a join whose Materialized has no name has a store",
    program: (builder) => builder.table("l").join(builder.table("r"), first, serdesOnly).toStream().to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-JOINTHIS-0000000008
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-JOINOTHER-0000000009
      <-- KSTREAM-SOURCE-0000000004
    Processor: KTABLE-JOINOTHER-0000000009 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000007
      <-- KTABLE-SOURCE-0000000005
    Processor: KTABLE-JOINTHIS-0000000008 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-MERGE-0000000007
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-MERGE-0000000007 (stores: [KTABLE-MERGE-STATE-STORE-0000000006])
      --> KTABLE-TOSTREAM-0000000010
      <-- KTABLE-JOINTHIS-0000000008, KTABLE-JOINOTHER-0000000009
    Processor: KTABLE-TOSTREAM-0000000010 (stores: [])
      --> KSTREAM-SINK-0000000011
      <-- KTABLE-MERGE-0000000007
    Sink: KSTREAM-SINK-0000000011 (topic: o)
      <-- KTABLE-TOSTREAM-0000000010`,
  },
  {
    name: "a named join",
    program: (builder) =>
      builder
        .table("l")
        .join(builder.table("r"), first, Named.as("j"), Materialized.as<string, string>("joined"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> j-join-this
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> j-join-other
      <-- KSTREAM-SOURCE-0000000004
    Processor: j-join-other (stores: [l-STATE-STORE-0000000000])
      --> j
      <-- KTABLE-SOURCE-0000000005
    Processor: j-join-this (stores: [r-STATE-STORE-0000000003])
      --> j
      <-- KTABLE-SOURCE-0000000002
    Processor: j (stores: [joined])
      --> KTABLE-TOSTREAM-0000000009
      <-- j-join-this, j-join-other
    Processor: KTABLE-TOSTREAM-0000000009 (stores: [])
      --> KSTREAM-SINK-0000000010
      <-- j
    Sink: KSTREAM-SINK-0000000010 (topic: o)
      <-- KTABLE-TOSTREAM-0000000009`,
  },
  {
    name: "joins of joins, one of them with itself",
    program: (builder) => {
      const joined = builder.table("l").join(builder.table("r"), first<string>);
      const computed = builder
        .table("x")
        .filter(() => true)
        .mapValues(first);
      joined
        .leftJoin(computed, first<string>)
        .outerJoin(joined, first<string | null>)
        .toStream()
        .to("o");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-JOINTHIS-0000000007
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-JOINOTHER-0000000008
      <-- KSTREAM-SOURCE-0000000004
    Processor: KTABLE-JOINOTHER-0000000008 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000006
      <-- KTABLE-SOURCE-0000000005
    Processor: KTABLE-JOINTHIS-0000000007 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-MERGE-0000000006
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-MERGE-0000000006 (stores: [])
      --> KTABLE-JOINTHIS-0000000015, KTABLE-JOINOTHER-0000000019
      <-- KTABLE-JOINTHIS-0000000007, KTABLE-JOINOTHER-0000000008
    Source: KSTREAM-SOURCE-0000000010 (topics: [x])
      --> KTABLE-SOURCE-0000000011
    Processor: KTABLE-SOURCE-0000000011 (stores: [x-STATE-STORE-0000000009])
      --> KTABLE-FILTER-0000000012
      <-- KSTREAM-SOURCE-0000000010
    Processor: KTABLE-FILTER-0000000012 (stores: [])
      --> KTABLE-MAPVALUES-0000000013
      <-- KTABLE-SOURCE-0000000011
    Processor: KTABLE-MAPVALUES-0000000013 (stores: [])
      --> KTABLE-JOINOTHER-0000000016
      <-- KTABLE-FILTER-0000000012
    Processor: KTABLE-JOINOTHER-0000000016 (stores: [r-STATE-STORE-0000000003, l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000014
      <-- KTABLE-MAPVALUES-0000000013
    Processor: KTABLE-JOINTHIS-0000000015 (stores: [x-STATE-STORE-0000000009])
      --> KTABLE-MERGE-0000000014
      <-- KTABLE-MERGE-0000000006
    Processor: KTABLE-MERGE-0000000014 (stores: [])
      --> KTABLE-JOINTHIS-0000000018
      <-- KTABLE-JOINTHIS-0000000015, KTABLE-JOINOTHER-0000000016
    Processor: KTABLE-JOINOTHER-0000000019 (stores: [x-STATE-STORE-0000000009, r-STATE-STORE-0000000003, l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000017
      <-- KTABLE-MERGE-0000000006
    Processor: KTABLE-JOINTHIS-0000000018 (stores: [r-STATE-STORE-0000000003, l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000017
      <-- KTABLE-MERGE-0000000014
    Processor: KTABLE-MERGE-0000000017 (stores: [])
      --> KTABLE-TOSTREAM-0000000020
      <-- KTABLE-JOINTHIS-0000000018, KTABLE-JOINOTHER-0000000019
    Processor: KTABLE-TOSTREAM-0000000020 (stores: [])
      --> KSTREAM-SINK-0000000021
      <-- KTABLE-MERGE-0000000017
    Sink: KSTREAM-SINK-0000000021 (topic: o)
      <-- KTABLE-TOSTREAM-0000000020`,
  },
  {
    name: "two aggregations of a grouped table",
    program: (builder) => {
      const grouped = builder.table("t").groupBy(swap, Grouped.with(string(), string()));
      grouped.count().toStream().to("o1");
      grouped.reduce(first, first).toStream().to("o2");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [t-STATE-STORE-0000000000])
      --> KTABLE-SELECT-0000000003
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SELECT-0000000003 (stores: [])
      --> KSTREAM-SINK-0000000005, KSTREAM-SINK-0000000011
      <-- KTABLE-SOURCE-0000000002
    Sink: KSTREAM-SINK-0000000005 (topic: KTABLE-AGGREGATE-STATE-STORE-0000000004-repartition)
      <-- KTABLE-SELECT-0000000003
    Sink: KSTREAM-SINK-0000000011 (topic: KTABLE-AGGREGATE-STATE-STORE-0000000010-repartition)
      <-- KTABLE-SELECT-0000000003

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000006 (topics: [KTABLE-AGGREGATE-STATE-STORE-0000000004-repartition])
      --> KTABLE-AGGREGATE-0000000007
    Processor: KTABLE-AGGREGATE-0000000007 (stores: [KTABLE-AGGREGATE-STATE-STORE-0000000004])
      --> KTABLE-TOSTREAM-0000000008
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-TOSTREAM-0000000008 (stores: [])
      --> KSTREAM-SINK-0000000009
      <-- KTABLE-AGGREGATE-0000000007
    Sink: KSTREAM-SINK-0000000009 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000008

  Sub-topology: 2
    Source: KSTREAM-SOURCE-0000000012 (topics: [KTABLE-AGGREGATE-STATE-STORE-0000000010-repartition])
      --> KTABLE-REDUCE-0000000013
    Processor: KTABLE-REDUCE-0000000013 (stores: [KTABLE-AGGREGATE-STATE-STORE-0000000010])
      --> KTABLE-TOSTREAM-0000000014
      <-- KSTREAM-SOURCE-0000000012
    Processor: KTABLE-TOSTREAM-0000000014 (stores: [])
      --> KSTREAM-SINK-0000000015
      <-- KTABLE-REDUCE-0000000013
    Sink: KSTREAM-SINK-0000000015 (topic: o2)
      <-- KTABLE-TOSTREAM-0000000014`,
  },
  {
    name: "two aggregations of a grouped table with a name share their topic",
    program: (builder) => {
      const grouped = builder.table("t").groupBy(swap, Grouped.with("grp", string(), string()));
      grouped.count().toStream().to("o1");
      grouped.reduce(first, first).toStream().to("o2");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [t-STATE-STORE-0000000000])
      --> grp
      <-- KSTREAM-SOURCE-0000000001
    Processor: grp (stores: [])
      --> KSTREAM-SINK-0000000005
      <-- KTABLE-SOURCE-0000000002
    Sink: KSTREAM-SINK-0000000005 (topic: grp-repartition)
      <-- grp

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000006 (topics: [grp-repartition])
      --> KTABLE-AGGREGATE-0000000007, KTABLE-REDUCE-0000000013
    Processor: KTABLE-AGGREGATE-0000000007 (stores: [KTABLE-AGGREGATE-STATE-STORE-0000000004])
      --> KTABLE-TOSTREAM-0000000008
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-REDUCE-0000000013 (stores: [KTABLE-AGGREGATE-STATE-STORE-0000000010])
      --> KTABLE-TOSTREAM-0000000014
      <-- KSTREAM-SOURCE-0000000006
    Processor: KTABLE-TOSTREAM-0000000008 (stores: [])
      --> KSTREAM-SINK-0000000009
      <-- KTABLE-AGGREGATE-0000000007
    Processor: KTABLE-TOSTREAM-0000000014 (stores: [])
      --> KSTREAM-SINK-0000000015
      <-- KTABLE-REDUCE-0000000013
    Sink: KSTREAM-SINK-0000000009 (topic: o1)
      <-- KTABLE-TOSTREAM-0000000008
    Sink: KSTREAM-SINK-0000000015 (topic: o2)
      <-- KTABLE-TOSTREAM-0000000014`,
  },
  {
    name: "a named aggregation of a named group",
    program: (builder) =>
      builder
        .table("t")
        .groupBy(swap, Grouped.with("grp", string(), string()))
        .count(Named.as("cnt"), Materialized.as<string, number>("counts"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [t-STATE-STORE-0000000000])
      --> grp
      <-- KSTREAM-SOURCE-0000000001
    Processor: grp (stores: [])
      --> cnt-sink
      <-- KTABLE-SOURCE-0000000002
    Sink: cnt-sink (topic: grp-repartition)
      <-- grp

  Sub-topology: 1
    Source: cnt-source (topics: [grp-repartition])
      --> cnt
    Processor: cnt (stores: [counts])
      --> KTABLE-TOSTREAM-0000000007
      <-- cnt-source
    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
      --> KSTREAM-SINK-0000000008
      <-- cnt
    Sink: KSTREAM-SINK-0000000008 (topic: o)
      <-- KTABLE-TOSTREAM-0000000007`,
  },
  {
    name: "a suppression",
    program: (builder) =>
      builder.table("t").suppress(Suppressed.untilTimeLimit(1_000, BufferConfig.unbounded())).toStream().to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [t-STATE-STORE-0000000000])
      --> KTABLE-SUPPRESS-0000000003
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SUPPRESS-0000000003 (stores: [KTABLE-SUPPRESS-STATE-STORE-0000000004])
      --> KTABLE-TOSTREAM-0000000005
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-TOSTREAM-0000000005 (stores: [])
      --> KSTREAM-SINK-0000000006
      <-- KTABLE-SUPPRESS-0000000003
    Sink: KSTREAM-SINK-0000000006 (topic: o)
      <-- KTABLE-TOSTREAM-0000000005`,
  },
  {
    name: "a named suppression",
    program: (builder) =>
      builder
        .table("t")
        .suppress(Suppressed.untilTimeLimit<string>(1_000, BufferConfig.unbounded()).withName("sup"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [t])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [t-STATE-STORE-0000000000])
      --> sup
      <-- KSTREAM-SOURCE-0000000001
    Processor: sup (stores: [sup-store])
      --> KTABLE-TOSTREAM-0000000003
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-TOSTREAM-0000000003 (stores: [])
      --> KSTREAM-SINK-0000000004
      <-- sup
    Sink: KSTREAM-SINK-0000000004 (topic: o)
      <-- KTABLE-TOSTREAM-0000000003`,
  },
  {
    name: "final results behind a filter, joined",
    program: (builder) =>
      builder
        .stream("t")
        .groupByKey()
        .windowedBy(sessions)
        .count()
        .filter(() => true)
        .mapValues(first)
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
        .join(builder.stream("t2").groupByKey().windowedBy(sessions).count(), first)
        .toStream((windowed) => windowed.key)
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [t])
      --> KSTREAM-AGGREGATE-0000000002
    Processor: KSTREAM-AGGREGATE-0000000002 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000001])
      --> KTABLE-FILTER-0000000003
      <-- KSTREAM-SOURCE-0000000000
    Processor: KTABLE-FILTER-0000000003 (stores: [])
      --> KTABLE-MAPVALUES-0000000004
      <-- KSTREAM-AGGREGATE-0000000002
    Source: KSTREAM-SOURCE-0000000007 (topics: [t2])
      --> KSTREAM-AGGREGATE-0000000009
    Processor: KTABLE-MAPVALUES-0000000004 (stores: [])
      --> KTABLE-SUPPRESS-0000000005
      <-- KTABLE-FILTER-0000000003
    Processor: KSTREAM-AGGREGATE-0000000009 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000008])
      --> KTABLE-JOINOTHER-0000000012
      <-- KSTREAM-SOURCE-0000000007
    Processor: KTABLE-SUPPRESS-0000000005 (stores: [KTABLE-SUPPRESS-STATE-STORE-0000000006])
      --> KTABLE-JOINTHIS-0000000011
      <-- KTABLE-MAPVALUES-0000000004
    Processor: KTABLE-JOINOTHER-0000000012 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000001, KTABLE-SUPPRESS-STATE-STORE-0000000006])
      --> KTABLE-MERGE-0000000010
      <-- KSTREAM-AGGREGATE-0000000009
    Processor: KTABLE-JOINTHIS-0000000011 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000008])
      --> KTABLE-MERGE-0000000010
      <-- KTABLE-SUPPRESS-0000000005
    Processor: KTABLE-MERGE-0000000010 (stores: [])
      --> KTABLE-TOSTREAM-0000000013
      <-- KTABLE-JOINTHIS-0000000011, KTABLE-JOINOTHER-0000000012
    Processor: KTABLE-TOSTREAM-0000000013 (stores: [])
      --> KSTREAM-KEY-SELECT-0000000014
      <-- KTABLE-MERGE-0000000010
    Processor: KSTREAM-KEY-SELECT-0000000014 (stores: [])
      --> KSTREAM-SINK-0000000015
      <-- KTABLE-TOSTREAM-0000000013
    Sink: KSTREAM-SINK-0000000015 (topic: o)
      <-- KSTREAM-KEY-SELECT-0000000014`,
  },
  {
    name: "topics as changelogs",
    program: (builder) => builder.table("l").join(builder.table("r"), first).toStream().to("o"),
    options: { optimization: "all" },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-JOINTHIS-0000000007
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-JOINOTHER-0000000008
      <-- KSTREAM-SOURCE-0000000004
    Processor: KTABLE-JOINOTHER-0000000008 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-MERGE-0000000006
      <-- KTABLE-SOURCE-0000000005
    Processor: KTABLE-JOINTHIS-0000000007 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-MERGE-0000000006
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-MERGE-0000000006 (stores: [])
      --> KTABLE-TOSTREAM-0000000009
      <-- KTABLE-JOINTHIS-0000000007, KTABLE-JOINOTHER-0000000008
    Processor: KTABLE-TOSTREAM-0000000009 (stores: [])
      --> KSTREAM-SINK-0000000010
      <-- KTABLE-MERGE-0000000006
    Sink: KSTREAM-SINK-0000000010 (topic: o)
      <-- KTABLE-TOSTREAM-0000000009`,
  },
];

test.each(PROGRAMS)("tables are named as in Kafka: $name", ({ program, options, text }) => {
  const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
  program(builder);
  expect(`\n${builder.build(options).describe()}`.trimEnd()).toBe(text);
});
