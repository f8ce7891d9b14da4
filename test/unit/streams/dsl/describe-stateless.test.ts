import { describe, expect, test } from "vitest";
import { int64 } from "../../../../src/serde/primitives.ts";
import { Branched } from "../../../../src/streams/dsl/branched.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Printed } from "../../../../src/streams/options/printed.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { JAVA_DESCRIPTIONS } from "./java-descriptions.ts";
import {
  byValue,
  consumed,
  describeProgram,
  grouped,
  type Program,
  produced,
  same,
  source,
  swap,
  text,
  yes,
} from "./programs.ts";

const counted = Produced.with(text, int64({ as: "number" }));
const nothing = () => {};
const passOn = () => ({ process: nothing });
const keyValue = (name: string) => Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), text, text);

const PROGRAMS: Readonly<Record<string, Program>> = {
  stateless(builder) {
    const input = builder.stream(["one", "two"], consumed);
    input
      .filter(yes)
      .filterNot(() => false, Named.as("not"))
      .mapValues(same)
      .peek(nothing)
      .flatMapValues((value) => [value], Named.as("flat"))
      .selectKey(byValue)
      .flatMap((key, value) => [[key, value]])
      .map((key, value) => [key, value], Named.as("mapped"))
      .foreach(nothing);
    input.print(Printed.to<string, string>(nothing).withName("printing"));
    input.print(Printed.to(nothing));
    input.foreach(nothing, Named.as("each"));
    input.to("out", produced);
    input.to("out2", produced.withName("sink"));
    input.to((_key, value) => value, produced);
  },

  branches(builder) {
    const input = source(builder, "in");
    const branches = input
      .split()
      .branch(yes)
      .branch(yes, Branched.as("-named"))
      .branch(
        yes,
        Branched.withConsumer((branch) => branch.to("consumed", produced)),
      )
      .branch(
        yes,
        Branched.withFunction((branch) => branch.mapValues(same), "fun"),
      )
      .defaultBranch();
    branches.get("KSTREAM-BRANCH-00000000011")?.to("first", produced);
    branches.get("KSTREAM-BRANCH-0000000001fun")?.to("fun", produced);
    branches.get("KSTREAM-BRANCH-00000000010")?.to("rest", produced);
    const named = input.split(Named.as("split-")).branch(yes).branch(yes, Branched.as("x")).noDefaultBranch();
    named
      .get("split-1")!
      .merge(named.get("split-x")!, Named.as("merged"))
      .merge(branches.get("KSTREAM-BRANCH-0000000001-named")!)
      .to("out", produced);
  },

  repartition(builder) {
    const input = source(builder, "in");
    input.repartition().to("a", produced);
    input.repartition(Repartitioned.as<string, string>("mine").withNumberOfPartitions(4)).to("b", produced);
    input
      .map((key, value) => [key, value])
      .repartition(Repartitioned.with(text, text))
      .groupByKey()
      .count();
    input
      .selectKey(byValue)
      .repartition(Repartitioned.as<string, string>("x-repartition").withKeySerde(text))
      .to("c", produced);
  },

  toTable(builder) {
    const input = source(builder, "in");
    const table = Materialized.with(text, text);
    input.toTable().toStream().to("a", produced);
    const stored = Materialized.as("store").withKeySerde(text).withValueSerde(text);
    input.toTable(Named.as("table"), stored).toStream().to("b", produced);
    input.selectKey(byValue).toTable(table).toStream().to("c", produced);
    input.selectKey(byValue, Named.as("sel")).toTable(Named.as("other"), table).toStream().to("d", produced);
    input.toTable(Materialized.as("kept"));
  },

  grouping(builder) {
    const input = source(builder, "in");
    input.groupByKey().count();
    input.groupByKey(Grouped.with("g", text, text)).count(Named.as("counting"));
    input.groupBy(byValue, grouped).count(Materialized.as("counts"));
    input
      .groupBy(byValue, Grouped.with("by", text, text))
      .count()
      .toStream()
      .to("out", counted);
    input.selectKey(byValue).groupByKey(grouped).count();
  },

  sources(builder) {
    source(builder, "one").mapValues(same).to("a", produced);
    builder.stream(["two", "three"], Consumed.with(text, text).withName("named")).to("b", produced);
    source(builder, "one").filter(yes).to("c", produced);
    builder.stream(["three", "two"], consumed).to("d", produced);
    builder.stream(/p-.*/, consumed).to("e", produced);
    builder.stream(/p-.*/, consumed).to("f", produced);
  },

  process(builder) {
    builder.addStateStore(keyValue("kv"));
    builder.addStateStore(keyValue("lonely"));
    builder.addGlobalStore(keyValue("glob"), "globs", consumed, passOn);
    builder.addGlobalStore(keyValue("glob2"), "globs2", consumed.withName("named"), passOn);
    const input = source(builder, "in");
    input.process<string, string>(passOn, "kv").to("a", produced);
    input.process<string, string>(passOn, Named.as("mine"), "kv").groupByKey(grouped).count();
    input.processValues<string>(passOn).groupByKey(grouped).count();
    source(builder, "other").processValues<string>(passOn, Named.as("values"), "kv").to("b", produced);
  },
};

describe("describe() of a stream is Java's text", () => {
  test.each(Object.entries(PROGRAMS))("%s", (name, program) => {
    // The keys of the map of branches come before it, and classes have other names.
    const expected = JAVA_DESCRIPTIONS.get(name)
      ?.replace(/^key .*\n/gm, "")
      .replace(/extractor class: \S+/, "extractor class: anonymous)");
    expect(describeProgram(program)).toBe(expected);
  });
});

test("The map of branches has the names that Java gives, in the order of the calls.", () => {
  let keys: readonly string[] = [];
  describeProgram((builder) => {
    const branches = source(builder, "in")
      .split()
      .branch(yes)
      .branch(yes, Branched.as("-named"))
      .branch(
        yes,
        Branched.withConsumer(() => {}),
      )
      .defaultBranch(Branched.as("-rest"));
    keys = [...branches.keys()];
  });
  expect(keys).toEqual([
    "KSTREAM-BRANCH-00000000011",
    "KSTREAM-BRANCH-0000000001-named",
    "KSTREAM-BRANCH-0000000001-rest",
  ]);
});

test("A named repartition behind a change of key has the user's name in every part.", () => {
  const described = describeProgram((builder) => {
    source(builder, "in")
      .map(swap)
      .repartition(Repartitioned.as<string, string>("mine").withKeySerde(text).withValueSerde(text))
      .to("out", produced);
  });
  expect(described.match(/mine-repartition\S*/g)).toEqual(
    expect.arrayContaining(["mine-repartition-source", "mine-repartition-sink", "mine-repartition-filter"]),
  );
});
