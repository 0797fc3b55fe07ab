package forum.client.line;

/// A word that stands in a certain place of a command.
///
/// @param name as the syntax calls it
/// @param required whether the command makes no sense without it
public record Argument(String name, Kind kind, boolean required) {
  /// A word that must be there.
  public static Argument required(String name, Kind kind) {
    return new Argument(name, kind, true);
  }

  /// A word that may be left out.
  public static Argument optional(String name, Kind kind) {
    return new Argument(name, kind, false);
  }
}
