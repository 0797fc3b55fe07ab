package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.protocol.line.BanLine;
import java.util.List;

/// Somebody who is kept out.
record BanItem(BanLine row) implements Item {
  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "ban");
    json.addProperty("subject", row.subject().text());
    json.addProperty("by", row.by());
    json.addProperty("since", Times.exact(row.since()));
    json.addProperty("until", row.until() == null ? null : Times.exact(row.until()));
    json.addProperty("reason", row.reason().text());
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.subject().text(),
        row.by(),
        Times.exact(row.since()),
        row.until() == null ? "" : Times.exact(row.until()),
        row.reason().text());
  }

  @Override
  public List<Line> lines(Look look) {
    String end = row.until() == null ? "until UNB" : "until " + look.time(row.until());
    String reason = row.reason().text().isEmpty() ? "" : ": " + row.reason().text();
    return List.of(
        Line.of("  ")
            .and(Tone.USER, row.subject().text())
            .and("  " + end)
            .and(Tone.FAINT, "  by " + row.by() + reason));
  }
}
