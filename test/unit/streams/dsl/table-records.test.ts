import { describe, expect, test } from "vitest";
import { int64, string } from "../../../../src/serde/primitives.ts";
import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import type { KTable } from "../../../../src/streams/dsl/ktable.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { TopologyTestDriver } from "../../../../src/testing/streams/topology-test-driver.ts";

type Builder = StreamsBuilder<string, string>;
type Program = (builder: Builder) => KStream<string, string | null>;

function shown<K, V>(table: KTable<K, V>): KStream<string, string | null> {
  return table.toStream().map((key, value) => [String(key), value === null ? null : String(value)]);
}

/** Feeds "topic key=value@time", value "-" for null; answers what came out after each, "key=value@time" too. */
function run(program: Program, inputs: readonly string[]): string[] {
  const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
  program(builder).to("out");
  using driver = new TopologyTestDriver(builder.build(), { cacheMaxBytes: 0 });
  const output = driver.createOutputTopic("out", string(), string());
  return inputs.map((input) => {
    const [, topic = "", key = "", value = "", time] = /^(\w+) (\w+)=(\S+)@(\d+)$/.exec(input) ?? [];
    driver.createInputTopic(topic, string(), string()).pipeInput(key, value === "-" ? null : value, Number(time));
    const records = output.readRecordsToList();
    return records.map((record) => `${record.key}=${record.value ?? "-"}@${record.timestamp}`).join(" ");
  });
}

const both = (left: unknown, right: unknown): string => `${left ?? "-"}${right ?? "-"}`;

// What comes out is what Kafka Streams 4.3.1 (Java) gave for the same programs and records, where nothing else is said.

describe("joins of tables", () => {
  const INPUTS = [
    ["l k=-@1", "", "", ""],
    ["r k=-@2", "", "", ""],
    ["l k=A@3", "", "k=A-@3", "k=A-@3"],
    ["r k=a@4", "k=Aa@4", "k=Aa@4", "k=Aa@4"],
    ["l k=B@5", "k=Ba@5", "k=Ba@5", "k=Ba@5"],
    ["l k=-@7", "k=-@7", "k=-@7", "k=-a@7"],
    ["r k=-@8", "", "", "k=-@8"],
    ["l k=C@9", "", "k=C-@9", "k=C-@9"],
    ["r k=c@10", "k=Cc@10", "k=Cc@10", "k=Cc@10"],
    ["r k=-@11", "k=-@11", "k=C-@11", "k=C-@11"],
    ["l k=-@12", "", "k=-@12", "k=-@12"],
    ["r k=d@7", "", "", "k=-d@7"],
    ["l k=D@6", "k=Dd@7", "k=Dd@7", "k=Dd@7"],
  ];
  const inputs = INPUTS.map(([input = ""]) => input);
  test.each<[string, number, Program]>([
    ["inner", 1, (builder) => shown(builder.table("l").join(builder.table("r"), both))],
    ["left", 2, (builder) => shown(builder.table("l").leftJoin(builder.table("r"), both))],
    ["outer", 3, (builder) => shown(builder.table("l").outerJoin(builder.table("r"), both))],
    [
      "outer with a store",
      3,
      (builder) => shown(builder.table("l").outerJoin(builder.table("r"), both, Materialized.as<string, string>("s"))),
    ],
  ])("%s", (_kind, column, program) => {
    const expected = INPUTS.map((row) => row[column]);
    expect(run(program, inputs)).toEqual(expected);
  });
});

test("a group whose rows move subtracts where they were and adds where they are", () => {
  const program: Program = (builder) =>
    shown(
      builder
        .table("t")
        .groupBy(
          (_name, score): [string, number] => [score.charAt(0), Number(score.slice(1))],
          Grouped.with(string(), int64({ as: "number" })),
        )
        .reduce(
          (sum, score) => sum + score,
          (sum, score) => sum - score,
        ),
    );
  const inputs = ["t alice=E5@1", "t bob=A3@2", "t charlie=A7@3", "t alice=A5@4", "t charlie=-@5", "t bob=E3@6"];
  expect(run(program, inputs)).toEqual(["E=5@1", "A=3@2", "A=10@3", "E=0@4 A=15@4", "A=8@5", "A=5@6 E=3@6"]);
});

