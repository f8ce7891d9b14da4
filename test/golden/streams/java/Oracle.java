import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.kafka.common.utils.Utils;

/**
 * Runs topologies of the catalog in Kafka's TopologyTestDriver. Reads runs, one JSON line each:
 * {"topology": NAME, "run": ID, "steps": [{"topic", "key", "value", "headers": [[k, v]], "timestamp"} or {"advance": ms}]},
 * and prints a line for each: {"topology", "run", "describe", "steps": [...]} as Run has them. With the argument `list` it
 * prints the names.
 */
public final class Oracle {
  private Oracle() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, "UTF-8");
    // What print() prints is not part of the protocol.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    Catalog catalog = Catalog.all();
    if (arguments.length > 0 && arguments[0].equals("list")) {
      catalog.entries.keySet().forEach(out::println);
      out.flush();
      return;
    }
    File stateFolder = Files.createTempDirectory("streams-oracle-").toFile();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isBlank()) continue;
      JsonNode run = Text.JSON.readTree(line);
      out.println(Text.JSON.writeValueAsString(answer(catalog, run, stateFolder)));
      out.flush();
    }
    Utils.delete(stateFolder);
  }

  private static ObjectNode answer(Catalog catalog, JsonNode asked, File stateFolder) {
    ObjectNode answer = Text.JSON.createObjectNode();
    String name = asked.get("topology").textValue();
    answer.put("topology", name);
    answer.set("run", asked.get("run"));
    Catalog.Entry entry = catalog.entries.get(name);
    if (entry == null) return answer.put("failure", "no topology " + name);
    try (Run run = new Run(entry, stateFolder)) {
      answer.put("describe", run.description);
      ArrayNode steps = answer.putArray("steps");
      for (JsonNode step : asked.get("steps")) {
        ObjectNode done = run.step(step);
        steps.add(done);
        if (done.has("error")) break;
      }
    } catch (RuntimeException | ReflectiveOperationException failure) {
      answer.put("failure", failure.toString());
    }
    return answer;
  }
}
