import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, ROWS, TWO_ROWS } from "../inputs.ts";
import { among, dash, from, grouped, into, intoCount, joinedTable, kv, kvCount, L, nothing, pair, S } from "./kit.ts";

/** Joins of a stream with a table or a global table. */
export function streamTableJoins(r: Catalog): void {
  r.add("stream-table-join", ROWS, (b) =>
    b.stream("in", from()).join(b.table("rows", from()), dash, joinedTable()).to("out", into()),
  );
  r.add("stream-table-left-join", ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.table("rows", from(), kv("store")), dash, joinedTable())
      .to("out", into()),
  );
  r.add("stream-table-join-key", ROWS, (b) =>
    b
      .stream("in", from())
      .join(b.table("rows", from()), (x, y, k) => k + x + y, Joined.with(S, S, S, "joiner"))
      .to("out", into()),
  );
  r.add("stream-table-join-rekeyed", ROWS, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => (v === null ? nothing : `k${v.length}`))
      .join(b.table("rows", from()), dash, joinedTable())
      .to("out", into()),
  );
  r.add("stream-table-left-join-rekeyed", ROWS, (b) =>
    b
      .stream("in", from())
      .map((_k, v) => pair(among(v, "ab") ? nothing : "k1", v))
      .leftJoin(b.table("rows", from()), dash, Joined.as("joiner").withKeySerde(S).withValueSerde(S))
      .to("out", into()),
  );
  r.add("stream-table-join-filtered", ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(
        b
          .table("rows", from())
          .filter((_k, v) => among(v, "abc"))
          .mapValues((v) => `${v}!`),
        dash,
        joinedTable(),
      )
      .to("out", into()),
  );
  r.add("stream-table-join-counted", ROWS, (b) => {
    const counts = b.stream("rows", from()).groupByKey().count(kvCount("counts"));
    b.stream("in", from())
      .leftJoin(counts, dash, Joined.with(S, S, L))
      .to("out", into());
  });
  r.add("stream-table-join-self", ONE, (b) => {
    const input = b.stream("in", from());
    input.join(input.groupByKey().count(kvCount("counts")), dash, Joined.with(S, S, L)).to("out", into());
  });
  r.add("stream-table-join-two", TWO_ROWS, (b) =>
    b
      .stream("in", from())
      .join(b.table("rows", from()), dash, joinedTable())
      .leftJoin(b.table("rows2", from()), (x, y) => `${x}+${y}`, joinedTable())
      .to("out", into()),
  );
  r.add("stream-table-join-to-table", ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("rows", from()).toTable(kv("store")), dash, joinedTable())
      .to("out", into()),
  );
  r.add("stream-table-join-of-join", TWO_ROWS, (b) => {
    const both = b.table("rows", from()).outerJoin(b.table("rows2", from()), dash);
    b.stream("in", from()).leftJoin(both, dash, joinedTable()).to("out", into());
  });
  r.add("global-join", ROWS, (b) => {
    const global = b.globalTable("rows", from());
    b.stream("in", from())
      .join(global, (k, _v) => k, dash)
      .to("out", into());
  });
  r.add("global-left-join", ROWS, (b) => {
    const global = b.globalTable("rows", Consumed.with(S, S), kv("global"));
    b.stream("in", from())
      .leftJoin(
        global,
        (_k, v) => (v === null ? nothing : `k${v.length}`),
        (x, y, k) => `${k}:${x}-${y}`,
        Named.as("lookup"),
      )
      .to("out", into());
  });
  r.add("global-join-null-key", ROWS, (b) => {
    const global = b.globalTable("rows", from(), kv("global"));
    b.stream("in", from())
      .join(global, (_k, v) => (among(v, "ab") ? nothing : "k1"), dash, Named.as("lookup"))
      .to("out", into());
  });
  r.add("global-join-twice", TWO_ROWS, (b) => {
    const one = b.globalTable("rows", Consumed.with(S, S).withName("one"), kv("one"));
    const two = b.globalTable("rows2", from());
    b.stream("in", from())
      .join(one, (k, _v) => k, dash)
      .leftJoin(two, (k, _v) => k, dash)
      .groupByKey(grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount());
  });
}
