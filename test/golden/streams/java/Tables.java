import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.ValueTransformerWithKey;
import org.apache.kafka.streams.processor.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Operators of a table that do not group or join. */
final class Tables extends Kit {
  static void add(Catalog r) {
    r.add("table", b -> b.table("in", from()).toStream().to("out", into()));
    r.add("table-stored", b -> b.table("in", from(), kv("rows")).toStream().to("out", into()));
    r.add("table-named", b -> b.table("in", Consumed.with(S, S).withName("rows-in"), kv("rows")).toStream(Named.as("s")).to("out", into()));
    r.add("table-unlogged", b -> b.table("in", from(), kv("rows").withLoggingDisabled()).toStream().to("out", into()));
    r.add("table-supplier", b ->
        b.table("in", from(), Materialized.as(Stores.lruMap("lru", 3))).toStream().to("out", into()));
    r.add("table-filter", b -> b.table("in", from()).filter((k, v) -> among(v, "abc")).toStream().to("out", into()));
    r.add("table-filter-stored", b ->
        b.table("in", from()).filter((k, v) -> among(v, "abc"), kv("kept")).toStream().to("out", into()));
    r.add("table-filter-of-stored", b ->
        b.table("in", from(), kv("rows")).filter((k, v) -> among(v, "abc")).toStream().to("out", into()));
    r.add("table-filter-not", b ->
        b.table("in", from(), kv("rows")).filterNot((k, v) -> among(v, "abc"), Named.as("others"), kv("kept")).toStream().to("out", into()));
    r.add("table-map-values", b -> b.table("in", from()).mapValues((k, v) -> k + v).toStream().to("out", into()));
    r.add("table-map-values-stored", b ->
        b.table("in", from()).mapValues(v -> among(v, "a") ? null : v + "!", kv("mapped")).toStream().to("out", into()));
    r.add("table-map-values-named", b ->
        b.table("in", from(), kv("rows")).mapValues(v -> v + "!", Named.as("mapper"), kv("mapped")).toStream().to("out", into()));
    r.add("table-chain", b ->
        b.table("in", from()).filter((k, v) -> among(v, "abcd")).mapValues(v -> v + "1").filterNot((k, v) -> among(v, "b"))
            .mapValues(v -> head(v)).toStream().to("out", into()));
    r.add("table-chain-stored", b ->
        b.table("in", from(), kv("rows")).filter((k, v) -> among(v, "abcd"), kv("f")).mapValues(v -> head(v), kv("m"))
            .filterNot((k, v) -> among(v, "b")).toStream().to("out", into()));
    r.add("table-chain-grouped", b ->
        b.table("in", from()).filter((k, v) -> among(v, "abcd")).mapValues(v -> v + "1")
            .groupBy((k, v) -> pair(head(v), v), grouped()).reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums"))
            .toStream().to("out", into()));
    r.add("table-chain-joined", b -> {
      KTable<String, String> rows = b.table("in", from());
      KTable<String, String> kept = rows.filter((k, v) -> among(v, "abcd"));
      kept.mapValues(v -> v + "m").outerJoin(rows.mapValues(v -> head(v)), Kit::dash).toStream().to("out", into());
    });
    r.add("table-two-readers", b -> {
      KTable<String, String> rows = b.table("in", from(), kv("rows"));
      rows.toStream().to("out", into());
      rows.filter((k, v) -> among(v, "abc")).toStream().to("kept", into());
      rows.groupBy((k, v) -> pair(head(v), k), grouped()).count(kvCount("heads")).toStream().to("counts", intoCount());
    });
    r.add("table-to-stream-rekeyed", b ->
        b.table("in", from()).toStream((k, v) -> v == null ? "none" : head(v)).to("out", into()));
    r.add("table-to-stream-rekeyed-count", b ->
        b.table("in", from()).toStream((k, v) -> v == null ? "none" : head(v), Named.as("by-head")).groupByKey(grouped())
            .count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("table-republished", b -> {
      b.table("in", from(), kv("one")).toStream().to("mid", Produced.with(S, S));
      b.table("mid", from(), kv("two")).mapValues(v -> v + "2").toStream().to("out", into());
    });
    r.add("transform-values", b -> b.table("in", from()).transformValues(Upper::new).toStream().to("out", into()));
    r.add("transform-values-stored", b ->
        b.table("in", from()).transformValues(Upper::new, kv("upper")).filter((k, v) -> among(v, "ABC")).toStream().to("out", into()));
    r.add("transform-values-named", b ->
        b.table("in", from(), kv("rows")).transformValues(Upper::new, kv("upper"), Named.as("transformer")).toStream().to("out", into()));
    r.add("transform-values-grouped", b ->
        b.table("in", from()).transformValues(Upper::new)
            .groupBy((k, v) -> pair(head(v), v), grouped()).reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums"))
            .toStream().to("out", into()));
    r.add("transform-values-counting", b -> {
      b.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("seen"), S, S));
      b.table("in", from()).transformValues(Appender::new, kv("appended"), "seen").toStream().to("out", into());
    });
  }

  /** Says nothing for a null. */
  private static final class Upper implements ValueTransformerWithKey<String, String, String> {
    @Override
    public void init(ProcessorContext context) {}

    @Override
    public String transform(String key, String value) {
      return value == null ? null : value.toUpperCase(java.util.Locale.ROOT) + key;
    }

    @Override
    public void close() {}
  }

  /** Remembers all values of a key in a store. */
  private static final class Appender implements ValueTransformerWithKey<String, String, String> {
    private KeyValueStore<String, String> seen;

    @Override
    public void init(ProcessorContext context) {
      seen = context.getStateStore("seen");
    }

    @Override
    public String transform(String key, String value) {
      String before = seen.get(key);
      String all = cut((before == null ? "" : before) + value);
      seen.put(key, all);
      return value == null ? null : all;
    }

    @Override
    public void close() {}
  }
}
