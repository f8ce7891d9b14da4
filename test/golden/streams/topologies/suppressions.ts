import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import type { Catalog } from "../catalog.ts";
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
  L,
  nothing,
  pair,
  S,
  ses,
  sum,
  win,
  winCount,
} from "./kit.ts";

/** Suppression of updates of a table. */
export function suppressions(r: Catalog): void {
  r.add("suppress-tumbling", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-no-grace", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
      .reduce((a, v) => cut(a + v))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .toStream()
      .to("out"),
  );
  r.add("suppress-hopping", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 2).advanceBy(5))
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        win("folds"),
      )
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("closed"))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("suppress-sliding", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(8, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-session", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 5))
      .reduce((a, v) => cut(a + v), ses("folds"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("suppress-strict-records", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.maxRecords(4).shutDownWhenFull()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-strict-bytes", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.maxBytes(500).shutDownWhenFull()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-null-result", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .aggregate(
        () => "",
        (_k, v, a) => (among(v, "ab") ? nothing : cut(a + v)),
        win("folds"),
      )
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("suppress-unlogged", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded().withLoggingDisabled()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-window-grouped", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
      .groupBy((k, v) => pair(k.key, v), Grouped.with(S, L))
      .reduce(sum, (a, v) => a - v, kvCount("sums"))
      .toStream()
      .to("out", intoCount()),
  );
  untilTimeLimit(r);
}

function untilTimeLimit(r: Catalog): void {
  r.add("suppress-time-limit", ONE, (b) =>
    b
      .table("in", from())
      .suppress(Suppressed.untilTimeLimit(10, BufferConfig.unbounded()))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-time-limit-zero", ONE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .suppress(Suppressed.untilTimeLimit(0, BufferConfig.unbounded()))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-time-limit-count", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("counts"))
      .suppress(Suppressed.untilTimeLimit(8, BufferConfig.unbounded()))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("suppress-early-records", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("counts"))
      .suppress(Suppressed.untilTimeLimit(30, BufferConfig.maxRecords(2)))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("suppress-early-bytes", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .reduce((a, v) => cut(a + v), kv("folds"))
      .suppress(Suppressed.untilTimeLimit(30, BufferConfig.maxBytes(200).emitEarlyWhenFull()))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-early-both", DENSE, (b) =>
    b
      .table("in", from())
      .suppress(Suppressed.untilTimeLimit(30, BufferConfig.maxRecords(3).withMaxBytes(250)).withName("held"))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-limit-shut-down", DENSE, (b) =>
    b
      .table("in", from())
      .suppress(Suppressed.untilTimeLimit(30, BufferConfig.maxRecords(3).shutDownWhenFull()))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-time-limit-window", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count(winCount("counts"))
      .suppress(Suppressed.untilTimeLimit(6, BufferConfig.unbounded()))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("suppress-grouped", DENSE, (b) =>
    b
      .table("in", from(), kv("rows"))
      .suppress(Suppressed.untilTimeLimit(8, BufferConfig.unbounded()))
      .groupBy((_k, v) => pair(head(v), v), grouped())
      .reduce(
        (a, v) => cut(a + v),
        (a, v) => cut(`${a}-${v}`),
        kv("sums"),
      )
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-joined", TWO, (b) =>
    b
      .table("in", from())
      .suppress(Suppressed.untilTimeLimit(8, BufferConfig.unbounded()))
      .leftJoin(b.table("in2", from()), dash)
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-filter-mapped", DENSE, (b) =>
    b
      .table("in", from())
      .mapValues((v) => `${v}!`, kv())
      .suppress(Suppressed.untilTimeLimit(8, BufferConfig.unbounded()).withName("held"))
      .filter((_k, v) => among(v, "abc"), kv("kept"))
      .toStream()
      .to("out", into()),
  );
  r.add("suppress-log-config", DENSE, (b) =>
    b
      .table("in", from())
      .suppress(Suppressed.untilTimeLimit(8, BufferConfig.unbounded().withLoggingEnabled({ "segment.ms": "1000" })))
      .toStream()
      .to("out", into()),
  );
}
