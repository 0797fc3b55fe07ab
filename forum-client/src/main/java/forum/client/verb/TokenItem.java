package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Times;
import forum.client.text.Tone;
import forum.protocol.line.TokenLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the user's tokens.
record TokenItem(TokenLine row, Instant now) implements Item {
  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "token");
    json.addProperty("name", row.name().text());
    json.addProperty("scope", row.scope().word());
    json.addProperty("created", Times.exact(row.created()));
    json.addProperty("expires", Times.exact(row.expires()));
    json.addProperty("used", row.used() == null ? null : Times.exact(row.used()));
    json.addProperty("revoked", row.revoked() == null ? null : Times.exact(row.revoked()));
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(
        row.name().text(),
        row.scope().word(),
        Times.exact(row.created()),
        Times.exact(row.expires()),
        exact(row.used()),
        exact(row.revoked()));
  }

  private static String exact(@Nullable Instant at) {
    return at == null ? "" : Times.exact(at);
  }

  @Override
  public List<Line> lines(Look look) {
    String used = row.used() == null ? "never used" : "used " + look.time(row.used());
    return List.of(
        Line.of("  ")
            .and(Tone.TITLE, row.name().text())
            .and("  " + row.scope().word() + ", " + state(look))
            .and(Tone.FAINT, "  " + used));
  }

  private String state(Look look) {
    if (row.revoked() != null) {
      return "revoked " + look.time(row.revoked());
    }
    return (now.isBefore(row.expires()) ? "until " : "expired ") + look.time(row.expires());
  }
}
