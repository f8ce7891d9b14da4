import static java.util.List.of;

import java.util.Map;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/** Aggregates of a grouped stream without windows. */
final class Aggregates extends Kit {
  static void add(Catalog r) {
    r.add("count", b -> b.stream("in", from()).groupByKey().count().toStream().to("out", intoCount()));
    r.add("count-stored", b -> b.stream("in", from()).groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("count-named", b ->
        b.stream("in", from()).groupByKey(Grouped.with("by-key", S, S)).count(Named.as("counter"), kvCount("counts"))
            .toStream(Named.as("changes")).to("out", intoCount()));
    r.add("count-name-only", b ->
        b.stream("in", from()).groupByKey(grouped()).count(Named.as("counter")).toStream().to("out", intoCount()));
    r.add("count-unlogged", b ->
        b.stream("in", from()).groupByKey().count(kvCount("counts").withLoggingDisabled()).toStream().to("out", intoCount()));
    r.add("count-supplier", b ->
        b.stream("in", from()).groupByKey()
            .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("memory")).withKeySerde(S).withValueSerde(L))
            .toStream().to("out", intoCount()));
    r.add("reduce", b -> b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v)).toStream().to("out", into()));
    r.add("reduce-null", b ->
        b.stream("in", from()).groupByKey().reduce((a, v) -> among(v, "a") ? null : cut(a + v), kv("reduced")).toStream().to("out", into()));
    r.add("reduce-named", b ->
        b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v), Named.as("reducer"), kv("reduced")).toStream().to("out", into()));
    r.add("aggregate", b ->
        b.stream("in", from()).groupByKey().aggregate(() -> "0", (k, v, a) -> cut(a + v), kv()).toStream().to("out", into()));
    r.add("aggregate-null", b ->
        b.stream("in", from()).groupByKey()
            .aggregate(() -> null, (k, v, a) -> among(v, "ab") ? null : cut(a + v), kv("kept")).toStream().to("out", into()));
    r.add("aggregate-named", b ->
        b.stream("in", from()).groupByKey()
            .aggregate(() -> "", (k, v, a) -> cut(a + k + v), Named.as("folded"), kv("folds")).toStream().to("out", into()));
    r.add("group-by-count", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), grouped()).count().toStream().to("out", intoCount()));
    r.add("group-by-named", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), Grouped.with("heads", S, S)).reduce((a, v) -> cut(a + v), kv("reduced"))
            .toStream().to("out", into()));
    r.add("group-by-named-store", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), grouped()).count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("map-group", b ->
        b.stream("in", from()).map((k, v) -> pair(head(v), k)).groupByKey(grouped()).count(Named.as("c")).toStream().to("out", intoCount()));
    r.add("group-twice", b -> {
      KGroupedStream<String, String> grouped = b.stream("in", from()).groupBy((k, v) -> head(v), grouped());
      grouped.count().toStream().to("counts", intoCount());
      grouped.reduce((a, v) -> cut(a + v)).toStream().to("out", into());
    });
    r.add("group-twice-named", b -> {
      KGroupedStream<String, String> grouped = b.stream("in", from()).groupBy((k, v) -> head(v), Grouped.with("g", S, S));
      grouped.count(kvCount("one")).toStream().to("counts", intoCount());
      grouped.aggregate(() -> "", (k, v, a) -> cut(a + v), kv("two")).toStream().to("out", into());
    });
    r.add("count-of-counts", b ->
        b.stream("in", from()).groupByKey().count(kvCount("first")).toStream()
            .groupBy((k, v) -> String.valueOf(v), Grouped.with(S, L)).count(kvCount("second")).toStream().to("out", intoCount()));
    r.add("table-of-counts", b ->
        b.stream("in", from()).groupByKey().count(kvCount("first"))
            .groupBy((k, v) -> pair(String.valueOf(v), v), Grouped.with(S, L)).count(kvCount("second")).toStream().to("out", intoCount()));
    r.add("count-filter-map", b -> {
      KTable<String, Long> counts = b.stream("in", from()).groupByKey().count(kvCount("counts"));
      counts.filter((k, v) -> v % 2 == 0).mapValues(v -> "even " + v).toStream().to("even", into());
      counts.filterNot((k, v) -> v % 2 == 0, kvCount("odd")).toStream().to("odd", intoCount());
    });
    r.add("count-join-count", b -> {
      KTable<String, Long> one = b.stream("in", from()).groupByKey().count(kvCount("one"));
      KTable<String, Long> two = b.stream("in2", from()).groupByKey().count(kvCount("two"));
      one.outerJoin(two, (x, y) -> x + ":" + y, kv("both")).toStream().to("out", into());
    });
    r.add("words", b ->
        b.stream("in", from()).flatMapValues(v -> v == null ? of() : of(v.split(""))).groupBy((k, v) -> v, grouped())
            .count(kvCount("words")).toStream().to("out", intoCount()));
    r.add("aggregate-two-outputs", b -> {
      KTable<String, String> table = b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v), kv("reduced"));
      table.toStream().to("out", into());
      table.toStream().mapValues(v -> v == null ? "none" : v + ".").to("out2", into());
      b.stream("in2", Consumed.with(S, S)).leftJoin(table, Kit::dash).to("joined", into());
    });
    r.add("log-config", b ->
        b.stream("in", from()).groupByKey().count(kvCount("counts").withLoggingEnabled(Map.of("segment.ms", "1000"))).toStream().to("out", intoCount()));
  }
}
