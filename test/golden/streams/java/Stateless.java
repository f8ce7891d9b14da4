import static java.util.List.of;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Printed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** Operators of a stream that keep nothing. */
final class Stateless extends Kit {
  static void add(Catalog r) {
    r.add("filter", b -> b.stream("in", from()).filter((k, v) -> among(v, "abc")).to("out", into()));
    r.add("filter-not", b -> b.stream("in", from()).filterNot((k, v) -> among(v, "abc")).to("out", into()));
    r.add("filter-both", b -> {
      KStream<String, String> in = b.stream("in", from());
      in.filter((k, v) -> among(k, "k"), Named.as("keep")).to("out", Produced.with(S, S).withName("kept"));
      in.filterNot((k, v) -> v == null, Named.as("values")).to("values", into());
    });
    r.add("map", b -> b.stream("in", from()).map((k, v) -> pair(head(v), k + "=" + v)).to("out", into()));
    r.add("map-values", b -> b.stream("in", from()).mapValues((k, v) -> k + "=" + v).to("out", into()));
    r.add("map-values-null", b -> b.stream("in", from()).mapValues((k, v) -> among(v, "ab") ? null : v).to("out", into()));
    r.add("flat-map", b ->
        b.stream("in", from())
            .flatMap((k, v) -> v == null ? of() : of(pair(k, v), pair(v, k), pair(head(v), "1")))
            .to("out", into()));
    r.add("flat-map-values", b ->
        b.stream("in", from())
            .flatMapValues(v -> v == null ? of("none") : among(v, "a") ? of() : of(v, v + v))
            .to("out", into()));
    r.add("select-key", b -> b.stream("in", from()).selectKey((k, v) -> head(v)).to("out", into()));
    r.add("peek-foreach", b -> {
      KStream<String, String> in = b.stream("in", from());
      in.peek((k, v) -> {}).to("out", into());
      in.peek((k, v) -> {}, Named.as("look")).foreach((k, v) -> {});
      in.foreach((k, v) -> {}, Named.as("last"));
    });
    r.add("print", b -> b.stream("in", from()).print(Printed.<String, String>toSysOut().withLabel("x").withName("shown")));
    r.add("merge", b ->
        b.stream("in", from()).merge(b.stream("in2", from()).mapValues(v -> v + "!")).to("out", into()));
    r.add("merge-three-named", b -> {
      KStream<String, String> one = b.stream("in", from());
      KStream<String, String> two = b.stream("in2", Consumed.with(S, S).withName("second"));
      KStream<String, String> both = one.merge(two, Named.as("both"));
      both.merge(both.mapValues(v -> v + "?")).to("out", into());
    });
    r.add("merge-group", b ->
        b.stream("in", from()).merge(b.stream("in2", from())).groupByKey().count(kvCount("counts"))
            .toStream().to("out", intoCount()));
    r.add("many-topics", b -> b.stream(of("in", "in2", "in3"), from()).mapValues(v -> v + ".").to("out", into()));
    r.add("many-sinks", b -> {
      KStream<String, String> in = b.stream("in", from());
      in.to("out", into());
      in.mapValues(v -> v + "1").to("out", into());
      in.to("out2", into());
    });
    r.add("split-default", b -> {
      Map<String, KStream<String, String>> map = b.stream("in", from())
          .split()
          .branch((k, v) -> among(v, "ab"))
          .branch((k, v) -> among(v, "bcd"))
          .defaultBranch();
      map.get("KSTREAM-BRANCH-00000000011").to("one", into());
      map.get("KSTREAM-BRANCH-00000000012").mapValues(v -> v + "2").to("two", into());
      map.get("KSTREAM-BRANCH-00000000010").to("rest", into());
    });
    r.add("split-named", b -> {
      Map<String, KStream<String, String>> map = b.stream("in", from())
          .split(Named.as("by-"))
          .branch((k, v) -> among(v, "ab"), Branched.as("first"))
          .branch((k, v) -> among(v, "c"), Branched.withFunction(s -> s.mapValues(v -> v + "c"), "second"))
          .branch((k, v) -> among(v, "d"), Branched.withConsumer(s -> s.to("d", into()), "third"))
          .branch((k, v) -> v == null, Branched.withConsumer(s -> s.to("nulls", into())))
          .noDefaultBranch();
      map.get("by-first").to("one", into());
      map.get("by-second").to("two", into());
    });
    r.add("split-merge", b -> {
      Map<String, KStream<String, String>> map = b.stream("in", from())
          .split(Named.as("s-"))
          .branch((k, v) -> among(v, "abc"), Branched.as("x"))
          .defaultBranch(Branched.as("y"));
      map.get("s-y").merge(map.get("s-x").selectKey((k, v) -> v)).to("out", into());
    });
    r.add("repartition", b ->
        b.stream("in", from()).repartition(Repartitioned.with(S, S)).mapValues(v -> v + "!").to("out", into()));
    r.add("repartition-named", b ->
        b.stream("in", from())
            .selectKey((k, v) -> head(v), Named.as("by-head"))
            .repartition(Repartitioned.<String, String>as("mid").withKeySerde(S).withValueSerde(S).withNumberOfPartitions(1))
            .groupByKey()
            .count(kvCount("counts"))
            .toStream()
            .to("out", intoCount()));
    r.add("through-topic", b -> {
      b.stream("in", from()).mapValues(v -> v + "!").to("mid", into());
      b.stream("mid", from()).mapValues(v -> v + "?").to("out", into());
    });
    r.add("dynamic-topic", b ->
        b.stream("in", from()).to((k, v, c) -> "to-" + (v == null ? "none" : head(v)), Produced.with(S, S).withName("router")));
    r.add("pattern", b -> b.stream(Pattern.compile("in.*"), from()).mapValues(v -> v + "p").to("out", into()));
    r.add("partitioner", b ->
        b.stream("in", from()).to("out", Produced.with(S, S, (topic, k, v, n) -> java.util.Optional.of(java.util.Set.of(0)))));
    r.add("partitioner-drops", b ->
        b.stream("in", from())
            .to("out", Produced.with(S, S, (topic, k, v, n) -> among(v, "abc") ? java.util.Optional.of(java.util.Set.of()) : java.util.Optional.empty())));
    timestamps(r);
    named(r);
  }

