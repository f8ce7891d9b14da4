import static org.apache.kafka.streams.kstream.Suppressed.BufferConfig.maxBytes;
import static org.apache.kafka.streams.kstream.Suppressed.BufferConfig.maxRecords;
import static org.apache.kafka.streams.kstream.Suppressed.BufferConfig.unbounded;

import java.util.Map;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Suppression of updates of a table. */
final class Suppressions extends Kit {
  static void add(Catalog r) {
    r.add("suppress-tumbling", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(unbounded())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-no-grace", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).reduce((a, v) -> cut(a + v))
            .suppress(Suppressed.untilWindowCloses(unbounded())).toStream().to("out"));
    r.add("suppress-hopping", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(2)).advanceBy(ms(5))).aggregate(() -> "", (k, v, a) -> cut(a + v), win("folds"))
            .suppress(Suppressed.untilWindowCloses(unbounded()).withName("closed")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("suppress-sliding", b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(8), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(unbounded())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-session", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(5))).reduce((a, v) -> cut(a + v), ses("folds"))
            .suppress(Suppressed.untilWindowCloses(unbounded())).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("suppress-strict-records", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(maxRecords(4).shutDownWhenFull())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-strict-bytes", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(maxBytes(500).shutDownWhenFull())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-null-result", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5)))
            .aggregate(() -> "", (k, v, a) -> among(v, "ab") ? null : cut(a + v), win("folds"))
            .suppress(Suppressed.untilWindowCloses(unbounded())).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("suppress-unlogged", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(unbounded().withLoggingDisabled())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-window-grouped", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(unbounded())).groupBy((k, v) -> pair(k.key(), v), Grouped.with(S, L))
            .reduce(Long::sum, (a, v) -> a - v, kvCount("sums")).toStream().to("out", intoCount()));
    untilTimeLimit(r);
  }

  private static void untilTimeLimit(Catalog r) {
    r.add("suppress-time-limit", b ->
        b.table("in", from()).suppress(Suppressed.untilTimeLimit(ms(10), unbounded())).toStream().to("out", into()));
    r.add("suppress-time-limit-zero", b ->
        b.table("in", from(), kv("rows")).suppress(Suppressed.untilTimeLimit(ms(0), unbounded())).toStream().to("out", into()));
    r.add("suppress-time-limit-count", b ->
        b.stream("in", from()).groupByKey().count(kvCount("counts")).suppress(Suppressed.untilTimeLimit(ms(8), unbounded())).toStream().to("out", intoCount()));
    r.add("suppress-early-records", b ->
        b.stream("in", from()).groupByKey().count(kvCount("counts"))
            .suppress(Suppressed.untilTimeLimit(ms(30), maxRecords(2))).toStream().to("out", intoCount()));
    r.add("suppress-early-bytes", b ->
        b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v), kv("folds"))
            .suppress(Suppressed.untilTimeLimit(ms(30), maxBytes(200).emitEarlyWhenFull())).toStream().to("out", into()));
    r.add("suppress-early-both", b ->
        b.table("in", from()).suppress(Suppressed.<String>untilTimeLimit(ms(30), maxRecords(3).withMaxBytes(250)).withName("held")).toStream().to("out", into()));
    r.add("suppress-limit-shut-down", b ->
        b.table("in", from()).suppress(Suppressed.untilTimeLimit(ms(30), maxRecords(3).shutDownWhenFull())).toStream().to("out", into()));
    r.add("suppress-time-limit-window", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilTimeLimit(ms(6), unbounded())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("suppress-grouped", b ->
        b.table("in", from(), kv("rows")).suppress(Suppressed.untilTimeLimit(ms(8), unbounded())).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("suppress-joined", b ->
        b.table("in", from()).suppress(Suppressed.untilTimeLimit(ms(8), unbounded())).leftJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("suppress-filter-mapped", b ->
        b.table("in", from()).mapValues(v -> v + "!", kv()).suppress(Suppressed.<String>untilTimeLimit(ms(8), unbounded()).withName("held"))
            .filter((k, v) -> among(v, "abc"), kv("kept")).toStream().to("out", into()));
    r.add("suppress-log-config", b ->
        b.table("in", from()).suppress(Suppressed.untilTimeLimit(ms(8), unbounded().withLoggingEnabled(Map.of("segment.ms", "1000")))).toStream().to("out", into()));
  }
}
