import type { FixedKeyProcessorContext } from "../../../../src/streams/api/processor.ts";
import type { KeyValueStore } from "../../../../src/streams/api/stores.ts";
import type { ValueTransformer } from "../../../../src/streams/api/value-transformer.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import type { Catalog } from "../catalog.ts";
import { ONE } from "../inputs.ts";
import { among, cut, dash, from, grouped, head, into, intoCount, kv, kvCount, nothing, pair, S } from "./kit.ts";

/** Operators of a table that do not group or join. */
export function tables(r: Catalog): void {
  r.add("table", ONE, (b) => b.table("in", from()).toStream().to("out", into()));
  r.add("table-stored", ONE, (b) => b.table("in", from(), kv("rows")).toStream().to("out", into()));
  r.add("table-named", ONE, (b) =>
    b.table("in", Consumed.with(S, S).withName("rows-in"), kv("rows")).toStream(Named.as("s")).to("out", into()),
  );
  r.add("table-unlogged", ONE, (b) =>
    b.table("in", from(), kv("rows").withLoggingDisabled()).toStream().to("out", into()),
  );
  r.add("table-supplier", ONE, (b) =>
    b
      .table("in", from(), Materialized.as<string, string>(Stores.lruMap("lru", 3)))
      .toStream()
      .to("out", into()),
  );
  r.add("table-filter", ONE, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abc"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-filter-stored", ONE, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abc"), kv("kept"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-filter-of-stored", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .filter((_k, v) => among(v, "abc"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-filter-not", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .filterNot((_k, v) => among(v, "abc"), Named.as("others"), kv("kept"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-map-values", ONE, (b) =>
    b
      .table("in", from())
      .mapValues((v, k) => k + v)
      .toStream()
      .to("out", into()),
  );
  r.add("table-map-values-stored", ONE, (b) =>
    b
      .table("in", from())
      .mapValues((v) => (among(v, "a") ? nothing : `${v}!`), kv("mapped"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-map-values-named", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .mapValues((v) => `${v}!`, Named.as("mapper"), kv("mapped"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-chain", ONE, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abcd"))
      .mapValues((v) => `${v}1`)
      .filterNot((_k, v) => among(v, "b"))
      .mapValues((v) => head(v))
      .toStream()
      .to("out", into()),
  );
  r.add("table-chain-stored", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .filter((_k, v) => among(v, "abcd"), kv("f"))
      .mapValues((v) => head(v), kv("m"))
      .filterNot((_k, v) => among(v, "b"))
      .toStream()
      .to("out", into()),
  );
  r.add("table-chain-grouped", ONE, (b) =>
    b
      .table("in", from())
      .filter((_k, v) => among(v, "abcd"))
      .mapValues((v) => `${v}1`)
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("table-chain-joined", ONE, (b) => {
    const rows = b.table("in", from());
    const kept = rows.filter((_k, v) => among(v, "abcd"));
    kept
      .mapValues((v) => `${v}m`)
      .outerJoin(
        rows.mapValues((v) => head(v)),
        dash,
      )
      .toStream()
      .to("out", into());
  });
  r.add("table-two-readers", ONE, (b) => {
    const rows = b.table("in", from(), kv("rows"));
    rows.toStream().to("out", into());
    rows
      .filter((_k, v) => among(v, "abc"))
      .toStream()
      .to("kept", into());
    rows
      .groupBy((k, v) => pair(head(v), k), grouped())
      .count(kvCount("heads"))
      .toStream()
      .to("counts", intoCount());
  });
  r.add("table-to-stream-rekeyed", ONE, (b) =>
    b
      .table("in", from())
      .toStream((_k, v) => (v === null ? "none" : head(v)))
      .to("out", into()),
  );
  r.add("table-to-stream-rekeyed-count", ONE, (b) =>
    b
      .table("in", from())
      .toStream((_k, v) => (v === null ? "none" : head(v)), Named.as("by-head"))
      .groupByKey(grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("table-republished", ONE, (b) => {
    b.table("in", from(), kv("one")).toStream().to("mid", Produced.with(S, S));
    b.table("mid", from(), kv("two"))
      .mapValues((v) => `${v}2`)
      .toStream()
      .to("out", into());
  });
  r.add("transform-values", ONE, (b) =>
    b
      .table("in", from())
      .transformValues(() => new Upper(), [])
      .toStream()
      .to("out", into()),
  );
  r.add("transform-values-stored", ONE, (b) =>
    b
      .table("in", from())
      .transformValues(() => new Upper(), [kv("upper")])
      .filter((_k, v) => among(v, "ABC"))
      .toStream()
      .to("out", into()),
  );
  r.add("transform-values-named", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .transformValues(() => new Upper(), [Named.as("transformer"), kv("upper")])
      .toStream()
      .to("out", into()),
  );
  r.add("transform-values-grouped", ONE, (b) =>
    b
      .table("in", from())
      .transformValues(() => new Upper(), [])
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("transform-values-counting", ONE, (b) => {
    b.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("seen"), S, S));
    b.table("in", from())
      .transformValues(() => new Appender(), [kv("appended")], "seen")
      .toStream()
      .to("out", into());
  });
}

/** Says nothing for a null. */
class Upper implements ValueTransformer<string, string, string> {
  transform(value: string | null, key: string): string | null {
    return value === null ? nothing : value.toUpperCase() + key;
  }
}

/** Remembers all values of a key in a store. */
class Appender implements ValueTransformer<string, string, string> {
  #seen: KeyValueStore<string, string> | undefined;

  init(context: FixedKeyProcessorContext<string, string>): void {
    this.#seen = context.getStateStore("seen");
  }

  transform(value: string | null, key: string): string | null {
    const all = cut((this.#seen?.get(key) ?? "") + value);
    this.#seen?.put(key, all);
    return value === null ? nothing : all;
  }
}
