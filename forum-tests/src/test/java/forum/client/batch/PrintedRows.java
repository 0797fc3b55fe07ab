package forum.client.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import forum.client.verb.Problem;
import forum.protocol.Code;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/// What scripts print, for tests elsewhere.
public final class PrintedRows {
  private PrintedRows() {}

  /// A row of one column.
  public static String row(String text) {
    return Columns.row(List.of(text));
  }

  /// The same with `--json`.
  public static String json(String text) {
    JsonObject json = new JsonObject();
    json.addProperty("text", text);
    return JsonPrinter.harmless(json.toString());
  }

  /// A problem told on standard error.
  public static String problem(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Messages(new PrintStream(out, true, UTF_8), false)
        .problem(Problem.of(Code.INTERNAL, text).because(text).hint(text));
    return out.toString(UTF_8);
  }
}
