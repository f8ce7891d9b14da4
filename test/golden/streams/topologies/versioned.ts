import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { TableJoined } from "../../../../src/streams/options/table-joined.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import type { Catalog } from "../catalog.ts";
import { FOREIGN, KEYED_ROWS, ONE, ROWS, TWO } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, joinedTable, kv, nothing, pair, S } from "./kit.ts";

function versioned(name: string, historyMs: number): Materialized<string, string> {
  return Materialized.as<string, string>(Stores.inMemoryVersionedKeyValueStore(name, historyMs))
    .withKeySerde(S)
    .withValueSerde(S);
}

/** Tables that keep their history (KIP-889, KIP-914). Java's only built-in versioned store is RocksDB's. */
export function versionedTables(r: Catalog): void {
  r.add("versioned-table", ONE, (b) => b.table("in", from(), versioned("rows", 30)).toStream().to("out", into()));
  r.add("versioned-short", ONE, (b) => b.table("in", from(), versioned("rows", 5)).toStream().to("out", into()));
  r.add("versioned-long", ONE, (b) => b.table("in", from(), versioned("rows", 1_000)).toStream().to("out", into()));
  r.add("versioned-filter", ONE, (b) =>
    b
      .table("in", from(), versioned("rows", 30))
      .filter((_k, v) => among(v, "abc"))
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-filter-stored", ONE, (b) =>
    b
      .table("in", from(), versioned("rows", 30))
      .filter((_k, v) => among(v, "abc"), versioned("kept", 20))
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-map-values", ONE, (b) =>
    b
      .table("in", from(), versioned("rows", 30))
      .mapValues((v) => head(v))
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-map-values-stored", ONE, (b) =>
    b
      .table("in", from())
      .mapValues((v) => `${v}!`, versioned("mapped", 30))
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-join", TWO, (b) =>
    b
      .table("in", from(), versioned("one", 40))
      .join(b.table("in2", from(), versioned("two", 40)), dash)
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-left-join-plain", TWO, (b) =>
    b.table("in", from(), versioned("one", 40)).leftJoin(b.table("in2", from()), dash).toStream().to("out", into()),
  );
  r.add("versioned-outer-join-stored", TWO, (b) =>
    b
      .table("in", from(), versioned("one", 40))
      .outerJoin(b.table("in2", from(), versioned("two", 40)), dash, versioned("both", 40))
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-grouped", ONE, (b) =>
    b
      .table("in", from(), versioned("rows", 40))
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-aggregate", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        versioned("folds", 40),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-reduce-filtered", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v), versioned("folds", 40))
      .filter((_k, v) => v.length < 9)
      .toStream()
      .to("out", into()),
  );
  r.add("versioned-stream-join", ROWS, (b) =>
    b
      .stream("in", from())
      .join(b.table("rows", from(), versioned("store", 40)), dash, joinedTable())
      .to("out", into()),
  );
  r.add("versioned-stream-left-join", ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.table("rows", from(), versioned("store", 15)), dash, joinedTable())
      .to("out", into()),
  );
  r.add("versioned-stream-join-grace", ROWS, (b) =>
    b
      .stream("in", from())
      .join(b.table("rows", from(), versioned("store", 40)), dash, Joined.with(S, S, S, "joiner", 10))
      .to("out", into()),
  );
  r.add("versioned-stream-left-join-grace", KEYED_ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(
        b.table("rows", from(), versioned("store", 40)),
        (x, y, k) => k + x + y,
        joinedTable().withGracePeriod(6),
      )
      .to("out", into()),
  );
  r.add("versioned-stream-join-grace-zero", KEYED_ROWS, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.table("rows", from(), versioned("store", 40)), dash, joinedTable().withGracePeriod(0))
      .to("out", into()),
  );
  r.add("versioned-to-table", ONE, (b) => {
    const rows = b.stream("in", from()).toTable(versioned("rows", 40));
    rows
      .mapValues((v) => `${v}!`)
      .toStream()
      .to("out", into());
  });
  r.add("versioned-foreign-join", FOREIGN, (b) =>
    b
      .table("in", from(), versioned("one", 40))
      .foreignKeyJoin(
        b.table("rows", from(), versioned("two", 40)),
        (v) => (among(v, "z") ? nothing : head(v)),
        dash,
        TableJoined.as("fk"),
        kv("both"),
      )
      .toStream()
      .to("out", into()),
  );
}
