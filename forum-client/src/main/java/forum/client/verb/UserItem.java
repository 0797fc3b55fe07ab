package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.UserRow;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.client.text.Width;
import java.util.List;

/// One user who is on-line.
///
/// @param width of the names beside it
record UserItem(UserRow row, int width) implements Item {
  private static final int ADDRESS_COLUMNS = 21;

  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "user");
    json.addProperty("user", row.user());
    json.addProperty("since", Times.exact(row.since()));
    json.addProperty("from", row.address());
    json.addProperty("idleSeconds", row.idle().toSeconds());
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.user(), Times.exact(row.since()), row.address(), Long.toString(row.idle().toSeconds()));
  }

  @Override
  public List<Line> lines(Look look) {
    return List.of(
        Line.of("  ")
            .and(Tone.USER, Width.padded(row.user(), width))
            .and("  " + Width.padded(row.address(), ADDRESS_COLUMNS))
            .and(Tone.FAINT, "  since " + look.time(row.since()))
            .and(Tone.FAINT, ", idle " + Times.span(row.idle()))
            .and(row.user().equals(look.user()) ? "  (you)" : ""));
  }
}
