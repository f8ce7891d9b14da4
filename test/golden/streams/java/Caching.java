import static java.util.List.of;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;

/** With a cache: the driver flushes it after every record, so only what one record does several times collapses. */
final class Caching extends Kit {
  private static final long LARGE = 1_000_000;

  static void add(Catalog r) {
    r.add("cached-count", Catalog.cache(LARGE), b -> many(b, "in").groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("cached-count-off", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).count(kvCount("counts").withCachingDisabled()).toStream().to("out", intoCount()));
    r.add("cached-reduce", Catalog.cache(LARGE), b -> many(b, "in").groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into()));
    r.add("cached-aggregate-null", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).aggregate(() -> "", (k, v, a) -> among(v, "ab") ? null : cut(a + v), kv("folds")).toStream().to("out", into()));
    r.add("cached-chain", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).filter((k, v) -> v.length() > 3, kv("long"))
            .mapValues(v -> v.substring(1), kv("short")).toStream().to("out", into()));
    r.add("cached-regrouped", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v), kv("sums")).toStream().to("out", into()));
    r.add("cached-table-join", Catalog.cache(LARGE), b ->
        b.table("in", from(), kv("one")).outerJoin(many(b, "in2").toTable(kv("two")), Kit::dash, kv("both")).toStream().to("out", into()));
    r.add("cached-tumbling", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("cached-hopping", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5)).advanceBy(ms(5))).reduce((a, v) -> cut(a + v), win("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("cached-sliding", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(ms(10), ms(15))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("cached-session", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(SessionWindows.ofInactivityGapAndGrace(ms(6), ms(15))).reduce((a, v) -> cut(a + v), ses("folds"))
            .toStream((k, v) -> k.toString()).to("out", into()));
    r.add("cached-suppress", Catalog.cache(LARGE), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded())).toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("cached-small", Catalog.cache(300), b -> many(b, "in").groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into()));
    r.add("cached-tiny-window", Catalog.cache(200), b ->
        many(b, "in").groupByKey(grouped()).windowedBy(TimeWindows.ofSizeAndGrace(ms(10), ms(5))).count(winCount("counts"))
            .toStream((k, v) -> k.toString()).to("out", intoCount()));
    r.add("cached-two-stores", Catalog.cache(LARGE), b -> {
      KStream<String, String> in = many(b, "in");
      var grouped = in.groupByKey(grouped());
      grouped.count(kvCount("counts")).toStream().to("counts", intoCount());
      grouped.reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into());
    });
  }

  /** Three records of one: twice the own key, once the letter. Keys are not rewritten, so nothing is repartitioned. */
  private static KStream<String, String> many(StreamsBuilder b, String topic) {
    return b.stream(topic, from()).flatMapValues(v -> v == null ? of() : of(v, v + "1", head(v)));
  }
}
