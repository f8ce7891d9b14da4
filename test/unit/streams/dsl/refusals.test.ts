import { describe, expect, test } from "vitest";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import {
  byValue,
  consumed,
  join,
  type Program,
  produced,
  same,
  source,
  streamJoined,
  text,
  windows,
  yes,
} from "./programs.ts";

/** For arguments that the types refuse too. */
const wrong = (value: unknown) => value as never;
const passOn = () => ({ process() {} });
const versioned = (historyMs: number) => Stores.inMemoryVersionedKeyValueStore("versions", historyMs);

const INVALID: readonly (readonly [string, Program, RegExp])[] = [
  ["a stream of no topic", (b) => b.stream([], consumed), /^stream: there must be at least one topic/],
  ["an empty topic", (b) => b.table("", consumed), /^table: a topic must be a name that is not empty, got string ""/],
  [
    "topics that overlap with those of another stream",
    (b) => {
      b.stream(["a", "b"], consumed).to("x", produced);
      b.stream(["b", "c"], consumed).to("y", produced);
    },
    /^stream\(\["b","c"\]\): "b" is read by stream\(\["a","b"\]\) too, with other topics; read the same list/,
  ],
  [
    "the same topic with two offset resets",
    (b) => {
      b.stream("a", consumed.withOffsetResetPolicy("earliest")).to("x", produced);
      b.stream("a", consumed).to("y", produced);
    },
    /^stream\(\["a"\]\): its topics are read twice with different offset reset policies; use one Consumed/,
  ],
  [
    "the same topic with two clocks",
    (b) => {
      b.stream(
        "a",
        consumed.withTimestampExtractor(() => 1),
      ).to("x", produced);
      b.stream("a", consumed).to("y", produced);
    },
    /different timestamp extractors/,
  ],
  [
    "a source without serdes",
    (b) => b.stream("a", wrong(undefined)),
    /^stream\(\["a"\]\): there is no serde for the key. Give one with Consumed.withKeySerde\(...\), or defaultKeySerde/,
  ],
  [
    "a source without a value serde",
    (b) => b.stream("a", wrong(Consumed.with(text, text).withName("n")) && wrong({ keySerde: text })),
    /no serde for the value. Give one with Consumed.withValueSerde/,
  ],
  ["a table without serdes", (b) => b.table("a", wrong(undefined)), /^table\("a"\): there is no serde for the key/],
  [
    "a sink without a serde",
    (b) => source(b, "a").mapValues(same).to("x"),
    /^to\("x"\) of KSTREAM-MAPVALUES-0000000001: there is no serde for the value. Give one with Produced.withValueSerde\(...\), or defaultValueSerde/,
  ],
  [
    "a dynamic sink without a serde",
    (b) =>
      source(b, "a")
        .map((k, v) => [k, v])
        .to(() => "x"),
    /^to\(a function\) of KSTREAM-MAP-0000000001: there is no serde for the key/,
  ],
  [
    "a repartition without a serde",
    (b) => source(b, "a").selectKey(byValue).repartition(),
    /^repartition of KSTREAM-KEY-SELECT-0000000001: there is no serde for the key. Give one with Repartitioned.withKeySerde/,
  ],
  [
    "a grouping behind a new key without its serde",
    (b) => source(b, "a").groupBy(byValue).reduce(same),
    /^reduce: there is no serde for the key. Give one with Grouped.withKeySerde/,
  ],
  [
    "a grouping behind a new key without its serde, windowed",
    (b) => source(b, "a").groupBy(byValue).windowedBy(TimeWindows.ofSizeWithNoGrace(1)).count(),
    /^count: there is no serde for the key. Give one with Grouped.withKeySerde/,
  ],
  [
    "an aggregate without its serde",
    (b) =>
      source(b, "a")
        .groupByKey()
        .aggregate(() => "", same),
    /^aggregate: there is no serde for the value. Give one with Materialized.withValueSerde/,
  ],
  [
    "a join without a serde for the left side",
    (b) => source(b, "a").mapValues(same).join(source(b, "b"), join, windows),
    /^join of KSTREAM-MAPVALUES-0000000001 and KSTREAM-SOURCE-0000000002: there is no serde for the value. Give one with StreamJoined.withValueSerde/,
  ],
  [
    "a join without a serde for the right side",
    (b) => source(b, "a").join(source(b, "b").mapValues(same), join, windows),
    /other side: there is no serde for the value. Give one with StreamJoined.withOtherValueSerde/,
  ],
  [
    "a table join behind a new key without its serde",
    (b) => source(b, "a").selectKey(byValue).join(b.table("t", consumed), join),
    /^join of KSTREAM-KEY-SELECT-0000000001 with a table: there is no serde for the key. Give one with Joined.withKeySerde/,
  ],
  [
    "a predicate that is no function",
    (b) => source(b, "a").filter(wrong("x")),
    /^filter: predicate must be a function, got string "x"/,
  ],
  [
    "a mapper that is no function",
    (b) => source(b, "a").flatMapValues(wrong(undefined)),
    /^flatMapValues: mapper must be a function, got undefined/,
  ],
  [
    "a joiner that is no function",
    (b) => source(b, "a").leftJoin(source(b, "b"), wrong(windows), windows),
    /^leftJoin: joiner must be a function, got an object of JoinWindows/,
  ],
  [
    "a branch without a predicate",
    (b) => source(b, "a").split().branch(wrong(undefined)),
    /^branch: predicate must be a function/,
  ],
  [
    "a join of streams without windows",
    (b) => source(b, "a").join(wrong(source(b, "b")), wrong(join)),
    /^join of two streams: after the joiner come JoinWindows, got undefined/,
  ],
  [
    "a join with what is no stream",
    (b) => source(b, "a").join(wrong("b"), join, windows),
    /^join: the other side must be a KStream, a KTable or a GlobalKTable, got string "b"/,
  ],
  [
    "an outer join with a table",
    (b) => source(b, "a").outerJoin(wrong(b.table("t", consumed)), join, windows),
    /^outerJoin: the other side must be a KStream, got an object of KTableImpl/,
  ],
  [
    "a merge with a table",
    (b) => source(b, "a").merge(wrong(b.table("t", consumed))),
    /^merge: the other side must be a KStream/,
  ],
  ["a topic that is none", (b) => source(b, "a").to(wrong(7), produced), /^to: the topic must be a name or a function/],
  [
    "a supplier that is none",
    (b) => source(b, "a").process(wrong({})),
    /^process: the supplier must be a function that makes a processor, or an object with get\(\), got an object of Object/,
  ],
  [
    "names of stores that are none",
    (b) => source(b, "a").processValues(passOn, wrong(7)),
    /^processValues: after the supplier come a Named and names of stores, got number 7/,
  ],
  [
    "a store that was not added",
    (b) => source(b, "a").process(passOn, Named.as("mine"), "kv"),
    /store "kv" was not added before it was connected to processor "mine"/,
  ],
  [
    "a branch after the default one",
    (b) => {
      const split = source(b, "a").split();
      split.defaultBranch();
      split.branch(yes);
    },
    /^branch of KSTREAM-BRANCH-0000000001: the split is complete/,
  ],
  [
    "a grace period with an unversioned table",
    (b) => source(b, "a").join(b.table("t", consumed), join, Joined.with(text, text, text, "j", 10)),
    /^j: a grace period needs a versioned table/,
  ],
  [
    "a grace period longer than the history",
    (b) =>
      source(b, "a").join(
        b.table("t", consumed, Materialized.as(versioned(5))),
        join,
        Joined.with(text, text, text, "j", 10),
      ),
    /^j: the grace period of 10 ms is longer than the 5 ms of history that "versions" keeps/,
  ],
  [
    "a versioned global table",
    (b) => b.globalTable("g", consumed, Materialized.as(versioned(5))),
    /^globalTable\("g"\): a global table has no versions/,
  ],
  [
    "suppressing a versioned table",
    (b) =>
      b
        .table("t", consumed, Materialized.as(versioned(5)))
        .filter(yes)
        .suppress(Suppressed.untilTimeLimit(1_000, BufferConfig.unbounded())),
    /^KTABLE-SUPPRESS-0000000003: suppress takes no versioned table/,
  ],
  [
    "stores of a join with one name",
    (b) =>
      source(b, "a").join(
        source(b, "b"),
        join,
        windows,
        StreamJoined.with<string, string, string>(
          Stores.inMemoryWindowStore("s", 35_000, 30_000, true),
          Stores.inMemoryWindowStore("s", 35_000, 30_000, true),
        ),
      ),
    /both stores are called "s"; give each its own name/,
  ],
  [
    "a store that does not fit the windows",
    (b) =>
      source(b, "a").join(
        source(b, "b"),
        join,
        windows,
        streamJoined.withThisStoreSupplier(Stores.inMemoryWindowStore("s", 40_000, 30_000, true)),
      ),
    /store "s" does not fit the windows; make it with a window size of 30000 ms, a retention of 35000 ms and retainDuplicates/,
  ],
  [
    "a join of repartitioned streams with unequal partitions",
    (b) => {
      const left = source(b, "a").repartition(Repartitioned.numberOfPartitions(3));
      const right = source(b, "b").repartition(Repartitioned.numberOfPartitions(4));
      left.join(right, join, windows).to("x", produced.withValueSerde(text));
    },
    /need the same number of partitions: .*-repartition has 3, .*-repartition has 4/,
  ],
];

