import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.state.Stores;

/** Joins of two streams. */
final class StreamJoins extends Kit {
  static void add(Catalog r) {
    r.add("stream-join", b ->
        b.stream("in", from()).join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceWithNoGrace(ms(10)), joined()).to("out", into()));
    r.add("stream-join-key", b ->
        b.stream("in", from()).join(b.stream("in2", from()), (k, x, y) -> k + ":" + x + "-" + y, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(6)), joined())
            .to("out", into()));
    r.add("stream-left-join", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceWithNoGrace(ms(10)), joined()).to("out", into()));
    r.add("stream-left-join-grace", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(6)), joined()).to("out", into()));
    r.add("stream-outer-join", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceWithNoGrace(ms(10)), joined()).to("out", into()));
    r.add("stream-outer-join-grace", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(6)), joined()).to("out", into()));
    r.add("stream-join-before", b ->
        b.stream("in", from()).join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(0), ms(5)).before(ms(12)), joined()).to("out", into()));
    r.add("stream-outer-join-before", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(0), ms(5)).before(ms(12)), joined()).to("out", into()));
    r.add("stream-left-join-after", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(3), ms(5)).after(ms(12)), joined()).to("out", into()));
    r.add("stream-left-join-past", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)).after(ms(-4)), joined()).to("out", into()));
    r.add("stream-join-same-time", b ->
        b.stream("in", from()).join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(0), ms(20)), joined()).to("out", into()));
    r.add("stream-outer-join-same-time", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceWithNoGrace(ms(0)), joined()).to("out", into()));
    r.add("stream-join-named", b ->
        b.stream("in", from()).join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(4)),
            StreamJoined.<String, String, String>as("pairs").withName("joiner").withKeySerde(S).withValueSerde(S).withOtherValueSerde(S)).to("out", into()));
    r.add("stream-outer-join-named", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(4)),
            joined().withName("joiner").withStoreName("pairs")).to("out", into()));
    r.add("stream-left-join-name-only", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(4)),
            joined().withName("joiner")).to("out", into()));
    r.add("stream-join-unlogged", b ->
        b.stream("in", from()).outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(4)),
            joined().withLoggingDisabled()).to("out", into()));
    r.add("stream-join-suppliers", b ->
        b.stream("in", from()).leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(4)),
            joined()
                .withThisStoreSupplier(Stores.inMemoryWindowStore("mine", ms(20), ms(16), true))
                .withOtherStoreSupplier(Stores.inMemoryWindowStore("theirs", ms(20), ms(16), true))).to("out", into()));
    repartitioned(r);
    chained(r);
  }

  private static void repartitioned(Catalog r) {
    r.add("stream-join-rekeyed-both", b ->
        b.stream("in", from()).selectKey((k, v) -> head(v))
            .join(b.stream("in2", from()).selectKey((k, v) -> head(v)), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined())
            .to("out", into()));
    r.add("stream-join-rekeyed-left", b ->
        b.stream("in", from()).map((k, v) -> pair(head(v), v + k))
            .leftJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into()));
    r.add("stream-join-rekeyed-right-named", b ->
        b.stream("in", from())
            .outerJoin(b.stream("in2", from()).selectKey((k, v) -> k == null ? null : "k" + k.substring(1)), Kit::dash,
                JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined().withName("joiner")).to("out", into()));
    r.add("stream-join-repartitioned", b ->
        b.stream("in", from()).repartition(Repartitioned.<String, String>as("r").withKeySerde(S).withValueSerde(S))
            .join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceWithNoGrace(ms(10)), joined()).to("out", into()));
    r.add("stream-join-rekeyed-null", b ->
        b.stream("in", from()).selectKey((k, v) -> among(v, "ab") ? null : k)
            .leftJoin(b.stream("in2", from()).selectKey((k, v) -> among(v, "ab") ? null : k), Kit::dash,
                JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into()));
    r.add("stream-outer-join-rekeyed-null", b ->
        b.stream("in", from()).selectKey((k, v) -> among(v, "ab") ? null : k)
            .outerJoin(b.stream("in2", from()).selectKey((k, v) -> among(v, "ab") ? null : k), Kit::dash,
                JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into()));
  }

  private static void chained(Catalog r) {
    r.add("stream-self-join", b -> {
      KStream<String, String> in = b.stream("in", from());
      in.join(in, Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(5)), joined()).to("out", into());
    });
    r.add("stream-self-join-optimised", Catalog.OPTIMISED, b -> {
      KStream<String, String> in = b.stream("in", from());
      in.join(in, Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(8), ms(5)), joined()).to("out", into());
    });
    r.add("stream-self-join-before-optimised", Catalog.OPTIMISED, b -> {
      KStream<String, String> in = b.stream("in", from()).mapValues(v -> v + "1");
      in.join(in, (k, x, y) -> k + x + y, JoinWindows.ofTimeDifferenceAndGrace(ms(2), ms(5)).before(ms(9)), joined().withName("self").withStoreName("pairs"))
          .to("out", into());
    });
    r.add("stream-self-left-join-optimised", Catalog.OPTIMISED, b -> {
      KStream<String, String> in = b.stream("in", from());
      in.leftJoin(in, Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(4), ms(5)).before(ms(0)), joined()).to("out", into());
    });
    r.add("stream-join-three", b ->
        b.stream("in", from())
            .join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined())
            .leftJoin(b.stream("in3", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined())
            .to("out", into()));
    r.add("stream-join-twice", b -> {
      KStream<String, String> one = b.stream("in", from());
      KStream<String, String> two = b.stream("in2", from());
      one.join(two, Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into());
      two.leftJoin(one, (x, y) -> x + "<" + y, JoinWindows.ofTimeDifferenceAndGrace(ms(5), ms(5)), joined()).to("out2", into());
    });
    r.add("stream-join-count", b ->
        b.stream("in", from())
            .outerJoin(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined())
            .groupByKey().count(Named.as("pairs"), kvCount("counts")).toStream().to("out", intoCount()));
    r.add("stream-join-of-counts", b ->
        b.stream("in", from()).groupByKey().count(kvCount("counts")).mapValues(v -> "n" + v).toStream()
            .join(b.stream("in2", from()), Kit::dash, JoinWindows.ofTimeDifferenceAndGrace(ms(10), ms(5)), joined()).to("out", into()));
  }
}
