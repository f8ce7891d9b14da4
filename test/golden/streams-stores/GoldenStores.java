import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.apache.kafka.streams.state.VersionedRecord;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.RocksDbIndexedTimeOrderedWindowBytesStoreSupplier;
import org.apache.kafka.streams.state.internals.RocksDbTimeOrderedSessionBytesStoreSupplier;

/** Does what each line of its input says with Kafka's stores, and prints what came of it, then their changelogs. */
public class GoldenStores {
  private static final Duration RETENTION = Duration.ofMillis(50);
  private static final PrintStream OUT = System.out;

  public static void main(String[] arguments) throws Exception {
    StreamsBuilder builder = new StreamsBuilder();
    for (boolean duplicates : new boolean[] {false, true}) {
      builder.addStateStore(Stores.windowStoreBuilder(
          Stores.inMemoryWindowStore(duplicates ? "duplicates" : "windows", RETENTION, Duration.ofMillis(5), duplicates),
          Serdes.String(), Serdes.String()));
    }
    builder.addStateStore(Stores.sessionStoreBuilder(
        Stores.inMemorySessionStore("sessions", RETENTION), Serdes.String(), Serdes.String()));
    builder.addStateStore(Stores.versionedKeyValueStoreBuilder(
        Stores.persistentVersionedKeyValueStore("versions", RETENTION, Duration.ofMillis(7)),
        Serdes.String(), Serdes.String()));
    // What Kafka takes by default for windows and sessions that are emitted when they close.
    builder.addStateStore(Stores.sessionStoreBuilder(
        new RocksDbTimeOrderedSessionBytesStoreSupplier("closing-sessions", RETENTION.toMillis(), true),
        Serdes.String(), Serdes.String()));
    builder.addStateStore(Stores.windowStoreBuilder(
        RocksDbIndexedTimeOrderedWindowBytesStoreSupplier.create(
            "closing-windows", RETENTION, Duration.ofMillis(5), false, true),
        Serdes.String(), Serdes.String()));
    String[] names = {"windows", "duplicates", "sessions", "versions", "closing-sessions", "closing-windows"};
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String())).process(Runner::new, names);
    Properties config = new Properties();
    config.put("application.id", "app");
    config.put("bootstrap.servers", "none:1");
    config.put("state.dir", Files.createTempDirectory("golden-stores").toString());
    config.put("statestore.cache.max.bytes", "0");
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config)) {
      var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) input.pipeInput("", line, 0L);
      for (String name : names) {
        var log = driver.createOutputTopic("app-" + name + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer());
        for (var entry : log.readRecordsToList())
          OUT.println("log " + name + " " + hex(entry.key()) + " " + hex(entry.value()) + " " + entry.timestamp());
      }
    }
    OUT.flush();
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? "-" : HexFormat.of().formatHex(bytes);
  }

  private static class Runner implements Processor<String, String, Void, Void> {
    private WindowStore<String, String> windows;
    private WindowStore<String, String> duplicates;
    private SessionStore<String, String> sessions;
    private VersionedKeyValueStore<String, String> versions;
    private SessionStore<String, String> closingSessions;
    private WindowStore<String, String> closingWindows;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      windows = context.getStateStore("windows");
      duplicates = context.getStateStore("duplicates");
      sessions = context.getStateStore("sessions");
      versions = context.getStateStore("versions");
      closingSessions = context.getStateStore("closing-sessions");
      closingWindows = context.getStateStore("closing-windows");
    }

    @Override
    public void process(Record<String, String> record) {
      OUT.println(record.value() + "\t" + result(record.value().split(" ")));
    }

    private String result(String[] words) {
      long[] times = new long[words.length];
      for (int at = 1; at < words.length; at++) if (words[at].matches("\\d+")) times[at] = Long.parseLong(words[at]);
      String key = words.length > 1 ? nullable(words[1]) : null;
      switch (words[0]) {
        case "window-put":
          windows.put(key, nullable(words[2]), times[3]);
          duplicates.put(key, nullable(words[2]), times[3]);
          return "";
        case "window-get":
          return String.valueOf(windows.fetch(key, times[2]));
        case "window-fetch":
          return all(windows.fetch(key, times[2], times[3]), String::valueOf) + "|"
              + all(duplicates.fetch(key, times[2], times[3]), String::valueOf) + "|"
              + all(duplicates.backwardFetch(key, times[2], times[3]), String::valueOf);
        case "window-all":
          return windowed(windows.all()) + "|" + windowed(duplicates.all()) + "|" + windowed(windows.backwardAll());
        case "window-keys":
          return windowed(windows.fetch(key, nullable(words[2]), times[3], times[4])) + "|"
              + windowed(duplicates.backwardFetch(key, nullable(words[2]), times[3], times[4]));
        case "session-put":
          sessions.put(new Windowed<>(key, new SessionWindow(times[3], times[4])), nullable(words[2]));
          return "";
        case "session-remove":
          sessions.remove(new Windowed<>(key, new SessionWindow(times[2], times[3])));
          return "";
        case "session-find":
          return windowed(sessions.findSessions(key, times[2], times[3])) + "|"
              + windowed(sessions.backwardFindSessions(key, times[2], times[3]));
        case "session-all":
          return windowed(sessions.fetch(null, null)) + "|" + windowed(sessions.backwardFetch("a", "b"));
        case "closing-session-put":
          closingSessions.put(new Windowed<>(key, new SessionWindow(times[3], times[4])), nullable(words[2]));
          return "";
        case "closing-session-remove":
          closingSessions.remove(new Windowed<>(key, new SessionWindow(times[2], times[3])));
          return "";
        case "closing-session-find":
          return windowed(closingSessions.findSessions(key, times[2], times[3])) + "|"
              + windowed(closingSessions.backwardFetch(key)) + "|" + closingSessions.fetchSession(key, times[2], times[3]);
        case "closing-session-ending":
          return windowed(closingSessions.findSessions(times[2], times[3]));
        case "closing-window-put":
          closingWindows.put(key, nullable(words[2]), times[3]);
          return "";
        case "closing-window-fetch":
          return all(closingWindows.fetch(key, times[2], times[3]), String::valueOf) + "|"
              + closingWindows.fetch(key, times[3]);
        case "closing-window-all":
          return windowed(closingWindows.fetchAll(times[2], times[3])) + "|" + windowed(closingWindows.backwardAll());
        case "version-put":
          return String.valueOf(versions.put(key, nullable(words[2]), times[3]));
        case "version-delete":
          return version(versions.delete(key, times[2]));
        case "version-get":
          return version(versions.get(key)) + "|" + version(versions.get(key, times[2]));
        default:
          throw new IllegalArgumentException(words[0]);
      }
    }

    private static String nullable(String word) {
      return word.equals("-") ? null : word;
    }

    private static String version(VersionedRecord<String> version) {
      return version == null ? "null" : version.value() + "@" + version.timestamp();
    }

    private static String windowed(Iterator<KeyValue<Windowed<String>, String>> entries) {
      return all(entries, key -> key.key() + "@" + key.window().start() + "/" + key.window().end());
    }

    private static <K> String all(Iterator<KeyValue<K, String>> entries, Function<K, String> shown) {
      StringBuilder text = new StringBuilder();
      while (entries.hasNext()) {
        KeyValue<K, String> entry = entries.next();
        text.append(text.length() == 0 ? "" : " ").append(shown.apply(entry.key)).append("=").append(entry.value);
      }
      if (entries instanceof AutoCloseable open) {
        try {
          open.close();
        } catch (Exception failure) {
          throw new IllegalStateException(failure);
        }
      }
      return text.toString();
    }
  }
}
