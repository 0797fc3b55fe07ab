package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.client.text.Width;
import forum.protocol.line.ThreadSummary;
import java.util.List;

/// One thread of a list.
///
/// @param width of the titles beside it
record ThreadItem(ThreadSummary row, int width) implements Item {
  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "thread");
    json.addProperty("thread", row.title().text());
    json.addProperty("by", row.creator().text());
    json.addProperty("messages", row.messages());
    json.addProperty("files", row.files());
    json.addProperty("lastBy", row.author().text());
    json.addProperty("lastAt", Times.exact(row.changed()));
    json.addProperty("createdAt", Times.exact(row.created()));
    json.addProperty("locked", row.locked());
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.title().text(),
        row.creator().text(),
        Integer.toString(row.messages()),
        Integer.toString(row.files()),
        row.author().text(),
        Times.exact(row.changed()),
        Times.exact(row.created()));
  }

  @Override
  public List<Line> lines(Look look) {
    Line line =
        Line.of("  ")
            .and(Tone.TITLE, Width.padded(row.title().text(), width))
            .and(Width.right(Integer.toString(row.messages()), 5))
            .and(row.messages() == 1 ? " message " : " messages");
    if (row.files() > 0) {
      line = line.and(", " + Counted.of(row.files(), "file"));
    }
    if (row.locked()) {
      line = line.and(", locked");
    }
    return List.of(
        line.and(", ")
            .and(Tone.USER, row.author().text())
            .and(Tone.FAINT, " " + look.time(row.changed())));
  }
}
