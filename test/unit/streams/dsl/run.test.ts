import { describe, expect, test } from "vitest";
import type { BuildOptions } from "../../../../src/streams/dsl/streams-builder.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Printed } from "../../../../src/streams/options/printed.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { TopologyTestDriver } from "../../../../src/testing/streams/topology-test-driver.ts";
import {
  byValue,
  consumed,
  grouped,
  join,
  type Program,
  produced,
  same,
  source,
  streamJoined,
  swap,
  text,
  windows,
  yes,
} from "./programs.ts";

type Input = readonly [topic: string, key: string | null, value: string | null, timestampMs: number];

/** What a program writes to the topic "out", as key:value@time, in order. */
function run(program: Program, inputs: readonly Input[], options?: BuildOptions): string[] {
  const builder = new StreamsBuilder();
  program(builder);
  using driver = new TopologyTestDriver(builder.build(options));
  for (const [topic, key, value, timestampMs] of inputs) driver.pipeRaw(topic, key, value, timestampMs);
  return driver
    .createOutputTopic("out", text, text)
    .readRecordsToList()
    .map(({ key, value, timestamp }) => `${key}:${value}@${timestamp}`);
}

const seconds = (inputs: readonly (readonly [number, "L" | "R", string | null])[]): Input[] =>
  inputs.map(([at, side, value]) => [side, "k", value, at * 1_000]);

const S1 = seconds([
  [1, "L", null],
  [2, "R", null],
  [3, "L", "A"],
  [4, "R", "a"],
  [5, "L", "B"],
  [6, "R", "b"],
  [7, "L", null],
  [8, "R", null],
  [9, "L", "C"],
  [10, "R", "c"],
  [11, "R", null],
  [12, "L", null],
  [13, "R", null],
  [14, "R", "d"],
  [15, "L", "D"],
  [40, "L", "E"],
  [60, "L", "F"],
  [80, "R", "f"],
  [100, "L", "G"],
]);

const MATCHES = [
  "A-a@4",
  "B-a@5",
  "A-b@6",
  "B-b@6",
  "C-a@9",
  "C-b@9",
  "A-c@10",
  "B-c@10",
  "C-c@10",
  "A-d@14",
  "B-d@14",
  "C-d@14",
  "D-a@15",
  "D-b@15",
  "D-c@15",
  "D-d@15",
];
const atSeconds = (rows: readonly string[]) => rows.map((row) => `k:${row}000`);

describe("A stream-stream join gives Java's rows", () => {
  test.each([
    ["join", MATCHES],
    ["leftJoin", [...MATCHES, "E-null@40", "F-null@60"]],
    ["outerJoin", [...MATCHES, "E-null@40", "F-null@60"]],
  ] as const)("%s", (kind, rows) => {
    const program: Program = (builder) => {
      const left = source(builder, "L");
      const right = source(builder, "R");
      const joined =
        kind === "join"
          ? left.join(right, join, windows, streamJoined)
          : kind === "leftJoin"
            ? left.leftJoin(right, join, windows, streamJoined)
            : left.outerJoin(right, join, windows, streamJoined);
      joined.to("out", produced);
    };
    expect(run(program, S1)).toEqual(atSeconds(rows));
  });
});

describe("A stream-table join gives Java's rows", () => {
  test.each([
    ["join", ["B-a@5", "D-d@15"]],
    ["leftJoin", ["A-null@3", "B-a@5", "C-null@9", "D-d@15"]],
  ] as const)("%s", (kind, rows) => {
    const program: Program = (builder) => {
      const table = builder.table("R", consumed);
      const stream = source(builder, "L");
      const joined = kind === "join" ? stream.join(table, join) : stream.leftJoin(table, join);
      joined.to("out", produced);
    };
    expect(
      run(
        program,
        S1.filter(([, , , at]) => at <= 15_000),
      ),
    ).toEqual(atSeconds(rows));
  });
});

test("A join with a versioned table waits for its grace period and reads the table as of the record's time.", () => {
  const program: Program = (builder) => {
    const versions = Stores.inMemoryVersionedKeyValueStore("versions", 60_000);
    const table = builder.table("R", consumed, Materialized.as(versions));
    const joined = Joined.with(text, text, text, "j", 5_000);
    source(builder, "L").join(table, join, joined).to("out", produced);
  };
  const inputs = seconds([
    [1, "R", "old"],
    [10, "L", "A"],
    [9, "R", "new"],
    [12, "R", "newer"],
    [15, "L", "B"],
    [30, "L", "C"],
  ]);
  expect(run(program, inputs)).toEqual(["k:A-new@10000", "k:B-newer@15000"]);
});

test("A global table is joined by any key, and null means none.", () => {
  const program: Program = (builder) => {
    const table = builder.globalTable("R", consumed);
    source(builder, "L")
      .leftJoin(table, (_key, value) => (value === "none" ? null : value), join)
      .to("out", produced);
  };
  const inputs: Input[] = [
    ["R", "x", "ex", 1],
    ["L", "k", "x", 2],
    ["L", "k", "y", 3],
    ["L", "k", "none", 4],
  ];
  expect(run(program, inputs)).toEqual(["k:x-ex@2", "k:y-null@3", "k:none-null@4"]);
});