  private static void timestamps(Catalog r) {
    r.add("extractor", b ->
        b.stream("in", Consumed.with(S, S).withTimestampExtractor((record, t) -> record.timestamp() / 2 + 7)).to("out", into()));
    r.add("extractor-partition-time", b ->
        b.stream("in", Consumed.with(S, S).withTimestampExtractor((record, t) -> among((String) record.value(), "abc") ? t : record.timestamp()))
            .to("out", into()));
    r.add("extractor-skip", b ->
        b.stream("in", Consumed.with(S, S).withTimestampExtractor(new LogAndSkipOnInvalidTimestamp())).to("out", into()));
    r.add("extractor-use-partition-time", b ->
        b.stream("in", Consumed.with(S, S).withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp())).to("out", into()));
    r.add("extractor-fail", b -> b.stream("in", from()).to("out", into()));
  }

  private static void named(Catalog r) {
    r.add("named-everywhere", b -> {
      KStream<String, String> in = b.stream("in",
          Consumed.with(S, S).withName("source").withOffsetResetPolicy(org.apache.kafka.streams.AutoOffsetReset.latest()));
      in.filter((k, v) -> v != null, Named.as("filter"))
          .filterNot((k, v) -> among(v, "z"), Named.as("filter-not"))
          .map((k, v) -> pair(v, k), Named.as("map"))
          .mapValues((k, v) -> v + "1", Named.as("map-values"))
          .flatMap((k, v) -> of(pair(v, k)), Named.as("flat-map"))
          .flatMapValues((k, v) -> of(v), Named.as("flat-map-values"))
          .selectKey((k, v) -> head(v), Named.as("select-key"))
          .peek((k, v) -> {}, Named.as("peek"))
          .repartition(Repartitioned.<String, String>as("again").withKeySerde(S).withValueSerde(S))
          .to("out", Produced.<String, String>as("sink").withKeySerde(S).withValueSerde(S));
    });
    r.add("to-table", b -> b.stream("in", from()).toTable().toStream().to("out", into()));
    r.add("to-table-stored", b ->
        b.stream("in", from()).toTable(Named.as("table"), kv("rows")).filter((k, v) -> among(v, "abcd")).toStream().to("out", into()));
    r.add("to-table-rekeyed", b ->
        b.stream("in", from()).selectKey((k, v) -> head(v)).toTable(kv("rows")).toStream().to("out", into()));
    r.add("to-table-rekeyed-named", b ->
        b.stream("in", from()).selectKey((k, v) -> head(v)).toTable(Named.as("table"), kv()).toStream(Named.as("back")).to("out", into()));
    r.add("to-table-grouped", b ->
        b.stream("in", from()).toTable(kv()).groupBy((k, v) -> pair(head(v), v), grouped())
            .reduce((a, v) -> cut(a + v), (a, v) -> cut(a + "-" + v)).toStream().to("out", into()));
  }
}
