package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.ThreadRow;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.client.text.Width;
import java.time.Instant;
import java.util.List;

/// One thread of a list.
///
/// @param width of the titles beside it
record ThreadItem(ThreadRow row, int width) implements Item {
  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "thread");
    json.addProperty("thread", row.title());
    json.addProperty("by", row.by());
    json.addProperty("messages", row.messages());
    json.addProperty("files", row.files());
    json.addProperty("lastBy", row.lastBy());
    json.addProperty("lastAt", lastAt());
    return json;
  }

  private String lastAt() {
    Instant at = row.lastAt();
    return at == null ? "" : Times.exact(at);
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.title(),
        row.by(),
        Integer.toString(row.messages()),
        Integer.toString(row.files()),
        row.lastBy() == null ? "" : row.lastBy(),
        lastAt());
  }

  @Override
  public List<Line> lines(Look look) {
    Line line =
        Line.of("  ")
            .and(Tone.TITLE, Width.padded(row.title(), width))
            .and(Width.right(Integer.toString(row.messages()), 5))
            .and(row.messages() == 1 ? " message " : " messages");
    if (row.files() > 0) {
      line = line.and(", " + Counted.of(row.files(), "file"));
    }
    Instant at = row.lastAt();
    return List.of(
        at == null || row.lastBy() == null
            ? line
            : line.and(", ").and(Tone.USER, row.lastBy()).and(Tone.FAINT, " " + look.time(at)));
  }
}
