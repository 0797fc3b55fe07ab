package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.protocol.TokenName;
import forum.protocol.login.AccessToken;
import java.util.List;

/// A token that was just made: shown this once.
record NewToken(TokenName name, AccessToken token) implements Item {
  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "secret");
    json.addProperty("name", name.text());
    json.addProperty("token", token.text());
    return json;
  }

  @Override
  public List<String> columns() {
    return List.of(token.text());
  }

  @Override
  public List<Line> lines(Look look) {
    return List.of(Line.of("  " + token.text()));
  }
}
