import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.kstream.internals.TimeWindow;

/** Keys and values with the bytes that Kafka's own serdes make of them, as JSON. Each is read again before it is printed. */
public final class SerdeBytes {
    private static final long SIZE = 3_600_000L;
    private static final List<String> LINES = new ArrayList<>();

    public static void main(String[] arguments) {
        for (boolean value : new boolean[] {true, false}) golden("boolean", Serdes.Boolean(), value);
        for (short value : new short[] {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE}) golden("int16", Serdes.Short(), value);
        for (int value : ints()) golden("int32", Serdes.Integer(), value);
        for (long value : longs()) golden("int64", Serdes.Long(), value);
        for (float value : new float[] {0f, -0f, 0.1f, -1.5f, Float.MAX_VALUE, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY})
            golden("float32", Serdes.Float(), value);
        for (double value : new double[] {0, -0.0, 0.1, Math.PI, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
            golden("float64", Serdes.Double(), value);
        for (String value : texts()) golden("string", Serdes.String(), value);
        for (UUID value : uuids()) golden("uuid", Serdes.UUID(), value);
        lists();
        windows();
        System.out.println("[\n" + String.join(",\n", LINES) + "\n]");
    }

    private static int[] ints() {
        return new int[] {0, 1, -1, 42, 256, Integer.MAX_VALUE, Integer.MIN_VALUE};
    }

    private static long[] longs() {
        long safe = (1L << 53) - 1;
        return new long[] {
            0, 1, -1, 256, 1L << 31, -(1L << 31), 1L << 32, -(1L << 32), (1L << 32) - 1, -(1L << 32) - 1, safe, -safe,
            safe + 1, Long.MAX_VALUE, Long.MIN_VALUE, 1_700_000_000_000L};
    }

    private static String[] texts() {
        return new String[] {"", "a", "Zürich ✈ 東京 😀", "\u0000\uffff", "\ufeffmark", "long enough for the decoder ".repeat(3)};
    }

    private static UUID[] uuids() {
        return new UUID[] {new UUID(0, 0), new UUID(-1, -1), UUID.fromString("123e4567-e89b-12d3-a456-426614174000")};
    }

    private static void lists() {
        Serde<List<Integer>> ints = Serdes.ListSerde(ArrayList.class, Serdes.Integer());
        golden("list(int32)", ints, List.of());
        golden("list(int32)", ints, Arrays.asList(1, -1, 256));
        golden("list(int32)", ints, Arrays.asList(null, 7, null, null, 8, null));
        golden("list(int32)", ints, Arrays.asList((Integer) null));
        golden("list(int16)", Serdes.ListSerde(ArrayList.class, Serdes.Short()), Arrays.asList((short) 1, null, (short) -2));
        golden("list(int64)", Serdes.ListSerde(ArrayList.class, Serdes.Long()), Arrays.asList(1L << 40, null, -1L));
        golden("list(float32)", Serdes.ListSerde(ArrayList.class, Serdes.Float()), Arrays.asList(0.5f, null));
        golden("list(float64)", Serdes.ListSerde(ArrayList.class, Serdes.Double()), Arrays.asList(0.1, null, -2.0));
        golden("list(uuid)", Serdes.ListSerde(ArrayList.class, Serdes.UUID()), Arrays.asList(new UUID(1, 2), null));
        golden("list(boolean)", Serdes.ListSerde(ArrayList.class, Serdes.Boolean()), Arrays.asList(true, null, false));
        Serde<List<String>> texts = Serdes.ListSerde(ArrayList.class, Serdes.String());
        golden("list(string)", texts, List.of());
        golden("list(string)", texts, Arrays.asList("a", "", null, "Zürich"));
        golden("list(string)", texts, Arrays.asList(null, null));
        Serde<List<List<Integer>>> nested = Serdes.ListSerde(ArrayList.class, ints);
        golden("list(list(int32))", nested, Arrays.asList(List.of(1, 2), null, List.of(), Arrays.asList((Integer) null)));
    }

    private static void windows() {
        Serde<Windowed<String>> timed = WindowedSerdes.timeWindowedSerdeFrom(String.class, SIZE);
        Serde<Windowed<String>> session = WindowedSerdes.sessionWindowedSerdeFrom(String.class);
        for (String key : new String[] {"", "key", "Zürich"}) {
            for (long start : new long[] {0, 1, (1L << 32) - 1, 1L << 32, 1_700_000_000_000L}) {
                golden("timeWindowed(string)", timed, new Windowed<>(key, new TimeWindow(start, start + SIZE)));
                golden("sessionWindowed(string)", session, new Windowed<>(key, new SessionWindow(start, start)));
                golden("sessionWindowed(string)", session, new Windowed<>(key, new SessionWindow(start, 2 * start + 5)));
            }
        }
        Serde<Windowed<Integer>> numbers = new WindowedSerdes.SessionWindowedSerde<>(Serdes.Integer());
        golden("sessionWindowed(int32)", numbers, new Windowed<>(-5, new SessionWindow(3, 4)));
    }

    private static <T> void golden(String serde, Serde<T> kafka, T value) {
        byte[] bytes = kafka.serializer().serialize("topic", value);
        T read = kafka.deserializer().deserialize("topic", bytes);
        if (!read.equals(value)) throw new AssertionError(serde + " reads " + read + ", not " + value);
        LINES.add(String.format("  {\"serde\": \"%s\", \"value\": %s, \"hex\": \"%s\"}",
            serde, json(value), HexFormat.of().formatHex(bytes)));
    }

    /** Numbers as text: JSON's would lose digits, NaN and the sign of zero. */
    private static String json(Object value) {
        if (value == null || value instanceof Boolean) return String.valueOf(value);
        if (value instanceof List<?> entries)
            return "[" + String.join(", ", entries.stream().map(SerdeBytes::json).toList()) + "]";
        if (value instanceof Windowed<?> windowed)
            return String.format("{\"key\": %s, \"startMs\": %d, \"endMs\": %d}",
                json(windowed.key()), windowed.window().start(), windowed.window().end());
        StringBuilder text = new StringBuilder("\"");
        for (char unit : value.toString().toCharArray())
            text.append(unit < 0x20 || unit > 0x7e ? String.format("\\u%04x", (int) unit) : "" + unit);
        return text + "\"";
    }
}
