package forum.server.event;

import com.google.gson.JsonObject;
import forum.protocol.Characters;

/// A line that is a JSON object.
final class JsonLine implements Fields {
  private final JsonObject json = new JsonObject();

  JsonLine(String time, ServerEvent event) {
    add("time", time).add("level", event.level().toString()).add("event", event.name());
    event.describe(this);
  }

  @Override
  public Fields add(String name, String value) {
    json.addProperty(name, Characters.visible(value));
    return this;
  }

  @Override
  public Fields add(String name, long value) {
    json.addProperty(name, value);
    return this;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
