import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.TimeWindows;

/** With topology.optimization=all: topics of sources as changelogs, merged repartitions, one store for a self-join. */
final class Optimised extends Kit {
  static void add(Catalog r) {
    r.add("optimised-table", Catalog.OPTIMISED, b -> b.table("in", from(), kv("rows")).toStream().to("out", into()));
    r.add("optimised-table-unnamed", Catalog.OPTIMISED, b ->
        b.table("in", from()).filter((k, v) -> among(v, "abc"), kv("kept")).toStream().to("out", into()));
    r.add("optimised-table-join", Catalog.OPTIMISED, b ->
        b.table("in", from()).leftJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("optimised-stream-table-join", Catalog.OPTIMISED, b ->
        b.stream("in", from()).selectKey((k, v) -> v == null ? null : "k" + v.length()).join(b.table("rows", from()), Kit::dash, joinedTable()).to("out", into()));
    r.add("optimised-repartitions", Catalog.OPTIMISED, b -> {
      KStream<String, String> keyed = b.stream("in", from()).selectKey((k, v) -> head(v));
      keyed.groupByKey(grouped()).count(kvCount("counts")).toStream().to("counts", intoCount());
      keyed.groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into());
    });
    r.add("optimised-repartitions-mapped", Catalog.OPTIMISED, b -> {
      KStream<String, String> keyed = b.stream("in", from()).map((k, v) -> pair(head(v), k + v));
      keyed.mapValues(v -> v + "1").groupByKey(grouped()).count(kvCount("counts")).toStream().to("counts", intoCount());
      keyed.filter((k, v) -> among(k, "abc")).groupByKey(grouped()).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).reduce((a, v) -> cut(a + v), win("folds"))
          .toStream((k, v) -> k.toString()).to("out", into());
    });
    r.add("optimised-repartitions-named", Catalog.OPTIMISED, b -> {
      KStream<String, String> keyed = b.stream("in", from()).selectKey((k, v) -> head(v));
      keyed.groupByKey(Grouped.with("one", S, S)).count(kvCount("counts")).toStream().to("counts", intoCount());
      keyed.groupByKey(Grouped.with("two", S, S)).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into());
    });
    r.add("optimised-repartitions-join", Catalog.OPTIMISED, b -> {
      KStream<String, String> keyed = b.stream("in", from()).selectKey((k, v) -> head(v));
      KTable<String, Long> counts = keyed.groupByKey(grouped()).count(kvCount("counts"));
      counts.toStream().to("counts", intoCount());
      keyed.mapValues(v -> v + "2")
          .leftJoin(b.stream("in2", from()).selectKey((k, v) -> head(v)), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into());
    });
    r.add("optimised-merge", Catalog.OPTIMISED, b -> {
      KStream<String, String> keyed = b.stream("in", from()).selectKey((k, v) -> head(v));
      KStream<String, String> all = keyed.mapValues(v -> v + "1").merge(keyed.filter((k, v) -> among(k, "abc")));
      all.groupByKey(grouped()).count(kvCount("counts")).toStream().to("counts", intoCount());
      all.groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into());
    });
    r.add("optimised-group-twice", Catalog.OPTIMISED, b -> {
      KGroupedStream<String, String> grouped = b.stream("in", from()).groupBy((k, v) -> head(v), grouped());
      grouped.count().toStream().to("counts", intoCount());
      grouped.aggregate(() -> "", (k, v, a) -> cut(a + v), kv("folds")).toStream().to("out", into());
    });
    r.add("optimised-grouped-table", Catalog.OPTIMISED, b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped()).count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("optimised-foreign-join", Catalog.OPTIMISED, b ->
        b.table("in", from()).leftJoin(b.table("rows", from()), v -> head(v), Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("optimised-to-table", Catalog.OPTIMISED, b ->
        b.stream("in", from()).selectKey((k, v) -> head(v)).toTable(kv("rows")).toStream().to("out", into()));
    r.add("optimised-cogroup", Catalog.OPTIMISED, b -> {
      KGroupedStream<String, String> one = b.stream("in", from()).groupBy((k, v) -> head(v), Grouped.with("one", S, S));
      KGroupedStream<String, String> two = b.stream("in2", from()).groupBy((k, v) -> head(v), Grouped.with("two", S, S));
      one.<String>cogroup((k, v, a) -> cut(a + v)).cogroup(two, (k, v, a) -> cut(a + "/" + v)).aggregate(() -> "", kv("folds")).toStream().to("out", into());
      one.count(kvCount("counts")).toStream().to("counts", intoCount());
    });
  }
}
