import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedTable;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/** Aggregates of a table grouped anew: with an adder and a subtractor. */
final class GroupedTables extends Kit {
  static void add(Catalog r) {
    r.add("grouped-table-count", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped()).count().toStream().to("out", intoCount()));
    r.add("grouped-table-count-named", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), Grouped.with("heads", S, S))
            .count(Named.as("counter"), kvCount("counts")).toStream().to("out", intoCount()));
    r.add("grouped-table-reduce", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v)).toStream().to("out", into()));
    r.add("grouped-table-reduce-stored", b ->
        b.table("in", from(), kv("rows")).groupBy((k, v) -> pair(head(v), k + v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), Named.as("reducer"), kv("sums")).toStream().to("out", into()));
    r.add("grouped-table-aggregate", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped())
            .aggregate(() -> "0", (k, v, a) -> cut(a + "+" + v), (k, v, a) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("grouped-table-aggregate-null", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped())
            .aggregate(() -> "", (k, v, a) -> cut(a + "+" + v), (k, v, a) -> among(v, "ab") ? null : cut(a + "-" + v), kv("sums"))
            .toStream().to("out", into()));
    r.add("grouped-table-null-key", b ->
        b.table("in", from()).groupBy((k, v) -> pair(among(v, "ab") ? null : head(v), v), grouped())
            .aggregate(() -> "0", (k, v, a) -> cut(a + "+" + v), (k, v, a) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("grouped-table-null-value", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), among(v, "ab") ? null : v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("grouped-table-same-key", b ->
        b.table("in", from()).groupBy((k, v) -> pair("all", v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("grouped-table-twice", b -> {
      KGroupedTable<String, String> grouped = b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped());
      grouped.count(kvCount("counts")).toStream().to("counts", intoCount());
      grouped.reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into());
    });
    r.add("grouped-table-again", b ->
        b.table("in", from()).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums"))
            .groupBy((k, v) -> pair(String.valueOf(v.length()), k), grouped()).count(kvCount("lengths")).toStream().to("out", intoCount()));
    r.add("grouped-table-of-join", b -> {
      KTable<String, String> left = b.table("in", from());
      left.leftJoin(b.table("in2", from()), Kit::dash).groupBy((k, v) -> pair(head(v), v), grouped())
          .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "~" + v), kv("sums")).toStream().to("out", into());
    });
  }
}
