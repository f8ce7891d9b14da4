import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.WindowStore;

/** Short words that all topologies use; `topologies/kit.ts` has the same. */
class Kit {
  static final Serde<String> S = Serdes.String();
  static final Serde<Long> L = Serdes.Long();
  private static final int TEXT_LENGTH_MAX = 12;

  Kit() {}

  static Duration ms(long count) {
    return Duration.ofMillis(count);
  }

  static Consumed<String, String> from() {
    return Consumed.with(S, S);
  }

  static Produced<String, String> into() {
    return Produced.with(S, S);
  }

  static Produced<String, Long> intoCount() {
    return Produced.with(S, L);
  }

  static Grouped<String, String> grouped() {
    return Grouped.with(S, S);
  }

  static StreamJoined<String, String, String> joined() {
    return StreamJoined.with(S, S, S);
  }

  static Joined<String, String, String> joinedTable() {
    return Joined.with(S, S, S);
  }

  static Materialized<String, String, KeyValueStore<Bytes, byte[]>> kv() {
    return Materialized.with(S, S);
  }

  static Materialized<String, String, KeyValueStore<Bytes, byte[]>> kv(String name) {
    return Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(S);
  }

  static Materialized<String, Long, KeyValueStore<Bytes, byte[]>> kvCount(String name) {
    return Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(L);
  }

  static Materialized<String, String, WindowStore<Bytes, byte[]>> win(String name) {
    return Materialized.<String, String, WindowStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(S);
  }

  static Materialized<String, Long, WindowStore<Bytes, byte[]>> winCount(String name) {
    return Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(L);
  }

  static Materialized<String, String, SessionStore<Bytes, byte[]>> ses(String name) {
    return Materialized.<String, String, SessionStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(S);
  }

  static Materialized<String, Long, SessionStore<Bytes, byte[]>> sesCount(String name) {
    return Materialized.<String, Long, SessionStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(L);
  }

  static <K, V> KeyValue<K, V> pair(K key, V value) {
    return KeyValue.pair(key, value);
  }

  /** The end of a text, so that aggregates stay short. */
  static String cut(String text) {
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(text.length() - TEXT_LENGTH_MAX);
  }

  /** Does the text begin with one of these letters? */
  static boolean among(String text, String letters) {
    return text != null && !text.isEmpty() && letters.indexOf(text.charAt(0)) >= 0;
  }

  /** The first letter, or null. */
  static String head(String text) {
    return text == null || text.isEmpty() ? null : text.substring(0, 1);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String dash(Object left, Object right) {
    return left + "-" + right;
  }
}
