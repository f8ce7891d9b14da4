import { Named } from "../../../../src/streams/options/named.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, THREE, TWO } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, intoCount, kv, kvCount, nothing, pair } from "./kit.ts";

/** Joins of tables by their keys. */
export function tableJoins(r: Catalog): void {
  r.add("table-join", TWO, (b) =>
    b.table("in", from()).join(b.table("in2", from()), dash).toStream().to("out", into()),
  );
  r.add("table-left-join", TWO, (b) =>
    b.table("in", from()).leftJoin(b.table("in2", from()), dash).toStream().to("out", into()),
  );
  r.add("table-outer-join", TWO, (b) =>
    b.table("in", from()).outerJoin(b.table("in2", from()), dash).toStream().to("out", into()),
  );
  r.add("table-join-stored", TWO, (b) =>
    b.table("in", from()).join(b.table("in2", from()), dash, kv("both")).toStream().to("out", into()),
  );
  r.add("table-left-join-stored", TWO, (b) =>
    b
      .table("in", from(), kv("one"))
      .leftJoin(b.table("in2", from(), kv("two")), dash, Named.as("joiner"), kv("both"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-outer-join-named", TWO, (b) =>
    b.table("in", from()).outerJoin(b.table("in2", from()), dash, Named.as("joiner")).toStream().to("out", into()),
  );
  r.add("table-join-null-result", TWO, (b) =>
    b
      .table("in", from())
      .outerJoin(b.table("in2", from()), (x, y) => (among(x, "ab") ? nothing : `${x}-${y}`), kv("both"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-join-three", THREE, (b) =>
    b
      .table("in", from())
      .join(b.table("in2", from()), dash)
      .leftJoin(b.table("in3", from()), dash)
      .toStream()
      .to("out", into()),
  );
  r.add("table-outer-join-three", THREE, (b) =>
    b
      .table("in", from())
      .outerJoin(b.table("in2", from()), dash)
      .outerJoin(b.table("in3", from()), dash, kv("all"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-self-join", ONE, (b) => {
    const input = b.table("in", from());
    input.join(input, dash).toStream().to("out", into());
  });
  r.add("table-self-join-views", ONE, (b) => {
    const input = b.table("in", from(), kv("rows"));
    input
      .filter((_k, v) => among(v, "abc"))
      .outerJoin(
        input.mapValues((v) => `${v}!`, kv("loud")),
        dash,
      )
      .toStream()
      .to("out", into());
  });
  r.add("table-join-filtered", TWO, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abcd"))
      .leftJoin(
        b.table("in2", from()).mapValues((v) => head(v)),
        dash,
      )
      .toStream()
      .to("out", into()),
  );
  r.add("table-join-then-filter", TWO, (b) =>
    b
      .table("in", from())
      .outerJoin(b.table("in2", from()), dash)
      .filter((_k, v) => among(v, "abcn"))
      .mapValues((v) => `${v}!`, kv("last"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-join-grouped", TWO, (b) =>
    b
      .table("in", from())
      .join(b.table("in2", from()), dash)
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("table-join-reduced", TWO, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v), kv("one"))
      .outerJoin(
        b
          .stream("in2", from())
          .groupByKey()
          .reduce((a, v) => cut(a + v)),
        dash,
        kv("both"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("table-join-two-readers", TWO, (b) => {
    const one = b.table("in", from());
    const two = b.table("in2", from());
    one.join(two, dash).toStream().to("inner", into());
    one.leftJoin(two, dash).toStream().to("left", into());
    two
      .outerJoin(one, (x, y) => `${x}<${y}`)
      .toStream()
      .to("outer", into());
  });
  r.add("table-join-to-table", TWO, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => (v === null ? nothing : `k${v.length}`))
      .toTable(kv("one"))
      .leftJoin(b.table("in2", from()), dash)
      .toStream()
      .to("out", into()),
  );
}
