package forum.client.batch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.verb.Item;
import forum.client.verb.Outcome;
import forum.client.verb.Problem;
import forum.client.verb.Report;
import forum.protocol.Characters;
import java.time.Duration;

/// One JSON object for each item, and one for each command, on standard output; nothing else.
final class JsonPrinter implements ResultPrinter {
  private static final String SCHEMA = "forum.1";
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final Output data;

  JsonPrinter(Output data) {
    this.data = data;
  }

  @Override
  public Report report(int line, String word) {
    return new Report() {
      @Override
      public void heading(Line heading) {
        // for people only
      }

      @Override
      public void note(String text) {
        // the command's own object says that there were no items
      }

      @Override
      public void item(Item item) {
        JsonObject json = envelope(line);
        add(json, item.json());
        write(json);
      }
    };
  }

  @Override
  public void done(Ended ended, Outcome outcome) {
    JsonObject json = command(ended, true);
    json.addProperty("code", outcome.code());
    add(json, outcome.fields());
    json.addProperty("ms", millis(ended.took()));
    json.addProperty("replayed", false);
    write(json);
    data.flush();
  }

  @Override
  public void failed(Ended ended, Problem problem) {
    JsonObject json = command(ended, false);
    json.addProperty("code", problem.code());
    json.addProperty("exit", problem.exit());
    json.addProperty("message", problem.what());
    if (problem.why() != null) {
      json.addProperty("why", problem.why());
    }
    if (problem.hint() != null) {
      json.addProperty("hint", problem.hint());
    }
    if (ended.tolerated()) {
      json.addProperty("tolerated", true);
    }
    json.addProperty("ms", millis(ended.took()));
    write(json);
    data.flush();
  }

  private static JsonObject envelope(int line) {
    JsonObject json = new JsonObject();
    json.addProperty("schema", SCHEMA);
    json.addProperty("line", line);
    return json;
  }

  private static JsonObject command(Ended ended, boolean ok) {
    JsonObject json = envelope(ended.line());
    json.addProperty("cmd", ended.word());
    json.addProperty("ok", ok);
    return json;
  }

  private static void add(JsonObject json, JsonObject more) {
    more.entrySet().forEach(member -> json.add(member.getKey(), member.getValue()));
  }

  private static double millis(Duration took) {
    return Math.round(took.toNanos() / 1e5) / 10.0;
  }

  private void write(JsonObject json) {
    data.line(harmless(GSON.toJson(json)));
  }

  /// JSON leaves it open how a character of a string is written; what a terminal might obey is
  /// written as its number. Between strings there is no such character.
  static String harmless(String json) {
    if (Characters.isSafe(json)) {
      return json;
    }
    StringBuilder harmless = new StringBuilder();
    json.codePoints()
        .forEach(
            point -> {
              if (Characters.isUnsafe(point)) {
                for (char half : Character.toChars(point)) {
                  harmless.append(String.format("\\u%04x", (int) half));
                }
              } else {
                harmless.appendCodePoint(point);
              }
            });
    return harmless.toString();
  }
}
