import java.util.regex.Pattern;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Topologies without the DSL. */
final class PlainTopologies extends Kit {
  static void add(Catalog r) {
    r.topology("plain", t -> {
      source(t, "source", "in");
      t.addProcessor("twice", Processors.Twice::new, "source");
      sink(t, "sink", "out", "twice");
    });
    r.topology("plain-copy", t -> {
      source(t, "source", "in");
      sink(t, "sink", "out", "source");
    });
    r.topology("plain-many-sources", t -> {
      t.addSource("two", S.deserializer(), S.deserializer(), "in2", "in");
      source(t, "one", "in3");
      t.addProcessor("copy", Processors.Located::new, "one", "two");
      sink(t, "sink", "out", "copy");
      sink(t, "other", "out2", "one");
    });
    r.topology("plain-stores", t -> {
      source(t, "source", "in");
      t.addProcessor("keeper", () -> new Processors.Keeper("kept"), "source");
      t.addStateStore(Processors.store("kept"), "keeper");
      t.addProcessor("second", () -> new Processors.Keeper("other"), "keeper");
      t.addStateStore(Processors.store("other").withLoggingDisabled(), "second");
      sink(t, "sink", "out", "second");
    });
    r.topology("plain-shared-store", t -> {
      source(t, "one", "in");
      source(t, "two", "in2");
      t.addProcessor("a", () -> new Processors.Keeper("kept"), "one");
      t.addProcessor("b", () -> new Processors.Keeper("kept"), "two");
      t.addStateStore(Processors.store("kept"), "a", "b");
      sink(t, "sink-a", "out", "a");
      sink(t, "sink-b", "out2", "b");
    });
    r.topology("plain-connected", t -> {
      source(t, "source", "in");
      t.addProcessor("ranger", Processors.Ranger::new, "source");
      t.addStateStore(Processors.store("kept"));
      t.connectProcessorAndStateStores("ranger", "kept");
      sink(t, "sink", "out", "ranger");
    });
    r.topology("plain-supplied", t -> {
      source(t, "source", "in");
      t.addProcessor("keeper", new Processors.Supplied("kept"), "source");
      sink(t, "sink", "out", "keeper");
    });
    r.topology("plain-routed", t -> {
      source(t, "source", "in");
      t.addProcessor("router", Router::new, "source");
      sink(t, "vowels", "vowels", "router");
      sink(t, "others", "others", "router");
      t.addProcessor("twice", Processors.Twice::new, "router");
      sink(t, "all", "all", "twice");
    });
    r.topology("plain-dynamic", t -> {
      source(t, "source", "in");
      t.addSink("sink", (k, v, context) -> "to-" + k + "-" + context.offset() % 3, S.serializer(), S.serializer(), "source");
    });
    r.topology("plain-pattern", t -> {
      t.addSource("source", S.deserializer(), S.deserializer(), Pattern.compile("in.*"));
      t.addProcessor("copy", Processors.Numbers::new, "source");
      sink(t, "sink", "out", "copy");
    });
    r.topology("plain-options", t -> {
      t.addSource(AutoOffsetReset.latest(), "source", new UsePartitionTimeOnInvalidTimestamp(), S.deserializer(), S.deserializer(), "in");
      t.addProcessor("copy", Processors.Headed::new, "source");
      sink(t, "sink", "out", "copy");
    });
    r.topology("plain-two-parts", t -> {
      source(t, "one", "in");
      source(t, "two", "in2");
      t.addProcessor("keeper", () -> new Processors.Keeper("kept"), "one");
      t.addStateStore(Processors.store("kept"), "keeper");
      sink(t, "sink-one", "mid", "keeper");
      t.addProcessor("ticker", () -> new Processors.Ticker(PunctuationType.STREAM_TIME, 10, 0), "two");
      sink(t, "sink-two", "out", "ticker");
      source(t, "three", "mid");
      sink(t, "sink-three", "out2", "three");
    });
    r.topology("plain-global-store", t -> {
      t.addGlobalStore(Processors.store("global").withLoggingDisabled(), "global-source", S.deserializer(), S.deserializer(), "rows", "filler",
          () -> new Processors.Filler("global"));
      source(t, "source", "in");
      t.addProcessor("reader", () -> new Processors.Reader("global"), "source");
      sink(t, "sink", "out", "reader");
    });
    r.topology("plain-bytes", t -> {
      t.addSource("source", new org.apache.kafka.common.serialization.LongDeserializer(), new org.apache.kafka.common.serialization.IntegerDeserializer(), "numbers");
      t.addProcessor("sum", Adder::new, "source");
      t.addSink("sink", "out", new org.apache.kafka.common.serialization.DoubleSerializer(), new org.apache.kafka.common.serialization.LongSerializer(), "sum");
    });
  }

  static void source(Topology t, String name, String topic) {
    t.addSource(name, S.deserializer(), S.deserializer(), topic);
  }

  static void sink(Topology t, String name, String topic, String... parents) {
    t.addSink(name, topic, S.serializer(), S.serializer(), parents);
  }

  /** Vowels go to one child, the others to another, every third record to all. */
  static final class Router extends ContextualProcessor<String, String, String, String> {
    private int count;

    @Override
    public void process(Record<String, String> record) {
      count++;
      if (count % 3 == 0) context().forward(record.withValue(record.value() + "*"));
      else context().forward(record, among(record.value(), "ae") ? "vowels" : "others");
      if (count % 5 == 0) context().forward(record.withValue("five"), "twice");
    }
  }

  static final class Adder extends ContextualProcessor<Long, Integer, Double, Long> {
    @Override
    public void process(Record<Long, Integer> record) {
      long key = record.key() == null ? -1 : record.key();
      long value = record.value() == null ? 0 : record.value();
      context().forward(record.withKey(key / 4.0).withValue(key + value));
    }
  }
}
