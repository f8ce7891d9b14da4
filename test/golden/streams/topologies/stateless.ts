import {
  logAndSkipOnInvalidTimestamp,
  usePartitionTimeOnInvalidTimestamp,
} from "../../../../src/streams/api/timestamp-extractors.ts";
import { Branched } from "../../../../src/streams/dsl/branched.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Printed } from "../../../../src/streams/options/printed.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import type { Catalog } from "../catalog.ts";
import { INVALID_TIMES, ONE, PATTERN, THREE, TWO } from "../inputs.ts";
import { among, branch, cut, from, grouped, head, into, intoCount, kv, kvCount, nothing, pair, S } from "./kit.ts";

/** Operators of a stream that keep nothing. */
export function stateless(r: Catalog): void {
  r.add("filter", ONE, (b) =>
    b
      .stream("in", from())
      .filter((_k, v) => among(v, "abc"))
      .to("out", into()),
  );
  r.add("filter-not", ONE, (b) =>
    b
      .stream("in", from())
      .filterNot((_k, v) => among(v, "abc"))
      .to("out", into()),
  );
  r.add("filter-both", ONE, (b) => {
    const input = b.stream("in", from());
    input.filter((k, _v) => among(k, "k"), Named.as("keep")).to("out", Produced.with(S, S).withName("kept"));
    input.filterNot((_k, v) => v === null, Named.as("values")).to("values", into());
  });
  r.add("map", ONE, (b) =>
    b
      .stream("in", from())
      .map((k, v) => pair(head(v), `${k}=${v}`))
      .to("out", into()),
  );
  r.add("map-values", ONE, (b) =>
    b
      .stream("in", from())
      .mapValues((v, k) => `${k}=${v}`)
      .to("out", into()),
  );
  r.add("map-values-null", ONE, (b) =>
    b
      .stream("in", from())
      .mapValues((v, _k) => (among(v, "ab") ? nothing : v))
      .to("out", into()),
  );
  r.add("flat-map", ONE, (b) =>
    b
      .stream("in", from())
      .flatMap((k, v) => (v === null ? [] : [pair(k, v), pair(v, k), pair(head(v), "1")]))
      .to("out", into()),
  );
  r.add("flat-map-values", ONE, (b) =>
    b
      .stream("in", from())
      .flatMapValues((v) => (v === null ? ["none"] : among(v, "a") ? [] : [v, v + v]))
      .to("out", into()),
  );
  r.add("select-key", ONE, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => head(v))
      .to("out", into()),
  );
  r.add("peek-foreach", ONE, (b) => {
    const input = b.stream("in", from());
    input.peek((_k, _v) => {}).to("out", into());
    input.peek((_k, _v) => {}, Named.as("look")).foreach((_k, _v) => {});
    input.foreach((_k, _v) => {}, Named.as("last"));
  });
  r.add("print", ONE, (b) =>
    b.stream("in", from()).print(
      Printed.to(() => {})
        .withLabel("x")
        .withName("shown"),
    ),
  );
  r.add("merge", TWO, (b) =>
    b
      .stream("in", from())
      .merge(b.stream("in2", from()).mapValues((v) => `${v}!`))
      .to("out", into()),
  );
  r.add("merge-three-named", TWO, (b) => {
    const one = b.stream("in", from());
    const two = b.stream("in2", Consumed.with(S, S).withName("second"));
    const both = one.merge(two, Named.as("both"));
    both.merge(both.mapValues((v) => `${v}?`)).to("out", into());
  });
  r.add("merge-group", TWO, (b) =>
    b
      .stream("in", from())
      .merge(b.stream("in2", from()))
      .groupByKey()
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("many-topics", THREE, (b) =>
    b
      .stream(["in", "in2", "in3"], from())
      .mapValues((v) => `${v}.`)
      .to("out", into()),
  );
  r.add("many-sinks", ONE, (b) => {
    const input = b.stream("in", from());
    input.to("out", into());
    input.mapValues((v) => `${v}1`).to("out", into());
    input.to("out2", into());
  });
  r.add("split-default", ONE, (b) => {
    const map = b
      .stream("in", from())
      .split()
      .branch((_k, v) => among(v, "ab"))
      .branch((_k, v) => among(v, "bcd"))
      .defaultBranch();
    branch(map, "KSTREAM-BRANCH-00000000011").to("one", into());
    branch(map, "KSTREAM-BRANCH-00000000012")
      .mapValues((v) => `${v}2`)
      .to("two", into());
    branch(map, "KSTREAM-BRANCH-00000000010").to("rest", into());
  });
  r.add("split-named", ONE, (b) => {
    const map = b
      .stream("in", from())
      .split(Named.as("by-"))
      .branch((_k, v) => among(v, "ab"), Branched.as("first"))
      .branch(
        (_k, v) => among(v, "c"),
        Branched.withFunction((s) => s.mapValues((v) => `${v}c`), "second"),
      )
      .branch(
        (_k, v) => among(v, "d"),
        Branched.withConsumer((s) => s.to("d", into()), "third"),
      )
      .branch(
        (_k, v) => v === null,
        Branched.withConsumer((s) => s.to("nulls", into())),
      )
      .noDefaultBranch();
    branch(map, "by-first").to("one", into());
    branch(map, "by-second").to("two", into());
  });
  r.add("split-merge", ONE, (b) => {
    const map = b
      .stream("in", from())
      .split(Named.as("s-"))
      .branch((_k, v) => among(v, "abc"), Branched.as("x"))
      .defaultBranch(Branched.as("y"));
    branch(map, "s-y")
      .merge(branch(map, "s-x").selectKey((_k, v) => v))
      .to("out", into());
  });
  r.add("repartition", ONE, (b) =>
    b
      .stream("in", from())
      .repartition(Repartitioned.with(S, S))
      .mapValues((v) => `${v}!`)
      .to("out", into()),
  );
  r.add("repartition-named", ONE, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => head(v), Named.as("by-head"))
      .repartition(Repartitioned.as("mid").withKeySerde(S).withValueSerde(S).withNumberOfPartitions(1))
      .groupByKey()
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("through-topic", ONE, (b) => {
    b.stream("in", from())
      .mapValues((v) => `${v}!`)
      .to("mid", into());
    b.stream("mid", from())
      .mapValues((v) => `${v}?`)
      .to("out", into());
  });
  r.add("dynamic-topic", ONE, (b) =>
    b
      .stream("in", from())
      .to((_k, v, _c) => `to-${v === null ? "none" : head(v)}`, Produced.with(S, S).withName("router")),
  );
  r.add("pattern", PATTERN, (b) =>
    b
      .stream(/in.*/, from())
      .mapValues((v) => `${v}p`)
      .to("out", into()),
  );
  r.add("partitioner", ONE, (b) =>
    b.stream("in", from()).to(
      "out",
      Produced.with(S, S, (_topic, _k, _v, _n) => 0),
    ),
  );
  r.add("partitioner-drops", ONE, (b) =>
    b.stream("in", from()).to(
      "out",
      Produced.with(S, S, (_topic, _k, v, _n) => (among(v, "abc") ? [] : undefined)),
    ),
  );
  timestamps(r);
  named(r);
}