test("A record goes to the first branch whose predicate holds, else to the default one.", () => {
  const program: Program = (builder) => {
    const branches = source(builder, "in")
      .split()
      .branch((_key, value) => value.length > 3)
      .branch((_key, value) => value.length > 1)
      .defaultBranch();
    let number = 0;
    for (const branch of branches.values()) {
      const label = number++;
      branch.mapValues((value) => `${label}${value}`).to("out", produced);
    }
  };
  const inputs: Input[] = [
    ["in", "k", "long", 1],
    ["in", "k", "mid", 2],
    ["in", "k", "s", 3],
  ];
  expect(run(program, inputs)).toEqual(["k:0long@1", "k:1mid@2", "k:2s@3"]);
});

test("Printed lines begin with the name of the printed stream, or a label.", () => {
  const lines: string[] = [];
  const program: Program = (builder) => {
    const input = source(builder, "in");
    input.print(Printed.to<string, string>((line) => lines.push(line)));
    input.print(Printed.to<string, string>((line) => lines.push(line)).withLabel("seen"));
  };
  run(program, [["in", "k", "v", 1]]);
  expect(lines).toEqual(["[KSTREAM-SOURCE-0000000000]: k, v", "[seen]: k, v"]);
});

test("toTable behind a new key keeps the latest value of each.", () => {
  const program: Program = (builder) => {
    const table = source(builder, "in").map(swap).toTable(Materialized.with(text, text));
    source(builder, "look").join(table, join).to("out", produced);
  };
  const inputs: Input[] = [
    ["in", "a", "x", 1],
    ["in", "b", "x", 2],
    ["look", "x", "q", 3],
  ];
  expect(run(program, inputs)).toEqual(["x:q-b@3"]);
});

describe("A record without a key goes through a repartition topic", () => {
  const table = (builder: StreamsBuilder) => builder.table("t", consumed);
  const keyless = (builder: StreamsBuilder) => source(builder, "in").map((): [string, string] => [null as never, "v"]);
  const joined = Joined.with(text, text, text);

  test("if a left join behind it keeps it", () => {
    const program: Program = (builder) => keyless(builder).leftJoin(table(builder), join, joined).to("out", produced);
    expect(run(program, [["in", "k", "v", 1]])).toEqual(["null:v-null@1"]);
  });

  test("not if nothing behind it could use it", () => {
    const program: Program = (builder) =>
      keyless(builder).repartition(Repartitioned.with(text, text)).to("out", produced);
    expect(run(program, [["in", "k", "v", 1]])).toEqual([]);
  });
});

const OPTIMIZED: Readonly<Record<string, Program>> = {
  "a self join"(builder) {
    const input = source(builder, "in").filter(yes);
    input.join(input, join, windows, streamJoined).to("out", produced);
  },
  "repartitions of one new key"(builder) {
    const input = source(builder, "in").map(swap);
    input.groupByKey(grouped).count().toStream().mapValues(String).to("out", produced);
    input.filter(yes).groupByKey(grouped).reduce(same).toStream().to("out", produced);
  },
  "a table that reuses its topic"(builder) {
    builder.table("in", consumed, Materialized.as("kept")).toStream().to("out", produced);
  },
};

describe("Optimization changes no row of", () => {
  const inputs: Input[] = [1, 5, 3, 20, 7, 22].map((at, index) => [
    "in",
    index % 2 === 0 ? "a" : "b",
    `${at % 3}`,
    at * 1_000,
  ]);
  test.each(Object.entries(OPTIMIZED))("%s", (_name, program) => {
    const rows = run(program, inputs);
    expect(rows.length).toBeGreaterThan(inputs.length - 1);
    expect(run(program, inputs, { optimization: "all" }).sort()).toEqual(rows.sort());
  });
});

test("A table that reuses its topic writes no changelog of its own.", () => {
  const topics = (options?: BuildOptions) => {
    const builder = new StreamsBuilder();
    builder.table("in", consumed, Materialized.as("kept"));
    using driver = new TopologyTestDriver(builder.build(options), { applicationId: "app" });
    driver.pipeRaw("in", "k", "v", 1);
    return [...driver.producedTopicNames()];
  };
  expect(topics()).toEqual(["app-kept-changelog"]);
  expect(topics({ optimization: ["reuse.ktable.source.topics"] })).toEqual([]);
});

test("Default serdes stand in wherever neither an option nor the stream before has one.", () => {
  const builder = new StreamsBuilder({ defaultKeySerde: text, defaultValueSerde: text });
  const words = builder.stream("in").flatMapValues((line) => line.split(" "));
  const counts = words.groupBy(byValue).count(Materialized.as("counts"));
  counts
    .toStream()
    .mapValues((count) => String(count))
    .to("out");
  using driver = new TopologyTestDriver(builder.build());
  driver.pipeRaw("in", "k", "to be or not to be", 1);
  const rows = driver.createOutputTopic("out", text, text).readKeyValuesToList();
  expect(rows).toEqual([
    ["to", "1"],
    ["be", "1"],
    ["or", "1"],
    ["not", "1"],
    ["to", "2"],
    ["be", "2"],
  ]);
});
