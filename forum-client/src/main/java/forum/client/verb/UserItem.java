package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.client.text.Width;
import forum.protocol.line.Presence;
import java.time.Duration;
import java.util.List;

/// One user who is on-line.
///
/// @param width of the names beside it
record UserItem(Presence row, int width) implements Item {
  private static final int ADDRESS_COLUMNS = 21;

  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "user");
    json.addProperty("user", row.user().text());
    json.addProperty("since", Times.exact(row.since()));
    json.addProperty("from", row.address());
    json.addProperty("idleSeconds", row.idleSeconds());
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.user().text(),
        Times.exact(row.since()),
        row.address(),
        Long.toString(row.idleSeconds()));
  }

  @Override
  public List<Line> lines(Look look) {
    return List.of(
        Line.of("  ")
            .and(Tone.USER, Width.padded(row.user().text(), width))
            .and("  " + Width.padded(row.address(), ADDRESS_COLUMNS))
            .and(Tone.FAINT, "  since " + look.time(row.since()))
            .and(Tone.FAINT, ", idle " + Times.span(Duration.ofSeconds(row.idleSeconds())))
            .and(row.user().text().equals(look.user()) ? "  (you)" : ""));
  }
}
