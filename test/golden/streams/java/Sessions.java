import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.Stores;

/** Aggregates in sessions. */
final class Sessions extends Kit {
  static void add(Catalog r) {
    r.add("session-count", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapWithNoGrace(ms(5))).count()
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("session-count-grace", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(8), ms(20))).count(sesCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("session-reduce", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(8), ms(30)))
            .reduce((a, v) -> cut(a + v), Named.as("reducer"), ses("folds")).toStream().to("out"));
    r.add("session-aggregate", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(30)))
            .aggregate(() -> "", (k, v, a) -> cut(a + v), (k, x, y) -> cut(x + "|" + y), ses("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("session-null-result", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(30)))
            .aggregate(() -> "", (k, v, a) -> among(v, "a") ? null : cut(a + v), (k, x, y) -> cut(x + "|" + y), ses("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("session-gap-zero", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(1), ms(10))).count(sesCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("session-rekeyed", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), Grouped.with("heads", S, S)).windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(10), ms(5)))
            .count(Named.as("counter"), sesCount("counts")).toStream().to("out", Produced.with(WindowedSerdes.sessionWindowedSerdeFrom(String.class), L)));
    r.add("session-supplier", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(5), ms(5)))
            .count(Materialized.<String, Long>as(Stores.inMemorySessionStore("counts", ms(50))).withKeySerde(S).withValueSerde(L))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("session-close", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(3))).emitStrategy(EmitStrategy.onWindowClose())
            .count(sesCount("counts")).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("session-close-reduce", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapWithNoGrace(ms(5))).emitStrategy(EmitStrategy.onWindowClose())
            .reduce((a, v) -> cut(a + v), ses("folds")).toStream().to("out"));
    r.add("session-close-unnamed", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(3))).emitStrategy(EmitStrategy.onWindowClose())
            .aggregate(() -> "", (k, v, a) -> cut(a + v), (k, x, y) -> cut(x + "|" + y), Materialized.with(S, S)).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("session-filter-map", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(8), ms(10))).count(sesCount("counts"))
            .filter((k, v) -> v > 1).mapValues((k, v) -> k.key() + v).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("session-regrouped", b ->
        b.stream("in", from()).groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(8), ms(10))).count(sesCount("counts"))
            .groupBy((k, v) -> pair(k.key(), v), Grouped.with(S, L)).reduce(Long::sum, (a, v) -> a - v, kvCount("sums")).toStream().to("out", intoCount()));
  }
}
