import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.UnlimitedWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.Stores;

/** Aggregates in tumbling, hopping, sliding and unlimited windows. */
final class Windows extends Kit {
  static void add(Catalog r) {
    r.add("tumbling-count", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).count()
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("tumbling-count-raw", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).count(winCount("counts")).toStream().to("out"));
    r.add("tumbling-windowed-serde", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).reduce((a, v) -> cut(a + v))
            .toStream().to("out", Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, 10), S)));
    r.add("tumbling-grace", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(7))).aggregate(() -> "", (k, v, a) -> cut(a + v), win("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("tumbling-retention", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(20)))
            .reduce((a, v) -> cut(a + v), Named.as("reducer"), win("folds").withRetention(ms(100))).toStream().to("out"));
    r.add("tumbling-supplier", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(3)))
            .count(Materialized.<String, Long>as(Stores.inMemoryWindowStore("counts", ms(40), ms(10), false)).withKeySerde(S).withValueSerde(L))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("tumbling-null-result", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(20)))
            .aggregate(() -> "", (k, v, a) -> among(v, "ab") ? null : cut(a + v), win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("tumbling-rekeyed", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), Grouped.with("heads", S, S)).windowedBy(TimeWindows.ofSizeAndGrace(ms(20), ms(5)))
            .count(Named.as("counter"), winCount("counts")).toStream((k, v) -> k.toString(), Named.as("text")).to("out", intoCount()));
    r.add("hopping-count", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5)).advanceBy(ms(4))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("hopping-aggregate", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(12)).advanceBy(ms(3))).aggregate(() -> "", (k, v, a) -> cut(a + v), win("folds"))
            .toStream().to("out"));
    r.add("sliding-count", b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(10), ms(15))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("sliding-no-grace", b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(ms(10))).reduce((a, v) -> cut(a + v), win("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("sliding-aggregate", b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(7), ms(50))).aggregate(() -> "", (k, v, a) -> cut(a + v), Named.as("slide"), win("folds"))
            .toStream().to("out"));
    r.add("sliding-null-result", b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(7), ms(50)))
            .aggregate(() -> "", (k, v, a) -> among(v, "a") ? null : cut(a + v), win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("unlimited-count", b ->
        b.stream("in", from()).groupByKey().windowedBy(UnlimitedWindows.of().startOn(java.time.Instant.ofEpochMilli(20))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    emitOnClose(r);
    tablesOfWindows(r);
  }

  private static void emitOnClose(Catalog r) {
    r.add("close-tumbling", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(4))).emitStrategy(EmitStrategy.onWindowClose())
            .count(winCount("counts")).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("close-tumbling-no-grace", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).emitStrategy(EmitStrategy.onWindowClose())
            .reduce((a, v) -> cut(a + v), win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("close-tumbling-unnamed", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).emitStrategy(EmitStrategy.onWindowClose())
            .count().toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("close-hopping", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(3)).advanceBy(ms(5))).emitStrategy(EmitStrategy.onWindowClose())
            .aggregate(() -> "", (k, v, a) -> cut(a + v), win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("close-sliding", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(10), ms(5))).emitStrategy(EmitStrategy.onWindowClose())
            .count(winCount("counts")).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("close-sliding-reduce", Catalog.PERSISTENT, b ->
        b.stream("in", from()).groupByKey().windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(ms(6))).emitStrategy(EmitStrategy.onWindowClose())
            .reduce((a, v) -> cut(a + v), win("folds")).toStream().to("out"));
    r.add("close-tumbling-joined", Catalog.PERSISTENT, b -> {
      KTable<Windowed<String>, Long> counts = b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(4)))
          .emitStrategy(EmitStrategy.onWindowClose()).count(winCount("counts"));
      counts.toStream().map((k, v) -> pair(k.key(), v + "@" + k.window().start()))
          .groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("closed")).toStream().to("out", into());
    });
  }

  private static void tablesOfWindows(Catalog r) {
    r.add("window-map-values", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .mapValues(v -> "n" + v).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("window-map-values-stored", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .mapValues((k, v) -> k.key() + v, Materialized.<Windowed<String>, String, org.apache.kafka.streams.state.KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>>as("mapped")
                .withKeySerde(WindowedSerdes.timeWindowedSerdeFrom(String.class, 10)).withValueSerde(S))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("window-filter-grouped", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(10))).count(winCount("counts"))
            .filter((k, v) -> v > 1).groupBy((k, v) -> pair(k.key(), v), Grouped.with(S, L)).reduce(Long::sum, (a, v) -> a - v, kvCount("sums"))
            .toStream().to("out", intoCount()));
    r.add("window-join-window", b -> {
      TimeWindows windows = TimeWindows.ofSizeAndGrace(ms(10), ms(10));
      KTable<Windowed<String>, Long> one = b.stream("in", from()).groupByKey().windowedBy(windows).count(winCount("one"));
      KTable<Windowed<String>, Long> two = b.stream("in2", from()).groupByKey().windowedBy(windows).count(winCount("two"));
      one.leftJoin(two, (x, y) -> x + ":" + y).toStream((k, v) -> k.toString()).to("out", into());
    });
    r.add("window-of-window", b ->
        b.stream("in", from()).groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(ms(5))).count(winCount("small"))
            .toStream((k, v) -> k.key()).groupByKey(Grouped.with(S, L)).windowedBy(TimeWindows.ofSizeAndGrace(ms(20), ms(5))).reduce(Long::sum, winCount("large"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("window-same-stream-twice", b -> {
      var grouped = b.stream("in", from()).groupByKey();
      grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(ms(10))).count(winCount("ten")).toStream((k, v) -> k.toString()).to("ten", intoCount());
      grouped.windowedBy(TimeWindows.ofSizeAndGrace(ms(30), ms(10))).count(winCount("thirty")).toStream((k, v) -> k.toString()).to("thirty", intoCount());
      grouped.count(kvCount("all")).toStream().to("all", intoCount());
    });
  }
}
