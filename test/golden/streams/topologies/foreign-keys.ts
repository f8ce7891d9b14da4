import { TableJoined } from "../../../../src/streams/options/table-joined.ts";
import type { Catalog } from "../catalog.ts";
import { FOREIGN, SELF_FOREIGN, TWO_FOREIGN } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, kv, pair } from "./kit.ts";

/** The first letter of a value; z stands for none. */
const foreign = (value: string): string | null => (among(value, "z") ? null : head(value));

/** Joins of tables by a foreign key: the first letter of the left value, and none for the values that begin with z. */
export function foreignKeys(r: Catalog): void {
  r.add("foreign-join", FOREIGN, (b) =>
    b.table("in", from()).foreignKeyJoin(b.table("rows", from()), foreign, dash, kv()).toStream().to("out", into()),
  );
  r.add("foreign-left-join", FOREIGN, (b) =>
    b.table("in", from()).foreignKeyLeftJoin(b.table("rows", from()), foreign, dash, kv()).toStream().to("out", into()),
  );
  r.add("foreign-join-stored", FOREIGN, (b) =>
    b
      .table("in", from(), kv("one"))
      .foreignKeyJoin(b.table("rows", from(), kv("two")), foreign, dash, kv("both"))
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-left-join-stored", FOREIGN, (b) =>
    b
      .table("in", from(), kv("one"))
      .foreignKeyLeftJoin(b.table("rows", from(), kv("two")), foreign, dash, kv("both"))
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-named", FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyJoin(b.table("rows", from()), foreign, dash, TableJoined.as("lookup"), kv("both"))
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-left-join-named", FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyLeftJoin(b.table("rows", from()), foreign, dash, TableJoined.as("lookup"), kv())
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-by-key", FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyJoin(
        b.table("rows", from()),
        (v, k) => (among(v, "ab") ? null : k === "k1" ? "a" : head(v)),
        dash,
        kv("both"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-self", SELF_FOREIGN, (b) => {
    const input = b.table("in", from());
    input
      .foreignKeyLeftJoin(input, (v) => (among(v, "z") ? null : `k${v.charCodeAt(0) - 97}`), dash, kv("both"))
      .toStream()
      .to("out", into());
  });
  r.add("foreign-join-chain", TWO_FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyJoin(b.table("rows", from()), foreign, dash, kv())
      .foreignKeyLeftJoin(b.table("rows2", from()), foreign, (x, y) => `${x}+${y}`, kv("all"))
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-grouped", FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyLeftJoin(b.table("rows", from()), foreign, dash, kv("both"))
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}~${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-filtered", FOREIGN, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abz"))
      .foreignKeyJoin(
        b.table("rows", from()).mapValues((v) => `${v}!`, kv()),
        foreign,
        dash,
        kv("both"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("foreign-join-counted", FOREIGN, (b) =>
    b
      .table("in", from())
      .foreignKeyLeftJoin(
        b
          .stream("rows", from())
          .groupByKey()
          .reduce((a, v) => cut(a + v), kv("folds")),
        foreign,
        dash,
        kv("both"),
      )
      .toStream()
      .to("out", into()),
  );
}
