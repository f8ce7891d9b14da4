import org.apache.kafka.streams.kstream.Aggregator;
import org.apache.kafka.streams.kstream.CogroupedKStream;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.TimeWindows;

/** One aggregate of several streams. */
final class Cogroups extends Kit {
  private static final Aggregator<String, String, String> FIRST = (k, v, a) -> cut(a + v);
  private static final Aggregator<String, String, String> SECOND = (k, v, a) -> cut(a + "/" + v);

  static void add(Catalog r) {
    r.add("cogroup", b -> two(b).aggregate(() -> "", kv("folds")).toStream().to("out", into()));
    r.add("cogroup-unnamed", b -> two(b).aggregate(() -> "", kv()).toStream().to("out", into()));
    r.add("cogroup-named", b -> two(b).aggregate(() -> "", Named.as("co"), kv("folds")).toStream().to("out", into()));
    r.add("cogroup-three", b ->
        two(b).cogroup(b.stream("in3", from()).groupByKey(), (k, v, a) -> among(v, "a") ? null : cut(a + "." + v)).aggregate(() -> "", kv("folds"))
            .toStream().to("out", into()));
    r.add("cogroup-rekeyed", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), grouped()).cogroup(FIRST)
            .cogroup(b.stream("in2", from()).groupBy((k, v) -> head(v), Grouped.with("second", S, S)), SECOND)
            .aggregate(() -> "", kv("folds")).toStream().to("out", into()));
    r.add("cogroup-rekeyed-unnamed", b ->
        b.stream("in", from()).groupByKey().cogroup(FIRST)
            .cogroup(b.stream("in2", from()).groupBy((k, v) -> head(v), grouped()), SECOND)
            .aggregate(() -> "", Named.as("co"), kv()).toStream().to("out", into()));
    r.add("cogroup-single", b -> b.stream("in", from()).groupByKey().cogroup(FIRST).aggregate(() -> "", kv("folds")).toStream().to("out", into()));
    r.add("cogroup-tumbling", b ->
        two(b).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).aggregate(() -> "", win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("cogroup-hopping", b ->
        two(b).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5)).advanceBy(ms(5))).aggregate(() -> "", Named.as("co"), win("folds")).toStream().to("out"));
    r.add("cogroup-sliding", b ->
        two(b).windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(10), ms(15))).aggregate(() -> "", win("folds")).toStream((k, v) -> k.toString()).to("out", into()));
    r.add("cogroup-session", b ->
        two(b).windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(15))).aggregate(() -> "", (k, x, y) -> cut(x + "|" + y), ses("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("cogroup-session-rekeyed", b ->
        b.stream("in", from()).groupBy((k, v) -> head(v), grouped()).cogroup(FIRST)
            .cogroup(b.stream("in2", from()).groupByKey(), SECOND)
            .windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(15))).aggregate(() -> "", (k, x, y) -> cut(x + "|" + y), Named.as("co"), ses("folds"))
            .toStream().to("out"));
  }

  private static CogroupedKStream<String, String> two(org.apache.kafka.streams.StreamsBuilder b) {
    return b.stream("in", from()).groupByKey().cogroup(FIRST).cogroup(b.stream("in2", from()).groupByKey(), SECOND);
  }
}