function timestamps(r: Catalog): void {
  r.add("extractor", ONE, (b) =>
    b
      .stream(
        "in",
        Consumed.with(S, S).withTimestampExtractor((record, _t) => Math.floor(record.timestamp / 2) + 7),
      )
      .to("out", into()),
  );
  r.add("extractor-partition-time", ONE, (b) =>
    b
      .stream(
        "in",
        Consumed.with(S, S).withTimestampExtractor((record, t) =>
          among(record.value as string | null, "abc") ? t : record.timestamp,
        ),
      )
      .to("out", into()),
  );
  r.add("extractor-skip", INVALID_TIMES, (b) =>
    b.stream("in", Consumed.with(S, S).withTimestampExtractor(logAndSkipOnInvalidTimestamp)).to("out", into()),
  );
  r.add("extractor-use-partition-time", INVALID_TIMES, (b) =>
    b.stream("in", Consumed.with(S, S).withTimestampExtractor(usePartitionTimeOnInvalidTimestamp)).to("out", into()),
  );
  r.add("extractor-fail", INVALID_TIMES, (b) => b.stream("in", from()).to("out", into()));
}

function named(r: Catalog): void {
  r.add("named-everywhere", ONE, (b) => {
    const input = b.stream("in", Consumed.with(S, S).withName("source").withOffsetResetPolicy("latest"));
    input
      .filter((_k, v) => v != null, Named.as("filter"))
      .filterNot((_k, v) => among(v, "z"), Named.as("filter-not"))
      .map((k, v) => pair(v, k), Named.as("map"))
      .mapValues((v, _k) => `${v}1`, Named.as("map-values"))
      .flatMap((k, v) => [pair(v, k)], Named.as("flat-map"))
      .flatMapValues((v, _k) => [v], Named.as("flat-map-values"))
      .selectKey((_k, v) => head(v), Named.as("select-key"))
      .peek((_k, _v) => {}, Named.as("peek"))
      .repartition(Repartitioned.as("again").withKeySerde(S).withValueSerde(S))
      .to("out", Produced.as("sink").withKeySerde(S).withValueSerde(S));
  });
  r.add("to-table", ONE, (b) => b.stream("in", from()).toTable().toStream().to("out", into()));
  r.add("to-table-stored", ONE, (b) =>
    b
      .stream("in", from())
      .toTable(Named.as("table"), kv("rows"))
      .filter((_k, v) => among(v, "abcd"))
      .toStream()
      .to("out", into()),
  );
  r.add("to-table-rekeyed", ONE, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => head(v))
      .toTable(kv("rows"))
      .toStream()
      .to("out", into()),
  );
  r.add("to-table-rekeyed-named", ONE, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => head(v))
      .toTable(Named.as("table"), kv())
      .toStream(Named.as("back"))
      .to("out", into()),
  );
  r.add("to-table-grouped", ONE, (b) =>
    b
      .stream("in", from())
      .toTable(kv())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
      )
      .toStream()
      .to("out", into()),
  );
}
