import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/** Joins of tables by their keys. */
final class TableJoins extends Kit {
  static void add(Catalog r) {
    r.add("table-join", b -> b.table("in", from()).join(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("table-left-join", b -> b.table("in", from()).leftJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("table-outer-join", b -> b.table("in", from()).outerJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("table-join-stored", b -> b.table("in", from()).join(b.table("in2", from()), Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("table-left-join-stored", b ->
        b.table("in", from(), kv("one")).leftJoin(b.table("in2", from(), kv("two")), Kit::dash, Named.as("joiner"), kv("both")).toStream().to("out", into()));
    r.add("table-outer-join-named", b ->
        b.table("in", from()).outerJoin(b.table("in2", from()), Kit::dash, Named.as("joiner")).toStream().to("out", into()));
    r.add("table-join-null-result", b ->
        b.table("in", from()).outerJoin(b.table("in2", from()), (x, y) -> among(x, "ab") ? null : x + "-" + y, kv("both")).toStream().to("out", into()));
    r.add("table-join-three", b ->
        b.table("in", from()).join(b.table("in2", from()), Kit::dash).leftJoin(b.table("in3", from()), Kit::dash).toStream().to("out", into()));
    r.add("table-outer-join-three", b ->
        b.table("in", from()).outerJoin(b.table("in2", from()), Kit::dash).outerJoin(b.table("in3", from()), Kit::dash, kv("all")).toStream().to("out", into()));
    r.add("table-self-join", b -> {
      KTable<String, String> in = b.table("in", from());
      in.join(in, Kit::dash).toStream().to("out", into());
    });
    r.add("table-self-join-views", b -> {
      KTable<String, String> in = b.table("in", from(), kv("rows"));
      in.filter((k, v) -> among(v, "abc")).outerJoin(in.mapValues(v -> v + "!", kv("loud")), Kit::dash).toStream().to("out", into());
    });
    r.add("table-join-filtered", b ->
        b.table("in", from()).filter((k, v) -> among(v, "abcd")).leftJoin(b.table("in2", from()).mapValues(v -> head(v)), Kit::dash).toStream().to("out", into()));
    r.add("table-join-then-filter", b ->
        b.table("in", from()).outerJoin(b.table("in2", from()), Kit::dash).filter((k, v) -> among(v, "abcn")).mapValues(v -> v + "!", kv("last"))
            .toStream().to("out", into()));
    r.add("table-join-grouped", b ->
        b.table("in", from()).join(b.table("in2", from()), Kit::dash).groupBy((k, v) -> pair(head(v), v), grouped()).count(kvCount("counts"))
            .toStream().to("out", intoCount()));
    r.add("table-join-reduced", b ->
        b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v), kv("one"))
            .outerJoin(b.stream("in2", from()).groupByKey().reduce((a, v) -> cut(a + v)), Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("table-join-two-readers", b -> {
      KTable<String, String> one = b.table("in", from());
      KTable<String, String> two = b.table("in2", from());
      one.join(two, Kit::dash).toStream().to("inner", into());
      one.leftJoin(two, Kit::dash).toStream().to("left", into());
      two.outerJoin(one, (x, y) -> x + "<" + y).toStream().to("outer", into());
    });
    r.add("table-join-to-table", b ->
        b.stream("in", from()).selectKey((k, v) -> v == null ? null : "k" + v.length()).toTable(kv("one"))
            .leftJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
  }
}
