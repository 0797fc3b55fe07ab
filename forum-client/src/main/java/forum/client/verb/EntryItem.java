package forum.client.verb;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Sizes;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.client.text.Width;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import java.util.ArrayList;
import java.util.List;

/// One message or attachment of a thread.
record EntryItem(ThreadTitle thread, ThreadLine.Entry entry, Widths widths) implements Item {
  /// Widths of what stands beside it.
  record Widths(int number, int user, int time) {
    private static final int USER_MAX = 16;

    static Widths of(List<ThreadLine.Entry> entries, Look look) {
      int number =
          entries.stream().mapToInt(entry -> EntryItem.number(entry).length()).max().orElse(0);
      int user =
          entries.stream().mapToInt(entry -> EntryItem.user(entry).text().length()).max().orElse(0);
      int time = entries.stream().mapToInt(entry -> look.time(entry.at()).length()).max().orElse(0);
      return new Widths(Math.max(4, number + 2), Math.min(user, USER_MAX), time);
    }
  }

  private static String number(ThreadLine.Entry entry) {
    return entry instanceof ThreadLine.Message message ? Integer.toString(message.number()) : "";
  }

  /// Who wrote or uploaded.
  static UserName user(ThreadLine.Entry entry) {
    return switch (entry) {
      case ThreadLine.Message message -> message.author();
      case ThreadLine.Upload upload -> upload.user();
    };
  }

  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", entry instanceof ThreadLine.Message ? "message" : "file");
    json.addProperty("thread", thread.text());
    if (entry instanceof ThreadLine.Message message) {
      json.addProperty("n", message.number());
    }
    json.addProperty("id", Long.toString(entry.id()));
    json.addProperty("by", user(entry).text());
    json.addProperty("at", Times.exact(entry.at()));
    switch (entry) {
      case ThreadLine.Message message -> add(json, message);
      case ThreadLine.Upload upload -> add(json, upload);
    }
    return json;
  }

  private static void add(JsonObject json, ThreadLine.Message message) {
    json.addProperty("rev", message.revision());
    json.add("re", JsonNull.INSTANCE);
    json.addProperty("text", message.text());
  }

  private static void add(JsonObject json, ThreadLine.Upload upload) {
    json.addProperty("file", upload.file().text());
    if (upload.size() >= 0) {
      json.addProperty("bytes", upload.size());
      json.addProperty("sha256", upload.sha256());
    }
  }

  @Override
  public List<String> columns() {
    return switch (entry) {
      case ThreadLine.Message message ->
          columns(message.text(), Integer.toString(message.revision()));
      case ThreadLine.Upload upload -> columns("uploaded " + upload.file(), "");
    };
  }

  private List<String> columns(String text, String revision) {
    return List.of(
        number(entry),
        user(entry).text(),
        Times.exact(entry.at()),
        text,
        Long.toString(entry.id()),
        revision);
  }

  @Override
  public List<Line> lines(Look look) {
    Line head =
        Line.of(Tone.FAINT, Width.right(number(entry), widths.number))
            .and("  ")
            .and(Tone.USER, Width.padded(user(entry).text(), widths.user))
            .and(Tone.FAINT, "  " + Width.padded(look.time(entry.at()), widths.time) + "  ");
    return switch (entry) {
      case ThreadLine.Message message -> texts(head, message.text());
      case ThreadLine.Upload upload -> List.of(uploaded(head, upload));
    };
  }

  /// Further lines of a text stand under the first, so that none can pass for another message.
  private List<Line> texts(Line head, String text) {
    List<Line> lines = new ArrayList<>();
    String indent = " ".repeat(widths.number + 2) + "| ";
    for (String line : text.split("\\R", -1)) {
      lines.add(lines.isEmpty() ? head.and(line) : Line.of(Tone.FAINT, indent).and(line));
    }
    return lines;
  }

  private static Line uploaded(Line head, ThreadLine.Upload upload) {
    Line line = head.and("uploaded ").and(Tone.TITLE, upload.file().text());
    return upload.size() < 0 ? line : line.and(Tone.FAINT, " (" + Sizes.shown(upload.size()) + ")");
  }
}
