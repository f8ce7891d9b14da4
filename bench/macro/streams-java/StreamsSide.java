import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/** Java's half of streams.ts: as streams-side.ts, record for record. Arguments: topology, keys, order, warm and measured records. */
public final class StreamsSide {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int ORDER = 1 << 20;

  public static void main(String[] args) {
    String what = args[0];
    int keys = Integer.parseInt(args[1]);
    boolean isRandom = args[2].equals("random");
    int warm = Integer.parseInt(args[3]);
    int records = Integer.parseInt(args[4]);
    Properties config = new Properties();
    config.put("application.id", "bench");
    config.put("bootstrap.servers", "unused:1");
    config.put("statestore.cache.max.bytes", "0");
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(what).build(), config)) {
      String figures = what.endsWith("count")
          ? measure(driver, what, keys, isRandom, warm, records,
              driver.createOutputTopic("out", new StringDeserializer(), new LongDeserializer()))
          : measure(driver, what, keys, isRandom, warm, records,
              driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer()));
      System.out.println(figures);
    }
  }

  private static StreamsBuilder topology(String what) {
    StreamsBuilder builder = new StreamsBuilder();
    Consumed<String, String> consumed = Consumed.with(Serdes.String(), Serdes.String());
    KStream<String, String> input = builder.stream("in", consumed);
    Produced<String, String> texts = Produced.with(Serdes.String(), Serdes.String());
    Produced<String, Long> counts = Produced.with(Serdes.String(), Serdes.Long());
    KGroupedStream<String, String> grouped = input.groupByKey(Grouped.with(Serdes.String(), Serdes.String()));
    switch (what) {
      case "map" -> input.map((key, value) -> KeyValue.pair(key, value.substring(1) + "x")).to("out", texts);
      case "count" -> grouped.count(Materialized.as(Stores.inMemoryKeyValueStore("counts"))).toStream().to("out", counts);
      case "windowed count" -> grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(WINDOW))
          .count(Materialized.as(Stores.inMemoryWindowStore("counts", WINDOW, WINDOW, false)))
          .toStream((key, value) -> key.key()).to("out", counts);
      case "join" -> input.join(
          builder.table("table", consumed, Materialized.as(Stores.inMemoryKeyValueStore("table"))),
          (left, right) -> left).to("out", texts);
      default -> throw new IllegalArgumentException(what);
    }
    return builder;
  }

  private static String measure(TopologyTestDriver driver, String what, int keyCount, boolean isRandom, int warm,
      int records, TestOutputTopic<String, ?> output) {
    TestInputTopic<String, String> input =
        driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    String value = "v".repeat(100);
    String[] keys = new String[keyCount];
    for (int at = 0; at < keyCount; at++) keys[at] = "key-" + at;
    if (what.equals("join")) {
      TestInputTopic<String, String> table =
          driver.createInputTopic("table", new StringSerializer(), new StringSerializer());
      for (String key : keys) table.pipeInput(key, value, 0L);
    }
    int[] order = new int[ORDER];
    long state = 1;
    for (int at = 0; at < ORDER; at++) {
      state = (state * 1_664_525L + 1_013_904_223L) & 0xffff_ffffL;
      order[at] = isRandom ? (int) (((state >>> 8) * keyCount) >>> 24) : at % keyCount;
    }
    // Each key once before, so that the store is as large as it gets.
    if (what.endsWith("count"))
      for (String key : keys) {
        input.pipeInput(key, value, 0L);
        output.readKeyValue();
      }
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long startedAt = 0;
    long cpuBefore = 0;
    for (int at = 0; at < warm + records; at++) {
      if (at == warm) {
        startedAt = System.nanoTime();
        cpuBefore = thread.getCurrentThreadCpuTime();
      }
      input.pipeInput(keys[order[at & (ORDER - 1)]], value, (long) at);
      output.readKeyValue();
    }
    double ns = (double) (System.nanoTime() - startedAt) / records;
    double cpuNs = (double) (thread.getCurrentThreadCpuTime() - cpuBefore) / records;
    return "{\"nsPerRecord\":" + ns + ",\"cpuNsPerRecord\":" + cpuNs + ",\"recordsPerSecond\":" + 1e9 / ns + "}";
  }
}
