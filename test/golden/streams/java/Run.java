import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** One run of one topology. */
final class Run implements AutoCloseable {
  static final long WALL_CLOCK_START_MS = 1_000;

  final String description;
  private final TopologyTestDriver driver;
  private final Method pipeRecord;
  private final boolean persistent;
  private final List<ProducerRecord<byte[], byte[]>> produced = new ArrayList<>();
  private final StoreReader stores;
  private double droppedBefore;

  Run(Catalog.Entry entry, File stateFolder) throws ReflectiveOperationException {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.getPath());
    persistent = entry.config() == Catalog.PERSISTENT;
    if (!persistent)
      properties.put(
          StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
    properties.putAll(entry.config());
    Topology topology = entry.build().apply(properties);
    // A lambda has another name in every run.
    description = topology.describe().toString().replaceAll("extractor class: [^)]*", "extractor class: ?");
    driver = new TopologyTestDriver(topology, properties, Instant.ofEpochMilli(WALL_CLOCK_START_MS));
    pipeRecord = TopologyTestDriver.class.getDeclaredMethod(
        "pipeRecord", String.class, long.class, byte[].class, byte[].class, Headers.class);
    pipeRecord.setAccessible(true);
    Field outputs = TopologyTestDriver.class.getDeclaredField("outputRecordsByTopic");
    outputs.setAccessible(true);
    outputs.set(driver, new Recording());
    stores = new StoreReader(driver);
  }

  ObjectNode step(JsonNode step) throws ReflectiveOperationException {
    ObjectNode done = Text.JSON.createObjectNode();
    produced.clear();
    try {
      if (step.has("advance")) driver.advanceWallClockTime(Duration.ofMillis(step.get("advance").longValue()));
      else pipe(step);
    } catch (InvocationTargetException thrown) {
      return failed(done, thrown.getCause());
    } catch (RuntimeException thrown) {
      return failed(done, thrown);
    }
    ArrayNode out = done.putArray("out");
    for (ProducerRecord<byte[], byte[]> record : produced) out.add(json(record));
    done.set("stores", persistent ? Text.JSON.createObjectNode() : stores.read());
    double dropped = dropped();
    if (dropped != droppedBefore) done.put("dropped", (long) (dropped - droppedBefore));
    droppedBefore = dropped;
    return done;
  }

  private void pipe(JsonNode step) throws ReflectiveOperationException {
    byte[] key = Text.bytes(step.get("key"));
    long timestamp = step.get("timestamp").longValue();
    stores.saw(key, timestamp);
    Headers headers = new RecordHeaders();
    if (step.has("headers"))
      for (JsonNode header : step.get("headers")) headers.add(header.get(0).textValue(), Text.bytes(header.get(1)));
    pipeRecord.invoke(driver, step.get("topic").textValue(), timestamp, key, Text.bytes(step.get("value")), headers);
  }

  private static ObjectNode failed(ObjectNode done, Throwable thrown) {
    done.put("error", thrown.getClass().getName());
    done.put("message", String.valueOf(thrown.getMessage()).split("\n")[0]);
    if (thrown.getCause() != null) done.put("cause", thrown.getCause().toString().split("\n")[0]);
    return done;
  }

  private static ArrayNode json(ProducerRecord<byte[], byte[]> record) {
    ArrayNode row = Text.JSON.createArrayNode();
    row.add(record.topic()).add(Text.json(record.key())).add(Text.json(record.value()));
    if (record.timestamp() == null) row.addNull();
    else row.add(record.timestamp());
    Header[] headers = record.headers().toArray();
    if (headers.length == 0) return row;
    ArrayNode list = row.addArray();
    for (Header header : headers) list.addArray().add(header.key()).add(Text.json(header.value()));
    return row;
  }

  /** By the task: the global task counts for itself. */
  private double dropped() {
    double sum = 0;
    for (Map.Entry<org.apache.kafka.common.MetricName, ? extends Metric> entry : driver.metrics().entrySet())
      if (entry.getKey().name().equals("dropped-records-total") && "0_0".equals(entry.getKey().tags().get("task-id"))) sum += (Double) entry.getValue().metricValue();
    return sum;
  }

  @Override
  public void close() {
    try {
      driver.close();
    } catch (RuntimeException afterFailure) {
      // A task that threw cannot be closed in order; its run has ended with what it threw.
    }
  }

  /** Keeps the order between topics, which the driver forgets. */
  private final class Recording extends HashMap<String, Queue<ProducerRecord<byte[], byte[]>>> {
    @Override
    public Queue<ProducerRecord<byte[], byte[]>> computeIfAbsent(
        String topic, Function<? super String, ? extends Queue<ProducerRecord<byte[], byte[]>>> make) {
      return new LinkedList<>() {
        @Override
        public boolean add(ProducerRecord<byte[], byte[]> record) {
          return produced.add(record);
        }
      };
    }
  }
}