describe("INVALID_TOPOLOGY says what is wrong with", () => {
  test.each(INVALID)("%s", (_what, program, message) => {
    const builder = new StreamsBuilder();
    const build = () => {
      program(builder);
      builder.build();
    };
    expect(build).toThrow(
      expect.objectContaining({ code: "INVALID_TOPOLOGY", message: expect.stringMatching(message) }),
    );
  });
});

describe("Streams of two builders do not meet in", () => {
  const other = () => new StreamsBuilder();
  test.each<readonly [string, Program]>([
    ["join", (b) => source(b, "a").join(source(other(), "b"), join, windows)],
    ["join", (b) => source(b, "a").join(other().table("t", consumed), join)],
    ["leftJoin", (b) => source(b, "a").leftJoin(other().globalTable("g", consumed), byValue, join)],
    ["merge", (b) => source(b, "a").merge(source(other(), "b"))],
  ])("%s", (call, program) => {
    expect(() => program(new StreamsBuilder())).toThrow(
      expect.objectContaining({
        code: "INVALID_TOPOLOGY",
        message: expect.stringMatching(`^${call}: both sides must come from the same StreamsBuilder`),
      }),
    );
  });
});

test("A choice of optimizations that there is not is refused.", () => {
  const build = () => new StreamsBuilder().build({ optimization: wrong(["merge"]) });
  expect(build).toThrow(
    expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringMatching(/got string "merge"/) }),
  );
});

test("A builder that has built answers the same topology and takes nothing more.", () => {
  const builder = new StreamsBuilder();
  source(builder, "a").to("x", produced);
  const topology = builder.build();
  expect(builder.build()).toBe(topology);
  expect(() => source(builder, "b")).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
});

test("A builder that could not build says so again.", () => {
  const builder = new StreamsBuilder();
  source(builder, "a").mapValues(same).to("x");
  expect(() => builder.build()).toThrow(/no serde/);
  expect(() => builder.build()).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
});
