import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/** Joins of a stream with a table or a global table. */
final class StreamTableJoins extends Kit {
  static void add(Catalog r) {
    r.add("stream-table-join", b ->
        b.stream("in", from()).join(b.table("rows", from()), Kit::dash, joinedTable()).to("out", into()));
    r.add("stream-table-left-join", b ->
        b.stream("in", from()).leftJoin(b.table("rows", from(), kv("store")), Kit::dash, joinedTable()).to("out", into()));
    r.add("stream-table-join-key", b ->
        b.stream("in", from()).join(b.table("rows", from()), (k, x, y) -> k + x + y, Joined.with(S, S, S, "joiner")).to("out", into()));
    r.add("stream-table-join-rekeyed", b ->
        b.stream("in", from()).selectKey((k, v) -> v == null ? null : "k" + v.length()).join(b.table("rows", from()), Kit::dash, joinedTable()).to("out", into()));
    r.add("stream-table-left-join-rekeyed", b ->
        b.stream("in", from()).map((k, v) -> pair(among(v, "ab") ? null : "k1", v))
            .leftJoin(b.table("rows", from()), Kit::dash, Joined.<String, String, String>as("joiner").withKeySerde(S).withValueSerde(S)).to("out", into()));
    r.add("stream-table-join-filtered", b ->
        b.stream("in", from()).leftJoin(b.table("rows", from()).filter((k, v) -> among(v, "abc")).mapValues(v -> v + "!"), Kit::dash, joinedTable()).to("out", into()));
    r.add("stream-table-join-counted", b -> {
      KTable<String, Long> counts = b.stream("rows", from()).groupByKey().count(kvCount("counts"));
      b.stream("in", from()).leftJoin(counts, Kit::dash, Joined.with(S, S, L)).to("out", into());
    });
    r.add("stream-table-join-self", b -> {
      var in = b.stream("in", from());
      in.join(in.groupByKey().count(kvCount("counts")), Kit::dash, Joined.with(S, S, L)).to("out", into());
    });
    r.add("stream-table-join-two", b ->
        b.stream("in", from()).join(b.table("rows", from()), Kit::dash, joinedTable())
            .leftJoin(b.table("rows2", from()), (x, y) -> x + "+" + y, joinedTable()).to("out", into()));
    r.add("stream-table-join-to-table", b ->
        b.stream("in", from()).leftJoin(b.stream("rows", from()).toTable(kv("store")), Kit::dash, joinedTable()).to("out", into()));
    r.add("stream-table-join-of-join", b -> {
      KTable<String, String> both = b.table("rows", from()).outerJoin(b.table("rows2", from()), Kit::dash);
      b.stream("in", from()).leftJoin(both, Kit::dash, joinedTable()).to("out", into());
    });
    r.add("global-join", b -> {
      GlobalKTable<String, String> global = b.globalTable("rows", from());
      b.stream("in", from()).join(global, (k, v) -> k, Kit::dash).to("out", into());
    });
    r.add("global-left-join", b -> {
      GlobalKTable<String, String> global = b.globalTable("rows", Consumed.with(S, S), kv("global"));
      b.stream("in", from()).leftJoin(global, (k, v) -> v == null ? null : "k" + v.length(), (k, x, y) -> k + ":" + x + "-" + y, Named.as("lookup")).to("out", into());
    });
    r.add("global-join-null-key", b -> {
      GlobalKTable<String, String> global = b.globalTable("rows", from(), kv("global"));
      b.stream("in", from()).join(global, (k, v) -> among(v, "ab") ? null : "k1", Kit::dash, Named.as("lookup")).to("out", into());
    });
    r.add("global-join-twice", b -> {
      GlobalKTable<String, String> one = b.globalTable("rows", Consumed.with(S, S).withName("one"), kv("one"));
      GlobalKTable<String, String> two = b.globalTable("rows2", from());
      b.stream("in", from()).join(one, (k, v) -> k, Kit::dash).leftJoin(two, (k, v) -> k, Kit::dash)
          .groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount());
    });
  }
}
