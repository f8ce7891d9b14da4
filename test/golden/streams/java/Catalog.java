import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Topologies by name. */
final class Catalog {
  /** A topology, new for each run, and what the driver is told beside it. */
  record Entry(java.util.function.Function<Properties, Topology> build, Map<String, Object> config) {}

  static final Map<String, Object> OPTIMISED = Map.of(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);

  /**
   * With RocksDB as Kafka's default has it, for windows that are emitted when they close: the retention of Java's stores in
   * memory forgets most of them before. Their contents are not shown: RocksDB forgets by segments of a minute.
   */
  static final Map<String, Object> PERSISTENT = Map.of("oracle.persistent", true);

  final Map<String, Entry> entries = new LinkedHashMap<>();

  static Map<String, Object> cache(long bytes) {
    return Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, bytes);
  }

  void add(String name, Consumer<StreamsBuilder> define) {
    add(name, Map.of(), define);
  }

  void add(String name, Map<String, Object> config, Consumer<StreamsBuilder> define) {
    put(name, config, properties -> {
      StreamsBuilder builder = new StreamsBuilder();
      define.accept(builder);
      return builder.build(properties);
    });
  }

  /** A topology without the DSL. */
  void topology(String name, Consumer<Topology> define) {
    put(name, Map.of(), properties -> {
      Topology topology = new Topology();
      define.accept(topology);
      return topology;
    });
  }

  private void put(String name, Map<String, Object> config, java.util.function.Function<Properties, Topology> build) {
    if (entries.put(name, new Entry(build, config)) != null) throw new IllegalStateException("two topologies " + name);
  }

  static Catalog all() {
    Catalog catalog = new Catalog();
    Stateless.add(catalog);
    Aggregates.add(catalog);
    Tables.add(catalog);
    GroupedTables.add(catalog);
    Windows.add(catalog);
    Sessions.add(catalog);
    Cogroups.add(catalog);
    StreamJoins.add(catalog);
    StreamTableJoins.add(catalog);
    TableJoins.add(catalog);
    ForeignKeys.add(catalog);
    Suppressions.add(catalog);
    Processors.add(catalog);
    PlainTopologies.add(catalog);
    Versioned.add(catalog);
    Optimised.add(catalog);
    Caching.add(catalog);
    return catalog;
  }
}
