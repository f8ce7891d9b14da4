import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Tables that keep their history (KIP-889, KIP-914). Java's only built-in versioned store is RocksDB's. */
final class Versioned extends Kit {
  private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> versioned(String name, long historyMs) {
    return Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore(name, ms(historyMs))).withKeySerde(S).withValueSerde(S);
  }

  static void add(Catalog r) {
    r.add("versioned-table", b -> b.table("in", from(), versioned("rows", 30)).toStream().to("out", into()));
    r.add("versioned-short", b -> b.table("in", from(), versioned("rows", 5)).toStream().to("out", into()));
    r.add("versioned-long", b -> b.table("in", from(), versioned("rows", 1_000)).toStream().to("out", into()));
    r.add("versioned-filter", b -> b.table("in", from(), versioned("rows", 30)).filter((k, v) -> among(v, "abc")).toStream().to("out", into()));
    r.add("versioned-filter-stored", b ->
        b.table("in", from(), versioned("rows", 30)).filter((k, v) -> among(v, "abc"), versioned("kept", 20)).toStream().to("out", into()));
    r.add("versioned-map-values", b -> b.table("in", from(), versioned("rows", 30)).mapValues(v -> head(v)).toStream().to("out", into()));
    r.add("versioned-map-values-stored", b ->
        b.table("in", from()).mapValues(v -> v + "!", versioned("mapped", 30)).toStream().to("out", into()));
    r.add("versioned-join", b ->
        b.table("in", from(), versioned("one", 40)).join(b.table("in2", from(), versioned("two", 40)), Kit::dash).toStream().to("out", into()));
    r.add("versioned-left-join-plain", b ->
        b.table("in", from(), versioned("one", 40)).leftJoin(b.table("in2", from()), Kit::dash).toStream().to("out", into()));
    r.add("versioned-outer-join-stored", b ->
        b.table("in", from(), versioned("one", 40)).outerJoin(b.table("in2", from(), versioned("two", 40)), Kit::dash, versioned("both", 40)).toStream().to("out", into()));
    r.add("versioned-grouped", b ->
        b.table("in", from(), versioned("rows", 40)).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("versioned-aggregate", b ->
        b.stream("in", from()).groupByKey().aggregate(() -> "", (k, v, a) -> cut(a + v), versioned("folds", 40)).toStream().to("out", into()));
    r.add("versioned-reduce-filtered", b ->
        b.stream("in", from()).groupByKey().reduce((a, v) -> cut(a + v), versioned("folds", 40)).filter((k, v) -> v.length() < 9).toStream().to("out", into()));
    r.add("versioned-stream-join", b ->
        b.stream("in", from()).join(b.table("rows", from(), versioned("store", 40)), Kit::dash, joinedTable()).to("out", into()));
    r.add("versioned-stream-left-join", b ->
        b.stream("in", from()).leftJoin(b.table("rows", from(), versioned("store", 15)), Kit::dash, joinedTable()).to("out", into()));
    r.add("versioned-stream-join-grace", b ->
        b.stream("in", from()).join(b.table("rows", from(), versioned("store", 40)), Kit::dash, Joined.with(S, S, S, "joiner", ms(10))).to("out", into()));
    r.add("versioned-stream-left-join-grace", b ->
        b.stream("in", from()).leftJoin(b.table("rows", from(), versioned("store", 40)), (k, x, y) -> k + x + y, joinedTable().withGracePeriod(ms(6))).to("out", into()));
    r.add("versioned-stream-join-grace-zero", b ->
        b.stream("in", from()).leftJoin(b.table("rows", from(), versioned("store", 40)), Kit::dash, joinedTable().withGracePeriod(ms(0))).to("out", into()));
    r.add("versioned-to-table", b -> {
      KTable<String, String> rows = b.stream("in", from()).toTable(versioned("rows", 40));
      rows.mapValues(v -> v + "!").toStream().to("out", into());
    });
    r.add("versioned-foreign-join", b ->
        b.table("in", from(), versioned("one", 40)).join(b.table("rows", from(), versioned("two", 40)), v -> among(v, "z") ? null : head(v), Kit::dash, TableJoined.as("fk"), kv("both"))
            .toStream().to("out", into()));
  }
}
