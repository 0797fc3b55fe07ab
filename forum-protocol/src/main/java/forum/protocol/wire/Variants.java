package forum.protocol.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import forum.protocol.InvalidValue;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A sealed choice of records as JSON objects, told apart by one member.
public final class Variants<T> {
  private final String member;
  private final Map<String, Class<? extends T>> types;
  private final Map<Class<? extends T>, String> names;

  /// `types` maps each value of `member` to its record.
  public Variants(String member, Map<String, Class<? extends T>> types) {
    this.member = member;
    this.types = types;
    this.names =
        types.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /// The name of the kind of `value`.
  public String name(T value) {
    return Objects.requireNonNull(names.get(value.getClass()), () -> "no name for " + value);
  }

  /// `value` as JSON, its name first.
  public byte[] write(T value) {
    JsonObject named = new JsonObject();
    named.addProperty(member, name(value));
    JsonObject members = Json.tree(value).getAsJsonObject();
    members.entrySet().forEach(entry -> named.add(entry.getKey(), entry.getValue()));
    return Json.write(named);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws InvalidValue with a sentence for the sender when it is none of the choice
  public T read(byte[] json) {
    JsonObject object = Json.parse(json, JsonObject.class);
    JsonElement name = object.remove(member);
    if (name == null || !name.isJsonPrimitive()) {
      throw new InvalidValue("a JSON object here needs a member \"" + member + "\"");
    }
    Class<? extends T> type = types.get(name.getAsString());
    if (type == null) {
      throw new InvalidValue(
          "unknown " + member + "; known are " + types.keySet().stream().sorted().toList());
    }
    return Json.complete(Json.convert(object, type), name.getAsString());
  }
}
