import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { UnlimitedWindows } from "../../../../src/streams/windows/unlimited-windows.ts";
import { timeWindowed } from "../../../../src/streams/windows/windowed-serdes.ts";
import type { Catalog } from "../catalog.ts";
import { DENSE, TWO } from "../inputs.ts";
import {
  among,
  cut,
  from,
  grouped,
  head,
  into,
  intoCount,
  kv,
  kvCount,
  L,
  nothing,
  pair,
  S,
  sum,
  win,
  winCount,
} from "./kit.ts";

/** Aggregates in tumbling, hopping, sliding and unlimited windows. */
export function windows(r: Catalog): void {
  r.add("tumbling-count", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .count()
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("tumbling-count-raw", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .count(winCount("counts"))
      .toStream()
      .to("out"),
  );
  r.add("tumbling-windowed-serde", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .reduce((a, v) => cut(a + v))
      .toStream()
      .to("out", Produced.with(timeWindowed(S, 10), S)),
  );
  r.add("tumbling-grace", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 7))
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        win("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("tumbling-retention", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 20))
      .reduce((a, v) => cut(a + v), Named.as("reducer"), win("folds").withRetention(100))
      .toStream()
      .to("out"),
  );
  r.add("tumbling-supplier", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 3))
      .count(
        Materialized.as<string, number>(Stores.inMemoryWindowStore("counts", 40, 10, false))
          .withKeySerde(S)
          .withValueSerde(L),
      )
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("tumbling-null-result", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 20))
      .aggregate(
        () => "",
        (_k, v, a) => (among(v, "ab") ? nothing : cut(a + v)),
        win("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("tumbling-rekeyed", DENSE, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), Grouped.with("heads", S, S))
      .windowedBy(TimeWindows.ofSizeAndGrace(20, 5))
      .count(Named.as("counter"), winCount("counts"))
      .toStream((k, _v) => k.toString(), Named.as("text"))
      .to("out", intoCount()),
  );
  r.add("hopping-count", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5).advanceBy(4))
      .count(winCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("hopping-aggregate", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(12).advanceBy(3))
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        win("folds"),
      )
      .toStream()
      .to("out"),
  );
  r.add("sliding-count", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(10, 15))
      .count(winCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("sliding-no-grace", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(10))
      .reduce((a, v) => cut(a + v), win("folds"))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("sliding-aggregate", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(7, 50))
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        Named.as("slide"),
        win("folds"),
      )
      .toStream()
      .to("out"),
  );
  r.add("sliding-null-result", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(7, 50))
      .aggregate(
        () => "",
        (_k, v, a) => (among(v, "a") ? nothing : cut(a + v)),
        win("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("unlimited-count", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(UnlimitedWindows.of().startOn(20))
      .count(winCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  emitOnClose(r);
  tablesOfWindows(r);
}

function emitOnClose(r: Catalog): void {
  r.add("close-tumbling", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 4))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count(winCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("close-tumbling-no-grace", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .emitStrategy(EmitStrategy.onWindowClose())
      .reduce((a, v) => cut(a + v), win("folds"))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("close-tumbling-unnamed", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count()
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("close-hopping", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 3).advanceBy(5))
      .emitStrategy(EmitStrategy.onWindowClose())
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        win("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("close-sliding", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(10, 5))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count(winCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("close-sliding-reduce", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(6))
      .emitStrategy(EmitStrategy.onWindowClose())
      .reduce((a, v) => cut(a + v), win("folds"))
      .toStream()
      .to("out"),
  );
  r.add("close-tumbling-joined", DENSE, (b) => {
    const counts = b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 4))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count(winCount("counts"));
    counts
      .toStream()
      .map((k, v) => pair(k.key, `${v}@${k.window.startMs}`))
      .groupByKey(grouped())
      .reduce((a, v) => cut(a + v), kv("closed"))
      .toStream()
      .to("out", into());
  });
}

function tablesOfWindows(r: Catalog): void {
  r.add("window-map-values", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .mapValues((v) => `n${v}`)
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("window-map-values-stored", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .mapValues((v, k) => k.key + v, Materialized.as("mapped").withKeySerde(timeWindowed(S, 10)).withValueSerde(S))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("window-filter-grouped", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 10))
      .count(winCount("counts"))
      .filter((_k, v) => v > 1)
      .groupBy((k, v) => pair(k.key, v), Grouped.with(S, L))
      .reduce(sum, (a, v) => a - v, kvCount("sums"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("window-join-window", TWO, (b) => {
    const windows = TimeWindows.ofSizeAndGrace(10, 10);
    const one = b.stream("in", from()).groupByKey().windowedBy(windows).count(winCount("one"));
    const two = b.stream("in2", from()).groupByKey().windowedBy(windows).count(winCount("two"));
    one
      .leftJoin(two, (x, y) => `${x}:${y}`)
      .toStream((k, _v) => k.toString())
      .to("out", into());
  });
  r.add("window-of-window", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(5))
      .count(winCount("small"))
      .toStream((k, _v) => k.key)
      .groupByKey(Grouped.with(S, L))
      .windowedBy(TimeWindows.ofSizeAndGrace(20, 5))
      .reduce(sum, winCount("large"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("window-same-stream-twice", DENSE, (b) => {
    const groups = b.stream("in", from()).groupByKey();
    groups
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .count(winCount("ten"))
      .toStream((k, _v) => k.toString())
      .to("ten", intoCount());
    groups
      .windowedBy(TimeWindows.ofSizeAndGrace(30, 10))
      .count(winCount("thirty"))
      .toStream((k, _v) => k.toString())
      .to("thirty", intoCount());
    groups.count(kvCount("all")).toStream().to("all", intoCount());
  });
}
