import { describe, expect, test } from "vitest";
import { int64 } from "../../../../src/serde/primitives.ts";
import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import type { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { JAVA_DESCRIPTIONS } from "./java-descriptions.ts";
import {
  byValue,
  consumed,
  describeProgram,
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

type Text = KStream<string, string>;
type Kind = "join" | "leftJoin" | "outerJoin";

const counted = Produced.with(text, int64({ as: "number" }));
const joined = Joined.with(text, text, text);

function joinOf(kind: Kind, left: Text, right: Text, options: StreamJoined<string, string, string>): Text {
  if (kind === "join") return left.join(right, join, windows, options);
  return kind === "leftJoin"
    ? left.leftJoin(right, join, windows, options)
    : left.outerJoin(right, join, windows, options);
}

function joinPrograms(javaKind: string, kind: Kind): Record<string, Program> {
  return {
    [`stream-stream ${javaKind}`](builder) {
      const left = source(builder, "left");
      const right = source(builder, "right");
      joinOf(kind, left, right, streamJoined).to("a", produced);
      joinOf(kind, left, right, streamJoined.withName("joined")).to("b", produced);
      joinOf(kind, left, right, streamJoined.withStoreName("stored")).to("c", produced);
      joinOf(kind, left, right, streamJoined.withName("both").withStoreName("both-store")).to("d", produced);
    },
    [`stream-stream repartitioned ${javaKind}`](builder) {
      const left = source(builder, "left").selectKey(byValue);
      const right = source(builder, "right").map(swap);
      joinOf(kind, left, right, streamJoined).to("a", produced);
      joinOf(kind, left, right, streamJoined.withName("joined")).to("b", produced);
      joinOf(kind, left, left, streamJoined.withName("self")).to("c", produced);
      joinOf(kind, right, left, streamJoined).to("d", produced);
    },
  };
}

const PROGRAMS: Readonly<Record<string, Program>> = {
  ...joinPrograms("inner", "join"),
  ...joinPrograms("left", "leftJoin"),
  ...joinPrograms("outer", "outerJoin"),

  "stream-stream suppliers"(builder) {
    const options = streamJoined
      .withThisStoreSupplier(Stores.inMemoryWindowStore("lefts", 35_000, 30_000, true))
      .withOtherStoreSupplier(Stores.inMemoryWindowStore("rights", 35_000, 30_000, true));
    source(builder, "left").leftJoin(source(builder, "right"), join, windows, options).to("a", produced);
  },

  "stream-table"(builder) {
    const table = builder.table("t", consumed);
    const input = source(builder, "in");
    input.join(table, join).to("a", produced);
    input.leftJoin(table, join, Joined.as("named")).to("b", produced);
    input.selectKey(byValue).join(table, join, joined).to("c", produced);
    input.selectKey(byValue).leftJoin(table, join, joined.withName("looked")).to("d", produced);
    const keyed = input.selectKey(byValue, Named.as("sel"));
    keyed.join(table, join, joined).to("e", produced);
    keyed.leftJoin(table, join, joined).to("f", produced);
  },

  "stream-table grace"(builder) {
    const versions = Stores.inMemoryVersionedKeyValueStore("versions", 300_000);
    const table = builder.table("t", consumed, Materialized.as(versions));
    const graceful = joined.withGracePeriod(10_000);
    source(builder, "in").join(table, join, graceful.withName("graceful")).to("a", produced);
    source(builder, "in").leftJoin(table, join, graceful).to("b", produced);
  },

  "global table"(builder) {
    const one = builder.globalTable("g", consumed);
    const other = builder.globalTable("h", consumed.withName("hs"), Materialized.as("h-store"));
    const input = source(builder, "in");
    input.join(one, byValue, join).to("a", produced);
    input.selectKey(byValue).leftJoin(other, byValue, join, Named.as("looked")).to("b", produced);
  },
};

describe("describe() of a join is Java's text", () => {
  test.each(Object.entries(PROGRAMS))("%s", (name, program) => {
    expect(describeProgram(program)).toBe(JAVA_DESCRIPTIONS.get(name));
  });
});

const OPTIMIZED: Readonly<Record<string, Program>> = {
  "self join"(builder) {
    const input = source(builder, "in");
    input.join(input, join, windows, streamJoined).to("a", produced);
    input.leftJoin(source(builder, "in"), join, windows, streamJoined.withName("named")).to("b", produced);
    input.mapValues(same).join(input, join, windows, streamJoined).to("c", produced);
  },

  "self join behind key"(builder) {
    const input = source(builder, "in").selectKey(byValue);
    input.join(input, join, windows, streamJoined).to("a", produced);
  },

  "table source"(builder) {
    builder.table("t", consumed, Materialized.as("store"));
    builder.table("u", consumed).toStream().to("x", produced);
    builder.table("v", consumed.withName("vs"), Materialized.as("v-store")).filter(yes).toStream().to("y", produced);
  },

  "merged repartitions"(builder) {
    const input = source(builder, "in").map(swap);
    input.groupByKey(grouped).count().toStream().to("a", counted);
    input.filter(yes).groupByKey(grouped).reduce(same, Materialized.as("reduced")).toStream().to("b", produced);
    input.mapValues(same).groupByKey(grouped).count();
    input.join(source(builder, "other"), join, windows, streamJoined).to("c", produced);
  },

  "merged repartitions named"(builder) {
    const input = source(builder, "in").map(swap);
    input.groupByKey(Grouped.with("first", text, text)).count();
    input
      .filter(yes)
      .groupByKey(Grouped.with("second", text, text))
      .count();
    const peeked = input.peek(() => {});
    peeked.leftJoin(builder.table("t", consumed), join, joined.withName("third")).to("c", produced);
  },

  "repartitions behind merge"(builder) {
    const one = source(builder, "x").selectKey(byValue);
    const other = source(builder, "y").selectKey(byValue);
    const merged = one.merge(other).filter(yes);
    merged.groupByKey(grouped).count();
    merged.groupByKey(grouped).reduce(same);
  },

  "repartitions beside merge"(builder) {
    const one = source(builder, "x").selectKey(byValue);
    const other = source(builder, "y").selectKey(byValue);
    one.groupByKey(grouped).count();
    one.merge(other).groupByKey(grouped).count();
  },

  "aggregate of aggregate"(builder) {
    source(builder, "in")
      .groupBy(byValue, grouped)
      .count()
      .toStream()
      .mapValues((count) => String(count))
      .selectKey((_key, value) => value)
      .groupByKey(grouped)
      .windowedBy(TimeWindows.ofSizeWithNoGrace(1_000))
      .count();
  },
};

describe("describe() of a program without optimization is Java's text", () => {
  test.each(Object.entries(OPTIMIZED))("%s", (name, program) => {
    expect(describeProgram(program)).toBe(JAVA_DESCRIPTIONS.get(`${name} none`));
  });
});

describe("describe() of an optimized program is Java's text", () => {
  // Java fails with "Found a null keyChangingChild": see the test below.
  const programs = Object.entries(OPTIMIZED).filter(([name]) => name !== "repartitions behind merge");
  test.each(programs)("%s", (name, program) => {
    expect(describeProgram(program, { optimization: "all" })).toBe(JAVA_DESCRIPTIONS.get(`${name} all`));
  });
});

test("Two repartitions behind the same filter become one, where Java fails.", () => {
  const program = OPTIMIZED["repartitions behind merge"]!;
  expect(JAVA_DESCRIPTIONS.get("repartitions behind merge all")).toMatch(/^THROWS .*null keyChangingChild/);
  const described = describeProgram(program, { optimization: "all" });
  const topics = new Set(described.match(/[\w-]+-repartition(?=[\])])/g));
  expect([...topics]).toEqual(["KSTREAM-AGGREGATE-STATE-STORE-0000000006-repartition"]);
});
