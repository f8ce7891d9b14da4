import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as JSON: a string where they are printable UTF-8, else {"hex": "..."}. */
final class Text {
  static final ObjectMapper JSON = new ObjectMapper();

  private Text() {}

  static byte[] bytes(JsonNode node) {
    if (node == null || node.isNull()) return null;
    if (node.isTextual()) return Kit.utf8(node.textValue());
    return HexFormat.of().parseHex(node.get("hex").textValue());
  }

  static JsonNode json(byte[] bytes) {
    if (bytes == null) return JsonNodeFactory.instance.nullNode();
    String text = printable(bytes);
    if (text != null) return JsonNodeFactory.instance.textNode(text);
    return JsonNodeFactory.instance.objectNode().put("hex", HexFormat.of().formatHex(bytes));
  }

  private static String printable(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().allMatch(unit -> unit >= 0x20 && unit != 0x7f) ? text : null;
    } catch (CharacterCodingException invalid) {
      return null;
    }
  }
}
