import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.ValueTimestampHeaders;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.apache.kafka.streams.state.VersionedRecord;

/**
 * What all stores hold, as texts: {store: {key: value}}. A timestamped value is value@time, a windowed key [key@start/end];
 * the second and later entries of one key in a store that keeps duplicates have #2, #3 behind the key. Stores whose content
 * is internal (of outer and foreign-key joins) are left out.
 */
final class StoreReader {
  private final TopologyTestDriver driver;
  /** A versioned store cannot be iterated over: it is asked for these. */
  private final Set<String> keys = new LinkedHashSet<>();
  private final Set<Long> times = new TreeSet<>();

  StoreReader(TopologyTestDriver driver) {
    this.driver = driver;
  }

  void saw(byte[] key, long timestamp) {
    if (key != null) keys.add(new String(key, java.nio.charset.StandardCharsets.UTF_8));
    times.add(timestamp);
  }

  ObjectNode read() {
    ObjectNode all = Text.JSON.createObjectNode();
    for (Map.Entry<String, StateStore> store : new TreeMap<>(driver.getAllStateStores()).entrySet()) {
      if (store.getValue() == null) continue;
      ObjectNode entries = Text.JSON.createObjectNode();
      if (readable(entries, store.getValue())) all.set(store.getKey(), entries);
    }
    return all;
  }

  private boolean readable(ObjectNode entries, StateStore store) {
    try {
      return into(entries, store);
    } catch (IllegalArgumentException noWindow) {
      // Windows of a join at the same time are empty, and Java makes none.
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private boolean into(ObjectNode entries, StateStore store) {
    if (store instanceof VersionedKeyValueStore) return versions(entries, (VersionedKeyValueStore<String, Object>) store);
    if (store instanceof ReadOnlyKeyValueStore) return list(entries, ((ReadOnlyKeyValueStore<Object, Object>) store).all());
    if (store instanceof ReadOnlyWindowStore)
      return list(entries, (KeyValueIterator<Object, Object>) (Object) ((ReadOnlyWindowStore<Object, Object>) store).all());
    if (store instanceof ReadOnlySessionStore)
      return list(
          entries,
          (KeyValueIterator<Object, Object>) (Object) ((ReadOnlySessionStore<Object, Object>) store)
              .fetch((Object) null, (Object) null));
    return false;
  }

  private static boolean list(ObjectNode entries, KeyValueIterator<Object, Object> iterator) {
    Map<String, Integer> seen = new HashMap<>();
    try (iterator) {
      while (iterator.hasNext()) {
        KeyValue<Object, Object> next = iterator.next();
        if (!isPlain(next.key) || !isPlain(next.value)) return false;
        String key = String.valueOf(next.key);
        int count = seen.merge(key, 1, Integer::sum);
        entries.put(count == 1 ? key : key + "#" + count, text(next.value));
      }
    }
    return true;
  }

  private boolean versions(ObjectNode entries, VersionedKeyValueStore<String, Object> store) {
    for (String key : keys) {
      Set<String> found = new LinkedHashSet<>();
      for (long time : times) if (time >= 0) addVersion(found, store.get(key, time));
      addVersion(found, store.get(key));
      if (!found.isEmpty()) entries.put(key, String.join(" ", found));
    }
    return true;
  }

  private static void addVersion(Set<String> found, VersionedRecord<Object> record) {
    if (record == null) return;
    // Java's typed store does not tell until when a version was valid.
    found.add(record.value() + "@" + record.timestamp());
  }

  private static boolean isPlain(Object item) {
    if (item instanceof ValueAndTimestamp) return isPlain(((ValueAndTimestamp<?>) item).value());
    if (item instanceof ValueTimestampHeaders) return isPlain(((ValueTimestampHeaders<?>) item).value());
    if (item instanceof Windowed) return isPlain(((Windowed<?>) item).key());
    return item == null || item instanceof String || item instanceof Number;
  }

  private static String text(Object value) {
    // Stores of joins hold headers beside the value, which no join reads.
    if (value instanceof ValueTimestampHeaders) return String.valueOf(((ValueTimestampHeaders<?>) value).value());
    if (!(value instanceof ValueAndTimestamp)) return String.valueOf(value);
    ValueAndTimestamp<?> stamped = (ValueAndTimestamp<?>) value;
    return stamped.value() + "@" + stamped.timestamp();
  }
}
