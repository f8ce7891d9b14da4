import { expect, test } from "vitest";
import { string } from "../../../../src/serde/primitives.ts";
import { type BuildOptions, StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { TableJoined } from "../../../../src/streams/options/table-joined.ts";

// The texts are what Kafka Streams 4.3.1 (Java) prints for the same programs.

type Builder = StreamsBuilder<string, string>;

interface Program {
  readonly name: string;
  readonly program: (builder: Builder) => void;
  readonly options?: BuildOptions;
  readonly text: string;
}

const first = <V>(one: V): V => one;

const PROGRAMS: readonly Program[] = [
  {
    name: "without a name",
    program: (builder) => builder.table("l").foreignKeyJoin(builder.table("r"), first, first).toStream().to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KTABLE-SOURCE-0000000016 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000014-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-OUTPUT-0000000018
      <-- KTABLE-SOURCE-0000000016
    Processor: KTABLE-FK-JOIN-OUTPUT-0000000018 (stores: [])
      --> KTABLE-TOSTREAM-0000000020
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007 (stores: [])
      --> KTABLE-SINK-0000000008
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-TOSTREAM-0000000020 (stores: [])
      --> KSTREAM-SINK-0000000021
      <-- KTABLE-FK-JOIN-OUTPUT-0000000018
    Sink: KSTREAM-SINK-0000000021 (topic: o)
      <-- KTABLE-TOSTREAM-0000000020
    Sink: KTABLE-SINK-0000000008 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000006-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Source: KTABLE-SOURCE-0000000009 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000006-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012
      <-- KTABLE-SOURCE-0000000009
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013
      <-- KSTREAM-SOURCE-0000000004
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-SINK-0000000015
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010])
      --> KTABLE-SINK-0000000015
      <-- KTABLE-SOURCE-0000000005
    Sink: KTABLE-SINK-0000000015 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000014-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012, KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013`,
  },
  {
    name: "with a name",
    program: (builder) =>
      builder.table("l").foreignKeyLeftJoin(builder.table("r"), first, first, TableJoined.as("fk")).toStream().to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: fk-subscription-response-source (topics: [fk-subscription-response-topic])
      --> fk-subscription-response-resolver
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Processor: fk-subscription-response-resolver (stores: [l-STATE-STORE-0000000000])
      --> fk-result
      <-- fk-subscription-response-source
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> fk-subscription-registration-processor
      <-- KSTREAM-SOURCE-0000000001
    Processor: fk-result (stores: [])
      --> KTABLE-TOSTREAM-0000000020
      <-- fk-subscription-response-resolver
    Processor: KTABLE-TOSTREAM-0000000020 (stores: [])
      --> KSTREAM-SINK-0000000021
      <-- fk-result
    Processor: fk-subscription-registration-processor (stores: [])
      --> fk-subscription-registration-sink
      <-- KTABLE-SOURCE-0000000002
    Sink: KSTREAM-SINK-0000000021 (topic: o)
      <-- KTABLE-TOSTREAM-0000000020
    Sink: fk-subscription-registration-sink (topic: fk-subscription-registration-topic)
      <-- fk-subscription-registration-processor

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Source: fk-subscription-registration-source (topics: [fk-subscription-registration-topic])
      --> fk-subscription-receive
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> fk-foreign-join-subscription
      <-- KSTREAM-SOURCE-0000000004
    Processor: fk-subscription-receive (stores: [fk-subscription-store])
      --> fk-subscription-join-foreign
      <-- fk-subscription-registration-source
    Processor: fk-foreign-join-subscription (stores: [fk-subscription-store])
      --> fk-subscription-response-sink
      <-- KTABLE-SOURCE-0000000005
    Processor: fk-subscription-join-foreign (stores: [r-STATE-STORE-0000000003])
      --> fk-subscription-response-sink
      <-- fk-subscription-receive
    Sink: fk-subscription-response-sink (topic: fk-subscription-response-topic)
      <-- fk-subscription-join-foreign, fk-foreign-join-subscription`,
  },
  {
    name: "with a store",
    program: (builder) =>
      builder
        .table("l")
        .foreignKeyJoin(builder.table("r"), first, first, Materialized.as<string, string>("fks"))
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KTABLE-SOURCE-0000000016 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000014-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-OUTPUT-0000000018
      <-- KTABLE-SOURCE-0000000016
    Processor: KTABLE-FK-JOIN-OUTPUT-0000000018 (stores: [fks])
      --> KTABLE-TOSTREAM-0000000019
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000017
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007 (stores: [])
      --> KTABLE-SINK-0000000008
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-TOSTREAM-0000000019 (stores: [])
      --> KSTREAM-SINK-0000000020
      <-- KTABLE-FK-JOIN-OUTPUT-0000000018
    Sink: KSTREAM-SINK-0000000020 (topic: o)
      <-- KTABLE-TOSTREAM-0000000019
    Sink: KTABLE-SINK-0000000008 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000006-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000007

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000004 (topics: [r])
      --> KTABLE-SOURCE-0000000005
    Source: KTABLE-SOURCE-0000000009 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000006-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012
      <-- KTABLE-SOURCE-0000000009
    Processor: KTABLE-SOURCE-0000000005 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013
      <-- KSTREAM-SOURCE-0000000004
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012 (stores: [r-STATE-STORE-0000000003])
      --> KTABLE-SINK-0000000015
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000011
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010])
      --> KTABLE-SINK-0000000015
      <-- KTABLE-SOURCE-0000000005
    Sink: KTABLE-SINK-0000000015 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000014-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000012, KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013`,
  },
  {
    name: "between computed tables, the result joined again",
    program: (builder) =>
      builder
        .table("l")
        .filter(() => true)
        .foreignKeyJoin(builder.table("r").mapValues(first), first, first)
        .join(builder.table("x"), first)
        .toStream()
        .to("o"),
    text: `
