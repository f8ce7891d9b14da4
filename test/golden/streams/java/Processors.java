import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Processors of the user within the DSL. */
final class Processors extends Kit {
  static StoreBuilder<KeyValueStore<String, String>> store(String name) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), S, S);
  }

  static void add(Catalog r) {
    r.add("process", b -> b.stream("in", from()).process(Twice::new).to("out", into()));
    r.add("process-named", b -> b.stream("in", from()).process(Twice::new, Named.as("twice")).to("out", into()));
    r.add("process-rekeyed-count", b -> b.stream("in", from()).process(Twice::new).groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount()));
    r.add("process-store", b -> {
      b.addStateStore(store("kept"));
      b.stream("in", from()).process(() -> new Keeper("kept"), "kept").to("out", into());
    });
    r.add("process-store-supplied", b -> b.stream("in", from()).process(new Supplied("kept"), Named.as("keeper")).to("out", into()));
    r.add("process-store-shared", b -> {
      b.addStateStore(store("kept"));
      b.stream("in", from()).process(() -> new Keeper("kept"), "kept").to("out", into());
      b.stream("in2", from()).process(() -> new Keeper("kept"), Named.as("second"), "kept").to("out2", into());
    });
    r.add("process-values", b -> b.stream("in", from()).processValues(Numbered::new).to("out", into()));
    r.add("process-values-store", b -> {
      b.addStateStore(store("kept").withLoggingDisabled());
      b.stream("in", from()).processValues(ValueKeeper::new, Named.as("keeper"), "kept").groupByKey(grouped()).count().toStream().to("out", intoCount());
    });
    r.add("process-headers", b -> b.stream("in", from()).process(Headed::new).mapValues(v -> v + "!").to("out", into()));
    r.add("headers-through-repartition", b ->
        b.stream("in", from()).process(Headed::new).selectKey((k, v) -> head(v)).groupByKey(grouped()).reduce((a, v) -> cut(a + v), kv("folds")).toStream().to("out", into()));
    r.add("process-metadata", b -> b.stream("in", from()).process(Located::new).to("out", into()));
    r.add("process-metadata-repartition", b ->
        b.stream("in", from()).repartition(org.apache.kafka.streams.kstream.Repartitioned.with(S, S)).process(Located::new).to("out", into()));
    r.add("process-window-store", b -> {
      b.addStateStore(Stores.windowStoreBuilder(Stores.inMemoryWindowStore("windows", ms(50), ms(10), false), S, S));
      b.stream("in", from()).process(WindowKeeper::new, "windows").to("out", into());
    });
    r.add("process-window-store-dups", b -> {
      b.addStateStore(Stores.windowStoreBuilder(Stores.inMemoryWindowStore("windows", ms(50), ms(10), true), S, S));
      b.stream("in", from()).process(WindowKeeper::new, "windows").to("out", into());
    });
    r.add("process-session-store", b -> {
      b.addStateStore(Stores.sessionStoreBuilder(Stores.inMemorySessionStore("sessions", ms(50)), S, S));
      b.stream("in", from()).process(SessionKeeper::new, "sessions").to("out", into());
    });
    r.add("process-range", b -> {
      b.addStateStore(store("kept"));
      b.stream("in", from()).process(Ranger::new, "kept").to("out", into());
    });
    r.add("process-table-store", b -> {
      b.table("rows", from(), kv("store"));
      b.stream("in", from()).process(TableReader::new, "store").to("out", into());
    });
    punctuated(r);
    r.add("global-store", b -> {
      b.addGlobalStore(store("global").withLoggingDisabled(), "rows", from(), () -> new Filler("global"));
      b.stream("in", from()).process(() -> new Reader("global")).to("out", into());
    });
    r.add("process-merge", b -> {
      KStream<String, String> in = b.stream("in", from());
      in.process(Twice::new).merge(in.processValues(Numbered::new)).to("out", into());
    });
  }

  private static void punctuated(Catalog r) {
    r.add("punctuate-stream-time", b -> b.stream("in", from()).process(() -> new Ticker(PunctuationType.STREAM_TIME, 10, 0)).to("out", into()));
    r.add("punctuate-wall-clock", b -> b.stream("in", from()).process(() -> new Ticker(PunctuationType.WALL_CLOCK_TIME, 10, 0)).to("out", into()));
    r.add("punctuate-cancelled", b -> b.stream("in", from()).process(() -> new Ticker(PunctuationType.STREAM_TIME, 5, 3)).to("out", into()));
    r.add("punctuate-store", b -> {
      b.addStateStore(store("kept"));
      b.stream("in", from()).process(Flusher::new, "kept").groupByKey(grouped()).count(kvCount("counts")).toStream().to("out", intoCount());
    });
    r.add("punctuate-two", b ->
        b.stream("in", from()).process(() -> new Ticker(PunctuationType.STREAM_TIME, 7, 0), Named.as("seven"))
            .process(() -> new Ticker(PunctuationType.WALL_CLOCK_TIME, 20, 0), Named.as("twenty")).to("out", into()));
  }

  /** Forwards twice: as it is, and under the first letter one ms later. */
  static final class Twice extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      context().forward(record);
      if (record.value() != null) context().forward(record.withKey(head(record.value())).withTimestamp(record.timestamp() + 1));
    }
  }

  /** All values of a key; a null deletes. */
  static final class Keeper extends ContextualProcessor<String, String, String, String> {
    private final String name;
    private KeyValueStore<String, String> kept;

    Keeper(String name) {
      this.name = name;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      kept = context.getStateStore(name);
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.key() == null) return;
      String before = kept.get(record.key());
      if (record.value() == null) {
        context().forward(record.withValue("gone " + kept.delete(record.key())));
        return;
      }
      kept.put(record.key(), cut((before == null ? "" : before) + record.value()));
      context().forward(record.withValue(kept.get(record.key())));
    }
  }

  record Supplied(String name) implements ProcessorSupplier<String, String, String, String> {
    @Override
    public Processor<String, String, String, String> get() {
      return new Keeper(name);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(store(name));
    }
  }

  static final class Numbered extends ContextualFixedKeyProcessor<String, String, String> {
    private int count;

    @Override
    public void process(FixedKeyRecord<String, String> record) {
      context().forward(record.withValue(record.value() + ++count));
      if (count % 3 == 0) context().forward(record.withValue("third").withTimestamp(record.timestamp() + 5));
    }
  }

  static final class ValueKeeper extends ContextualFixedKeyProcessor<String, String, String> {
    private KeyValueStore<String, String> kept;

    @Override
    public void init(FixedKeyProcessorContext<String, String> context) {
      super.init(context);
      kept = context.getStateStore("kept");
    }

    @Override
    public void process(FixedKeyRecord<String, String> record) {
      if (record.key() == null) return;
      String before = kept.putIfAbsent(record.key(), record.value() == null ? "none" : record.value());
      context().forward(record.withValue(before + "<" + record.value()));
    }
  }

  /** Adds a header, and drops those named "drop". */
  static final class Headed extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      RecordHeaders headers = new RecordHeaders();
      for (Header header : record.headers()) if (!header.key().equals("drop")) headers.add(header);
      headers.add("seen", utf8(String.valueOf(record.key())));
      context().forward(record.withHeaders(headers));
    }
  }

  static final class Located extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      var metadata = context().recordMetadata().get();
      String place = metadata.topic() + "/" + metadata.partition() + "/" + metadata.offset();
      String times = context().currentStreamTimeMs() + "/" + context().currentSystemTimeMs();
      context().forward(record.withValue(place + " " + times + " " + context().taskId() + " " + context().applicationId()));
    }
  }

  static final class WindowKeeper extends ContextualProcessor<String, String, String, String> {
    private WindowStore<String, String> windows;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      windows = context.getStateStore("windows");
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.key() == null) return;
      long start = record.timestamp() - record.timestamp() % 10;
      windows.put(record.key(), record.value(), start);
      StringBuilder text = new StringBuilder(String.valueOf(windows.fetch(record.key(), start)));
      try (WindowStoreIterator<String> near = windows.fetch(record.key(), Math.max(0, start - 20), start + 20)) {
        while (near.hasNext()) {
          KeyValue<Long, String> next = near.next();
          text.append(' ').append(next.key).append('=').append(next.value);
        }
      }
      try (var near = windows.backwardFetchAll(Math.max(0, start - 10), start + 10)) {
        while (near.hasNext()) text.append(' ').append(near.next().key);
      }
      context().forward(record.withValue(text.toString()));
    }
  }

  /** A session of each record with what it touches, 5 ms around it. */
  static final class SessionKeeper extends ContextualProcessor<String, String, String, String> {
    private SessionStore<String, String> sessions;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      sessions = context.getStateStore("sessions");
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.key() == null) return;
      long time = record.timestamp();
      StringBuilder text = new StringBuilder();
      try (var near = sessions.findSessions(record.key(), Math.max(0, time - 5), time + 5)) {
        while (near.hasNext()) {
          var next = near.next();
          text.append(next.key).append('=').append(next.value).append(' ');
        }
      }
      sessions.put(
          new org.apache.kafka.streams.kstream.Windowed<>(
              record.key(), new org.apache.kafka.streams.kstream.internals.SessionWindow(Math.max(0, time - 2), time + 2)),
          record.value());
      try (var all = sessions.backwardFetch(record.key())) {
        while (all.hasNext()) text.append(' ').append(all.next().key);
      }
      context().forward(record.withValue(text.toString()));
    }
  }

  static final class Ranger extends ContextualProcessor<String, String, String, String> {
    private KeyValueStore<String, String> kept;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      kept = context.getStateStore("kept");
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.value() == null) return;
      kept.put(record.value(), record.key() == null ? "none" : record.key());
      String text = keys(kept.range("b", "d")) + "|" + keys(kept.reverseRange(null, "c")) + "|" + keys(kept.prefixScan(head(record.value()), S.serializer()))
          + "|" + keys(kept.reverseAll()) + "|" + kept.approximateNumEntries();
      context().forward(record.withValue(text));
    }

    private static String keys(KeyValueIterator<String, String> iterator) {
      StringBuilder text = new StringBuilder();
      try (iterator) {
        while (iterator.hasNext()) text.append(text.length() == 0 ? "" : " ").append(iterator.next().key);
      }
      return text.toString();
    }
  }

  static final class TableReader extends ContextualProcessor<String, String, String, String> {
    private org.apache.kafka.streams.state.TimestampedKeyValueStore<String, String> store;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      store = context.getStateStore("store");
    }

    @Override
    public void process(Record<String, String> record) {
      var found = record.key() == null ? null : store.get(record.key());
      context().forward(record.withValue(found == null ? "none" : found.value() + "@" + found.timestamp()));
    }
  }

  /** Forwards how often it was called, with what time; stops itself after `last` calls where that is not 0. */
  static final class Ticker extends ContextualProcessor<String, String, String, String> {
    private final PunctuationType type;
    private final long everyMs;
    private final int last;
    private int count;
    private Cancellable schedule;

    Ticker(PunctuationType type, long everyMs, int last) {
      this.type = type;
      this.everyMs = everyMs;
      this.last = last;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      schedule = context.schedule(ms(everyMs), type, time -> {
        count++;
        context.forward(new Record<>("tick", count + "@" + time + "/" + context.currentStreamTimeMs() + "/" + context.currentSystemTimeMs(), Math.max(time, 0)));
        if (count == last) schedule.cancel();
      });
    }

    @Override
    public void process(Record<String, String> record) {
      context().forward(record);
    }
  }

  /** Keeps values, and forwards all of them every 15 ms of stream time; then the store is empty again. */
  static final class Flusher extends ContextualProcessor<String, String, String, String> {
    private KeyValueStore<String, String> kept;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      kept = context.getStateStore("kept");
      context.schedule(ms(15), PunctuationType.STREAM_TIME, time -> {
        try (KeyValueIterator<String, String> all = kept.all()) {
          while (all.hasNext()) {
            KeyValue<String, String> next = all.next();
            context.forward(new Record<>(next.key, next.value, time));
            kept.delete(next.key);
          }
        }
      });
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.key() != null) kept.put(record.key(), record.value());
    }
  }

  /** Fills a global store. */
  static final class Filler implements Processor<String, String, Void, Void> {
    private final String name;
    private KeyValueStore<String, String> store;

    Filler(String name) {
      this.name = name;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(name);
    }

    @Override
    public void process(Record<String, String> record) {
      if (record.key() != null) store.put(record.key(), record.value() == null ? null : record.value() + "g");
    }
  }

  static final class Reader extends ContextualProcessor<String, String, String, String> {
    private final String name;
    private KeyValueStore<String, String> store;

    Reader(String name) {
      this.name = name;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      store = context.getStateStore(name);
    }

    @Override
    public void process(Record<String, String> record) {
      context().forward(record.withValue(record.key() == null ? "no key" : record.value() + "=" + store.get(record.key())));
    }
  }

  /** The number of the record, from 1, before its value. */
  static final class Numbers extends ContextualProcessor<String, String, String, String> {
    private int count;

    @Override
    public void process(Record<String, String> record) {
      context().forward(record.withValue(++count + ":" + record.value()));
    }
  }
}
