import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Record batches by Kafka's own classes. "generate" prints the golden batches as JSON; "read" takes lines of name, tab
 * and hex from standard input, checks each batch as a broker does and prints what Kafka reads in it.
 */
public final class Golden {
    private static final long TIME = 1_700_000_000_000L;
    private static final Header[] NO_HEADERS = new Header[0];
    private static final List<String> LINES = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("generate")) generate();
        else read();
        System.out.println("[\n" + String.join(",\n", LINES) + "\n]");
    }

    private static void generate() {
        plain("key and value", b -> b.append(TIME, bytes("key"), bytes("value"), NO_HEADERS));
        plain("null key", b -> b.append(TIME, null, bytes("value"), NO_HEADERS));
        plain("null value", b -> b.append(TIME, bytes("key"), null, NO_HEADERS));
        plain("null key and value", b -> b.append(TIME, (byte[]) null, null, NO_HEADERS));
        plain("empty key and value", b -> b.append(TIME, bytes(""), bytes(""), NO_HEADERS));
        plain("unicode", b -> {
            b.append(TIME, bytes("Flughafen Zürich ✈ 東京 😀"), bytes("é\u0000\uffff\ud83d\ude80"), NO_HEADERS);
            b.append(TIME, bytes("\ufeffbom"), bytes("ascii"), header("größe", bytes("ß")));
        });
        plain("headers repeated, empty and null", b -> {
            b.append(TIME, bytes("k"), bytes("v"), new Header[] {
                new RecordHeader("a", bytes("1")), new RecordHeader("a", bytes("2")),
                new RecordHeader("", bytes("")), new RecordHeader("null", (byte[]) null) });
            b.append(TIME + 1, bytes("k"), bytes("v"), NO_HEADERS);
        });
        plain("many headers", b -> {
            Header[] headers = new Header[100];
            for (int i = 0; i < headers.length; i++) headers[i] = new RecordHeader("header-" + i, new byte[i * 2]);
            b.append(TIME, null, bytes("v"), headers);
        });
        plain("timestamps that go back", b -> {
            for (long delta : new long[] {0, -1, -64, -65, 1, 63, 64, -1_000_000, 5_000_000_000L, -1_600_000_000_000L})
                b.append(TIME + delta, null, bytes("" + delta), NO_HEADERS);
        });
        plain("no timestamp", b -> b.append(-1L, null, bytes("v"), NO_HEADERS));
        plain("timestamp zero and a long way on", b -> {
            b.append(0L, null, bytes("v"), NO_HEADERS);
            b.append(9_007_199_254_740_991L, null, bytes("v"), NO_HEADERS);
        });
        plain("300 records", b -> {
            for (int i = 0; i < 300; i++) b.append(TIME + i, bytes("key-" + i % 7), bytes("value " + i), NO_HEADERS);
        });
        for (int length : new int[] {1, 24, 25, 62, 63, 64, 100, 255, 256, 8_191, 8_192, 20_000})
            plain("value of " + length + " bytes", b -> b.append(TIME, bytes("k"), pattern(length), NO_HEADERS));

        Consumer<MemoryRecordsBuilder> three = b -> {
            for (int i = 0; i < 3; i++) b.append(TIME + i, bytes("k"), bytes("v" + i), NO_HEADERS);
        };
        build("idempotent producer", 0, -1, 4_711, (short) 3, 42, false, false, three);
        build("producer id above 2^32", 0, -1, 9_007_199_254_740_991L, (short) 32_767, 2_147_483_647, false, false, three);
        build("stamped by a leader", 5_000_000_000L, 7, -1, (short) -1, -1, false, false, three);
        build("transactional", 10, 1, 4_711, (short) 3, 0, true, false, three);
        build("commit marker", 13, 1, 4_711, (short) 3, -1, true, true,
            b -> b.appendEndTxnMarker(TIME, new EndTransactionMarker(ControlRecordType.COMMIT, 9)));
        build("compacted", 100, 2, -1, (short) -1, -1, false, false, b -> {
            b.appendWithOffset(102, TIME, bytes("a"), bytes("1"), NO_HEADERS);
            b.appendWithOffset(109, TIME, bytes("b"), bytes("2"), NO_HEADERS);
        });
        build("log append time", TimestampType.LOG_APPEND_TIME, Compression.NONE, 20, 1, -1, (short) -1, -1, false, false, three);
        compressed();
    }

    /** Every codec with either timestamp type, of records of all kinds, as a producer of transactions and as a marker. */
    private static void compressed() {
        Consumer<MemoryRecordsBuilder> kinds = b -> {
            b.append(TIME, bytes("key"), bytes("value"), header("größe", bytes("ß")));
            b.append(TIME + 7, null, bytes("value"), NO_HEADERS);
            b.append(TIME - 9, bytes("key"), null, new Header[] {new RecordHeader("null", (byte[]) null)});
            b.append(TIME, (byte[]) null, null, NO_HEADERS);
            for (int i = 0; i < 40; i++) b.append(TIME + i, bytes("key-" + i % 3), bytes("a value " + i), NO_HEADERS);
        };
        for (CompressionType type : CompressionType.values()) {
            if (type == CompressionType.NONE) continue;
            Compression codec = Compression.of(type).build();
            for (TimestampType time : new TimestampType[] {TimestampType.CREATE_TIME, TimestampType.LOG_APPEND_TIME}) {
                String name = type.name + (time == TimestampType.CREATE_TIME ? "" : ", log append time");
                build(name, time, codec, 30, 2, -1, (short) -1, -1, false, false, kinds);
                build(name + ", transactional", time, codec, 30, 2, 4_711, (short) 3, 5, true, false, kinds);
            }
            // More than one block of either framing that has blocks: 32 KiB of snappy, 64 KiB of LZ4.
            int length = type == CompressionType.LZ4 ? 70_000 : 40_000;
            build(type.name + ", blocks", TimestampType.CREATE_TIME, codec, 0, -1, -1, (short) -1, -1, false, false,
                b -> b.append(TIME, bytes("k"), pattern(length), NO_HEADERS));
            build(type.name + ", abort marker", TimestampType.CREATE_TIME, codec, 13, 1, 4_711, (short) 3, -1, true, true,
                b -> b.appendEndTxnMarker(TIME, new EndTransactionMarker(ControlRecordType.ABORT, 9)));
        }
    }

    /** As a producer without idempotence sends it. */
    private static void plain(String name, Consumer<MemoryRecordsBuilder> fill) {
        build(name, 0, -1, -1, (short) -1, -1, false, false, fill);
    }

    private static void build(String name, long baseOffset, int leaderEpoch, long producerId, short producerEpoch,
            int baseSequence, boolean transactional, boolean control, Consumer<MemoryRecordsBuilder> fill) {
        build(name, TimestampType.CREATE_TIME, Compression.NONE, baseOffset, leaderEpoch, producerId, producerEpoch,
            baseSequence, transactional, control, fill);
    }

    private static void build(String name, TimestampType type, Compression compression, long baseOffset, int leaderEpoch,
            long producerId, short producerEpoch, int baseSequence, boolean transactional, boolean control,
            Consumer<MemoryRecordsBuilder> fill) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(1 << 18), RecordBatch.MAGIC_VALUE_V2,
            compression, type, baseOffset, type == TimestampType.LOG_APPEND_TIME ? TIME + 99 : RecordBatch.NO_TIMESTAMP,
            producerId, producerEpoch, baseSequence, transactional, control, leaderEpoch);
        fill.accept(builder);
        describe(name, builder.build());
    }

    private static void read() throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null;) {
            String[] parts = line.split("\t");
            describe(parts[0], MemoryRecords.readableRecords(ByteBuffer.wrap(HexFormat.of().parseHex(parts[1]))));
        }
    }

    private static void describe(String name, MemoryRecords records) {
        List<MutableRecordBatch> batches = new ArrayList<>();
        records.batches().forEach(batches::add);
        if (batches.size() != 1) throw new IllegalStateException(name + ": " + batches.size() + " batches");
        MutableRecordBatch batch = batches.get(0);
        batch.ensureValid();
        List<String> lines = new ArrayList<>();
        for (Record record : batch) {
            record.ensureValid();
            List<String> headers = new ArrayList<>();
            for (Header header : record.headers()) headers.add("[" + text(header.key()) + "," + hex(header.value()) + "]");
            lines.add("{\"offset\":" + record.offset() + ",\"timestamp\":" + record.timestamp()
                + ",\"key\":" + hex(record.hasKey() ? copy(record.key()) : null)
                + ",\"value\":" + hex(record.hasValue() ? copy(record.value()) : null)
                + ",\"headers\":[" + String.join(",", headers) + "]}");
        }
        ByteBuffer whole = records.buffer().duplicate();
        short attributes = whole.getShort(whole.position() + 21);
        LINES.add("{\"name\":" + text(name) + ",\n\"fields\":{\"baseOffset\":" + batch.baseOffset()
            + ",\"lastOffset\":" + batch.lastOffset() + ",\"leaderEpoch\":" + batch.partitionLeaderEpoch()
            + ",\"attributes\":" + attributes + ",\"crc\":" + batch.checksum()
            + ",\"baseTimestamp\":" + whole.getLong(whole.position() + 27)
            + ",\"maxTimestamp\":" + batch.maxTimestamp() + ",\"producerId\":" + batch.producerId()
            + ",\"producerEpoch\":" + batch.producerEpoch() + ",\"baseSequence\":" + batch.baseSequence()
            + ",\"recordCount\":" + batch.countOrNull() + ",\"batchBytes\":" + batch.sizeInBytes()
            + "},\n\"hex\":" + hex(copy(whole)) + ",\n\"records\":[" + String.join(",", lines) + "]}");
    }

    private static Header[] header(String name, byte[] value) {
        return new Header[] {new RecordHeader(name, value)};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) (i * 31 + 5);
        return bytes;
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : "\"" + HexFormat.of().formatHex(bytes) + "\"";
    }

    /** A JSON string in ASCII. */
    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (char unit : value.toCharArray()) {
            if (unit >= ' ' && unit < 127 && unit != '"' && unit != '\\') json.append(unit);
            else json.append(String.format("\\u%04x", (int) unit));
        }
        return json.append('"').toString();
    }
}
