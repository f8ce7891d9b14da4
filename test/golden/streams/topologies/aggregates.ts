import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, TWO } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, intoCount, kv, kvCount, L, nothing, pair, S } from "./kit.ts";

/** Aggregates of a grouped stream without windows. */
export function aggregates(r: Catalog): void {
  r.add("count", ONE, (b) => b.stream("in", from()).groupByKey().count().toStream().to("out", intoCount()));
  r.add("count-stored", ONE, (b) =>
    b.stream("in", from()).groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount()),
  );
  r.add("count-named", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey(Grouped.with("by-key", S, S))
      .count(Named.as("counter"), kvCount("counts"))
      .toStream(Named.as("changes"))
      .to("out", intoCount()),
  );
  r.add("count-name-only", ONE, (b) =>
    b.stream("in", from()).groupByKey(grouped()).count(Named.as("counter")).toStream().to("out", intoCount()),
  );
  r.add("count-unlogged", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("counts").withLoggingDisabled())
      .toStream()
      .to("out", intoCount()),
  );
  r.add("count-supplier", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(Materialized.as<string, number>(Stores.inMemoryKeyValueStore("memory")).withKeySerde(S).withValueSerde(L))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("reduce", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v))
      .toStream()
      .to("out", into()),
  );
  r.add("reduce-null", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => (among(v, "a") ? nothing : cut(a + v)), kv("reduced"))
      .toStream()
      .to("out", into()),
  );
  r.add("reduce-named", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v), Named.as("reducer"), kv("reduced"))
      .toStream()
      .to("out", into()),
  );
  r.add("aggregate", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .aggregate(
        () => "0",
        (_k, v, a) => cut(a + v),
        kv(),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("aggregate-null", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .aggregate(
        () => null,
        (_k, v, a) => (among(v, "ab") ? nothing : cut(a + v)),
        kv("kept"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("aggregate-named", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .aggregate(
        () => "",
        (k, v, a) => cut(a + k + v),
        Named.as("folded"),
        kv("folds"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("group-by-count", ONE, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), grouped())
      .count()
      .toStream()
      .to("out", intoCount()),
  );
  r.add("group-by-named", ONE, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), Grouped.with("heads", S, S))
      .reduce((a, v) => cut(a + v), kv("reduced"))
      .toStream()
      .to("out", into()),
  );
  r.add("group-by-named-store", ONE, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("map-group", ONE, (b) =>
    b
      .stream("in", from())
      .map((k, v) => pair(head(v), k))
      .groupByKey(grouped())
      .count(Named.as("c"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("group-twice", ONE, (b) => {
    const groups = b.stream("in", from()).groupBy((_k, v) => head(v), grouped());
    groups.count().toStream().to("counts", intoCount());
    groups
      .reduce((a, v) => cut(a + v))
      .toStream()
      .to("out", into());
  });
  r.add("group-twice-named", ONE, (b) => {
    const groups = b.stream("in", from()).groupBy((_k, v) => head(v), Grouped.with("g", S, S));
    groups.count(kvCount("one")).toStream().to("counts", intoCount());
    groups
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        kv("two"),
      )
      .toStream()
      .to("out", into());
  });
  r.add("count-of-counts", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("first"))
      .toStream()
      .groupBy((_k, v) => String(v), Grouped.with(S, L))
      .count(kvCount("second"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("table-of-counts", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("first"))
      .groupBy((_k, v) => pair(String(v), v), Grouped.with(S, L))
      .count(kvCount("second"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("count-filter-map", ONE, (b) => {
    const counts = b.stream("in", from()).groupByKey().count(kvCount("counts"));
    counts
      .filter((_k, v) => v % 2 === 0)
      .mapValues((v) => `even ${v}`)
      .toStream()
      .to("even", into());
    counts
      .filterNot((_k, v) => v % 2 === 0, kvCount("odd"))
      .toStream()
      .to("odd", intoCount());
  });
  r.add("count-join-count", TWO, (b) => {
    const one = b.stream("in", from()).groupByKey().count(kvCount("one"));
    const two = b.stream("in2", from()).groupByKey().count(kvCount("two"));
    one
      .outerJoin(two, (x, y) => `${x}:${y}`, kv("both"))
      .toStream()
      .to("out", into());
  });
  r.add("words", ONE, (b) =>
    b
      .stream("in", from())
      .flatMapValues((v) => (v === null ? [] : [...v.split("")]))
      .groupBy((_k, v) => v, grouped())
      .count(kvCount("words"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("aggregate-two-outputs", TWO, (b) => {
    const table = b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v), kv("reduced"));
    table.toStream().to("out", into());
    table
      .toStream()
      .mapValues((v) => (v === null ? "none" : `${v}.`))
      .to("out2", into());
    b.stream("in2", Consumed.with(S, S)).leftJoin(table, dash).to("joined", into());
  });
  r.add("log-config", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("counts").withLoggingEnabled({ "segment.ms": "1000" }))
      .toStream()
      .to("out", intoCount()),
  );
}
