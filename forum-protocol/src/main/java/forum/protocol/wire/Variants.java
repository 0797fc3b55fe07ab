package forum.protocol.wire;

import forum.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
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

  /// `value` as JSON, its name first. No name needs escaping.
  public byte[] write(T value) {
    String members = Json.text(value);
    String named = "{\"" + member + "\":\"" + name(value) + '"';
    String between = members.equals("{}") ? "" : ",";
    return (named + between + members.substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws InvalidValue with a sentence for the sender when it is none of the choice
  public T read(byte[] json) {
    String text = Json.decoded(json);
    String name = Json.member(text, member);
    if (name == null) {
      throw new InvalidValue("a JSON object here needs a member \"" + member + "\"");
    }
    Class<? extends T> type = types.get(name);
    if (type == null) {
      throw new InvalidValue(
          "unknown " + member + "; known are " + types.keySet().stream().sorted().toList());
    }
    return Json.complete(Json.parse(text, type), name);
  }
}
