import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import type { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { type Catalog, cache } from "../catalog.ts";
import { DENSE, ONE, TWO } from "../inputs.ts";
import {
  among,
  cut,
  dash,
  from,
  grouped,
  head,
  into,
  intoCount,
  kv,
  kvCount,
  nothing,
  pair,
  ses,
  win,
  winCount,
} from "./kit.ts";

const LARGE = cache(1_000_000);

/** With a cache: the driver flushes it after every record, so only what one record does several times collapses. */
export function caching(r: Catalog): void {
  r.add(
    "cached-count",
    ONE,
    (b) => many(b, "in").groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount()),
    LARGE,
  );
  r.add(
    "cached-count-off",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .count(kvCount("counts").withCachingDisabled())
        .toStream()
        .to("out", intoCount()),
    LARGE,
  );
  r.add(
    "cached-reduce",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-aggregate-null",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .aggregate(
          () => "",
          (_k, v, a) => (among(v, "ab") ? nothing : cut(a + v)),
          kv("folds"),
        )
        .toStream()
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-chain",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .filter((_k, v) => v.length > 3, kv("long"))
        .mapValues((v) => v.slice(1), kv("short"))
        .toStream()
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-regrouped",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .groupBy((_k, v) => pair(head(v), v), grouped())
        .reduce(
          (a, v) => cut(a + v),
          (a, v) => cut(`${a}-${v}`),
          kv("sums"),
        )
        .toStream()
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-table-join",
    TWO,
    (b) =>
      b
        .table("in", from(), kv("one"))
        .outerJoin(many(b, "in2").toTable(kv("two")), dash, kv("both"))
        .toStream()
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-tumbling",
    DENSE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
        .count(winCount("counts"))
        .toStream((k, _v) => k.toString())
        .to("out", intoCount()),
    LARGE,
  );
  r.add(
    "cached-hopping",
    DENSE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(TimeWindows.ofSizeAndGrace(10, 5).advanceBy(5))
        .reduce((a, v) => cut(a + v), win("folds"))
        .toStream((k, _v) => k.toString())
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-sliding",
    DENSE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(10, 15))
        .count(winCount("counts"))
        .toStream((k, _v) => k.toString())
        .to("out", intoCount()),
    LARGE,
  );
  r.add(
    "cached-session",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 15))
        .reduce((a, v) => cut(a + v), ses("folds"))
        .toStream((k, _v) => k.toString())
        .to("out", into()),
    LARGE,
  );
  r.add(
    "cached-suppress",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
        .count(winCount("counts"))
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
        .toStream((k, _v) => k.toString())
        .to("out", intoCount()),
    LARGE,
  );
  r.add(
    "cached-small",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into()),
    cache(300),
  );
  r.add(
    "cached-tiny-window",
    ONE,
    (b) =>
      many(b, "in")
        .groupByKey(grouped())
        .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
        .count(winCount("counts"))
        .toStream((k, _v) => k.toString())
        .to("out", intoCount()),
    cache(200),
  );
  r.add(
    "cached-two-stores",
    ONE,
    (b) => {
      const input = many(b, "in");
      const groups = input.groupByKey(grouped());
      groups.count(kvCount("counts")).toStream().to("counts", intoCount());
      groups
        .reduce((a, v) => cut(a + v), kv("folds"))
        .toStream()
        .to("out", into());
    },
    LARGE,
  );
}

/** Three records of one: twice its value, once the first letter. Keys stay, so nothing is repartitioned. */
function many(b: StreamsBuilder, topic: string): KStream<string, string> {
  return b.stream(topic, from()).flatMapValues((v) => (v === null ? [] : [v, `${v}1`, head(v)]));
}
