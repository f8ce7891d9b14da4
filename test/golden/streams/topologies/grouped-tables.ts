import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, TWO } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, intoCount, kv, kvCount, nothing, pair, S } from "./kit.ts";

/** Aggregates of a table grouped anew: with an adder and a subtractor. */
export function groupedTables(r: Catalog): void {
  r.add("grouped-table-count", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .count()
      .toStream()
      .to("out", intoCount()),
  );
  r.add("grouped-table-count-named", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), Grouped.with("heads", S, S))
      .count(Named.as("counter"), kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("grouped-table-reduce", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-reduce-stored", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .groupBy((k, v) => pair(head(v), k + v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        Named.as("reducer"),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-aggregate", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .aggregate(
        () => "0",
        (_k, v, a) => cut(`${a}+${v}`),
        (_k, v, a) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-aggregate-null", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .aggregate(
        () => "",
        (_k, v, a) => cut(`${a}+${v}`),
        (_k, v, a) => (among(v, "ab") ? nothing : cut(`${a}-${v}`)),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-null-key", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(among(v, "ab") ? nothing : head(v), v), grouped())
      .aggregate(
        () => "0",
        (_k, v, a) => cut(`${a}+${v}`),
        (_k, v, a) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-null-value", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), among(v, "ab") ? nothing : v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-same-key", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair("all", v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("grouped-table-twice", ONE, (b) => {
    const groups = b.table("in", from()).groupBy((_k, v) => pair(head(v), v), grouped());
    groups.count(kvCount("counts")).toStream().to("counts", intoCount());
    groups
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into());
  });
  r.add("grouped-table-again", ONE, (b) =>
    b
      .table("in", from())
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .groupBy((k, v) => pair(String(v.length), k), grouped())
      .count(kvCount("lengths"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("grouped-table-of-join", TWO, (b) => {
    const left = b.table("in", from());
    left
      .leftJoin(b.table("in2", from()), dash)
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}~${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into());
  });
}
