import java.util.function.Function;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.TableJoined;

/** Joins of tables by a foreign key: the first letter of the left value, and none for the values that begin with z. */
final class ForeignKeys extends Kit {
  private static final Function<String, String> FOREIGN = v -> among(v, "z") ? null : head(v);

  static void add(Catalog r) {
    r.add("foreign-join", b -> b.table("in", from()).join(b.table("rows", from()), FOREIGN, Kit::dash, kv()).toStream().to("out", into()));
    r.add("foreign-left-join", b -> b.table("in", from()).leftJoin(b.table("rows", from()), FOREIGN, Kit::dash, kv()).toStream().to("out", into()));
    r.add("foreign-join-stored", b ->
        b.table("in", from(), kv("one")).join(b.table("rows", from(), kv("two")), FOREIGN, Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("foreign-left-join-stored", b ->
        b.table("in", from(), kv("one")).leftJoin(b.table("rows", from(), kv("two")), FOREIGN, Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("foreign-join-named", b ->
        b.table("in", from()).join(b.table("rows", from()), FOREIGN, Kit::dash, TableJoined.as("lookup"), kv("both")).toStream().to("out", into()));
    r.add("foreign-left-join-named", b ->
        b.table("in", from()).leftJoin(b.table("rows", from()), FOREIGN, Kit::dash, TableJoined.as("lookup"), kv()).toStream().to("out", into()));
    r.add("foreign-join-by-key", b ->
        b.table("in", from()).join(b.table("rows", from()), (k, v) -> among(v, "ab") ? null : k.equals("k1") ? "a" : head(v), Kit::dash, kv("both"))
            .toStream().to("out", into()));
    r.add("foreign-join-self", b -> {
      KTable<String, String> in = b.table("in", from());
      in.leftJoin(in, v -> among(v, "z") ? null : "k" + (v.charAt(0) - 'a'), Kit::dash, kv("both")).toStream().to("out", into());
    });
    r.add("foreign-join-chain", b ->
        b.table("in", from()).join(b.table("rows", from()), FOREIGN, Kit::dash, kv()).leftJoin(b.table("rows2", from()), FOREIGN, (x, y) -> x + "+" + y, kv("all"))
            .toStream().to("out", into()));
    r.add("foreign-join-grouped", b ->
        b.table("in", from()).leftJoin(b.table("rows", from()), FOREIGN, Kit::dash, kv("both")).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "~" + v), kv("sums")).toStream().to("out", into()));
    r.add("foreign-join-filtered", b ->
        b.table("in", from()).filter((k, v) -> among(v, "abz")).join(b.table("rows", from()).mapValues(v -> v + "!", kv()), FOREIGN, Kit::dash, kv("both"))
            .toStream().to("out", into()));
    r.add("foreign-join-counted", b ->
        b.table("in", from()).leftJoin(b.stream("rows", from()).groupByKey().reduce((a, v) -> cut(a + v), kv("folds")), FOREIGN, Kit::dash, kv("both"))
            .toStream().to("out", into()));
  }
}