Topologies:
   Sub-topology: 0
    Source: KTABLE-SOURCE-0000000018 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000016-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000019
    Source: KSTREAM-SOURCE-0000000023 (topics: [x])
      --> KTABLE-SOURCE-0000000024
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000019 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-OUTPUT-0000000020
      <-- KTABLE-SOURCE-0000000018
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-FK-JOIN-OUTPUT-0000000020 (stores: [KTABLE-FK-JOIN-OUTPUT-STATE-STORE-0000000021])
      --> KTABLE-JOINTHIS-0000000026
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000019
    Processor: KTABLE-SOURCE-0000000024 (stores: [x-STATE-STORE-0000000022])
      --> KTABLE-JOINOTHER-0000000027
      <-- KSTREAM-SOURCE-0000000023
    Processor: KTABLE-JOINOTHER-0000000027 (stores: [KTABLE-FK-JOIN-OUTPUT-STATE-STORE-0000000021])
      --> KTABLE-MERGE-0000000025
      <-- KTABLE-SOURCE-0000000024
    Processor: KTABLE-JOINTHIS-0000000026 (stores: [x-STATE-STORE-0000000022])
      --> KTABLE-MERGE-0000000025
      <-- KTABLE-FK-JOIN-OUTPUT-0000000020
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FILTER-0000000003
      <-- KSTREAM-SOURCE-0000000001
    Processor: KTABLE-FILTER-0000000003 (stores: [])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000009
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-MERGE-0000000025 (stores: [])
      --> KTABLE-TOSTREAM-0000000028
      <-- KTABLE-JOINTHIS-0000000026, KTABLE-JOINOTHER-0000000027
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000009 (stores: [])
      --> KTABLE-SINK-0000000010
      <-- KTABLE-FILTER-0000000003
    Processor: KTABLE-TOSTREAM-0000000028 (stores: [])
      --> KSTREAM-SINK-0000000029
      <-- KTABLE-MERGE-0000000025
    Sink: KSTREAM-SINK-0000000029 (topic: o)
      <-- KTABLE-TOSTREAM-0000000028
    Sink: KTABLE-SINK-0000000010 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000008-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000009

  Sub-topology: 1
    Source: KSTREAM-SOURCE-0000000005 (topics: [r])
      --> KTABLE-SOURCE-0000000006
    Processor: KTABLE-SOURCE-0000000006 (stores: [r-STATE-STORE-0000000004])
      --> KTABLE-MAPVALUES-0000000007
      <-- KSTREAM-SOURCE-0000000005
    Source: KTABLE-SOURCE-0000000011 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000008-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000012])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000014
      <-- KTABLE-SOURCE-0000000011
    Processor: KTABLE-MAPVALUES-0000000007 (stores: [])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000015
      <-- KTABLE-SOURCE-0000000006
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000014 (stores: [r-STATE-STORE-0000000004])
      --> KTABLE-SINK-0000000017
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000013
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000015 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000012])
      --> KTABLE-SINK-0000000017
      <-- KTABLE-MAPVALUES-0000000007
    Sink: KTABLE-SINK-0000000017 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000016-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000014, KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000015`,
  },
  {
    name: "of a table with itself",
    program: (builder) => {
      const table = builder.table("l");
      table.foreignKeyJoin(table, first, first).toStream().to("o");
    },
    text: `
Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000001 (topics: [l])
      --> KTABLE-SOURCE-0000000002
    Processor: KTABLE-SOURCE-0000000002 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000010, KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000004
      <-- KSTREAM-SOURCE-0000000001
    Source: KTABLE-SOURCE-0000000013 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000011-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000014
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000014 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-FK-JOIN-OUTPUT-0000000015
      <-- KTABLE-SOURCE-0000000013
    Source: KTABLE-SOURCE-0000000006 (topics: [KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000003-topic])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000008
    Processor: KTABLE-FK-JOIN-OUTPUT-0000000015 (stores: [])
      --> KTABLE-TOSTREAM-0000000017
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-0000000014
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000008 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000007])
      --> KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000009
      <-- KTABLE-SOURCE-0000000006
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000009 (stores: [l-STATE-STORE-0000000000])
      --> KTABLE-SINK-0000000012
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000008
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000010 (stores: [KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000007])
      --> KTABLE-SINK-0000000012
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000004 (stores: [])
      --> KTABLE-SINK-0000000005
      <-- KTABLE-SOURCE-0000000002
    Processor: KTABLE-TOSTREAM-0000000017 (stores: [])
      --> KSTREAM-SINK-0000000018
      <-- KTABLE-FK-JOIN-OUTPUT-0000000015
    Sink: KSTREAM-SINK-0000000018 (topic: o)
      <-- KTABLE-TOSTREAM-0000000017
    Sink: KTABLE-SINK-0000000005 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000003-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000004
    Sink: KTABLE-SINK-0000000012 (topic: KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000011-topic)
      <-- KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000009, KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-0000000010`,
  },
];

test.each(PROGRAMS)("foreign-key joins are named as in Kafka: $name", ({ program, options, text }) => {
  const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
  program(builder);
  expect(`\n${builder.build(options).describe()}`.trimEnd()).toBe(text);
});