describe("joins by a foreign key", () => {
  const foreignKey = (value: string): string | null => (value === "none" ? null : value);
  const INPUTS = [
    ["l k=1@1", "", "k=1-@1"],
    ["r 1=foo@2", "k=1foo@2", "k=1foo@2"],
    ["l k=2@3", "k=-@3", "k=2-@3"],
    ["l k=3@4", "k=-@4", "k=3-@4"],
    ["r 3=bar@5", "k=3bar@5", "k=3bar@5"],
    ["l k=none@6", "k=-@6", "k=none-@6"],
    ["r 3=baz@7", "", ""],
  ];
  test.each<[string, number, Program]>([
    ["inner", 1, (builder) => shown(builder.table("l").foreignKeyJoin(builder.table("r"), foreignKey, both))],
    ["left", 2, (builder) => shown(builder.table("l").foreignKeyLeftJoin(builder.table("r"), foreignKey, both))],
  ])("%s", (_kind, column, program) => {
    const inputs = INPUTS.map(([input = ""]) => input);
    expect(run(program, inputs)).toEqual(INPUTS.map((row) => row[column]));
  });
});

test("sessions that a record connects go before the one that they become comes", () => {
  const sessions = SessionWindows.ofInactivityGapAndGrace(10, 20);
  const program: Program = (builder) => shown(builder.stream("t").groupByKey().windowedBy(sessions).count());
  expect(run(program, ["t k=a@100", "t k=b@115", "t k=c@108"])).toEqual([
    "[k@100/100]=1@100",
    "[k@115/115]=1@115",
    "[k@100/100]=-@100 [k@115/115]=-@115 [k@100/115]=3@115",
  ]);
});

test("a window that has closed gives its one result", () => {
  const windows = TimeWindows.ofSizeAndGrace(10, 5);
  const closed = Suppressed.untilWindowCloses(BufferConfig.unbounded());
  const program: Program = (builder) =>
    shown(builder.stream("t").groupByKey().windowedBy(windows).count().suppress(closed));
  expect(run(program, ["t k=a@1", "t k=b@12", "t k=c@9", "t k=d@14", "t k=e@15", "t k=f@3"])).toEqual([
    "",
    "",
    "",
    "",
    "[k@0/10]=2@9",
    "",
  ]);
});

test("sessions that are emitted when they close come by end, start and key", () => {
  const sessions = SessionWindows.ofInactivityGapAndGrace(5, 10);
  const program: Program = (builder) => {
    const grouped = builder.stream("t").groupByKey().windowedBy(sessions);
    return shown(grouped.emitStrategy(EmitStrategy.onWindowClose()).count());
  };
  expect(run(program, ["t k=a@1", "t k=b@4", "t j=c@4", "t k=d@12", "t k=e@30", "t j=f@14", "t k=g@60"])).toEqual([
    "",
    "",
    "",
    "",
    "[k@1/4]=2@4 [j@4/4]=1@4 [k@12/12]=1@12",
    "",
    "[k@30/30]=1@30",
  ]);
});

test("the table of a windowed cogroup can be joined, which Kafka's cannot", () => {
  const windows = TimeWindows.ofSizeWithNoGrace(10);
  const concat = (_key: string, value: string, texts: string): string => texts + value;
  const program: Program = (builder) => {
    const counts = builder.stream("u").groupByKey().windowedBy(windows).count();
    const joined = builder
      .stream("t")
      .groupByKey()
      .cogroup(concat)
      .windowedBy(windows)
      .aggregate(() => "")
      .join(counts, both);
    return shown(joined);
  };
  expect(run(program, ["t k=a@1", "u k=x@2", "t k=b@3"])).toEqual(["", "[k@0/10]=a1@2", "[k@0/10]=ab1@3"]);
});
