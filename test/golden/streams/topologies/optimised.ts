import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { JoinWindows } from "../../../../src/streams/windows/join-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { type Catalog, OPTIMISED } from "../catalog.ts";
import { FOREIGN, ONE, ROWS, TWO } from "../inputs.ts";
import {
  among,
  cut,
  dash,
  from,
  grouped,
  head,
  into,
  intoCount,
  joined,
  joinedTable,
  kv,
  kvCount,
  nothing,
  pair,
  S,
  win,
} from "./kit.ts";

/** With topology.optimization=all: topics of sources as changelogs, merged repartitions, one store for a self-join. */
export function optimised(r: Catalog): void {
  r.add("optimised-table", ONE, (b) => b.table("in", from(), kv("rows")).toStream().to("out", into()), OPTIMISED);
  r.add(
    "optimised-table-unnamed",
    ONE,
    (b) =>
      b
        .table("in", from())
        .filter((_k, v) => among(v, "abc"), kv("kept"))
        .toStream()
        .to("out", into()),
    OPTIMISED,
  );
  r.add(
    "optimised-table-join",
    TWO,
    (b) => b.table("in", from()).leftJoin(b.table("in2", from()), dash).toStream().to("out", into()),
    OPTIMISED,
  );
  r.add(
    "optimised-stream-table-join",
    ROWS,
    (b) =>
      b
        .stream("in", from())
        .selectKey((_k, v) => (v === null ? nothing : `k${v.length}`))
        .join(b.table("rows", from()), dash, joinedTable())
        .to("out", into()),
    OPTIMISED,
  );
  r.add(
    "optimised-repartitions",
    ONE,
    (b) => {
      const keyed = b.stream("in", from()).selectKey((_k, v) => head(v));
      keyed.groupByKey(grouped()).count(kvCount("counts")).toStream().to("counts", intoCount());
      keyed
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-repartitions-mapped",
    ONE,
    (b) => {
      const keyed = b.stream("in", from()).map((k, v) => pair(head(v), k + v));
      keyed
        .mapValues((v) => `${v}1`)
        .groupByKey(grouped())
        .count(kvCount("counts"))
        .toStream()
        .to("counts", intoCount());
      keyed
        .filter((k, _v) => among(k, "abc"))
        .groupByKey(grouped())
        .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
        .reduce((a, v) => cut(a + v), win("folds"))
        .toStream((k, _v) => k.toString())
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-repartitions-named",
    ONE,
    (b) => {
      const keyed = b.stream("in", from()).selectKey((_k, v) => head(v));
      keyed
        .groupByKey(Grouped.with("one", S, S))
        .count(kvCount("counts"))
        .toStream()
        .to("counts", intoCount());
      keyed
        .groupByKey(Grouped.with("two", S, S))
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-repartitions-join",
    TWO,
    (b) => {
      const keyed = b.stream("in", from()).selectKey((_k, v) => head(v));
      const counts = keyed.groupByKey(grouped()).count(kvCount("counts"));
      counts.toStream().to("counts", intoCount());
      keyed
        .mapValues((v) => `${v}2`)
        .leftJoin(
          b.stream("in2", from()).selectKey((_k, v) => head(v)),
          dash,
          JoinWindows.ofTimeDifferenceAndGrace(10, 5),
          joined(),
        )
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-merge",
    ONE,
    (b) => {
      const keyed = b.stream("in", from()).selectKey((_k, v) => head(v));
      const all = keyed.mapValues((v) => `${v}1`).merge(keyed.filter((k, _v) => among(k, "abc")));
      all.groupByKey(grouped()).count(kvCount("counts")).toStream().to("counts", intoCount());
      all
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-group-twice",
    ONE,
    (b) => {
      const groups = b.stream("in", from()).groupBy((_k, v) => head(v), grouped());
      groups.count().toStream().to("counts", intoCount());
      groups
        .aggregate(
          () => "",
          (_k, v, a) => cut(a + v),
          kv("folds"),
        )
        .toStream()
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "optimised-grouped-table",
    ONE,
    (b) =>
      b
        .table("in", from())
        .groupBy((_k, v) => pair(head(v), v), grouped())
        .count(kvCount("counts"))
        .toStream()
        .to("out", intoCount()),
    OPTIMISED,
  );
  r.add(
    "optimised-foreign-join",
    FOREIGN,
    (b) =>
      b
        .table("in", from())
        .foreignKeyLeftJoin(b.table("rows", from()), (v) => head(v), dash, kv("both"))
        .toStream()
        .to("out", into()),
    OPTIMISED,
  );
  r.add(
    "optimised-to-table",
    ONE,
    (b) =>
      b
        .stream("in", from())
        .selectKey((_k, v) => head(v))
        .toTable(kv("rows"))
        .toStream()
        .to("out", into()),
    OPTIMISED,
  );
  r.add(
    "optimised-cogroup",
    TWO,
    (b) => {
      const one = b.stream("in", from()).groupBy((_k, v) => head(v), Grouped.with("one", S, S));
      const two = b.stream("in2", from()).groupBy((_k, v) => head(v), Grouped.with("two", S, S));
      one
        .cogroup<string>((_k, v, a) => cut(a + v))
        .cogroup(two, (_k, v, a) => cut(`${a}/${v}`))
        .aggregate(() => "", kv("folds"))
        .toStream()
        .to("out", into());
      one.count(kvCount("counts")).toStream().to("counts", intoCount());
    },
    OPTIMISED,
  );
}
