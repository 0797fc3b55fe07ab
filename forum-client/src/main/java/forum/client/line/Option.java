package forum.client.line;

import org.jspecify.annotations.Nullable;

/// An option of a command, `-n K` or `-a`.
///
/// @param name with its dash
/// @param value what follows it; null for a switch
/// @param meaning for help and completion
public record Option(String name, @Nullable Kind value, String meaning) {
  /// An option that stands alone.
  public static Option alone(String name, String meaning) {
    return new Option(name, null, meaning);
  }
}
