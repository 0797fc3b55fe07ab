package forum.client.terminal;

/// Something that could be typed here.
///
/// @param value what is typed
/// @param preview what it means, in few words
/// @param complete whether the word is over with it; a folder, for example, is not
public record Suggestion(String value, String preview, boolean complete) {
  /// There is nothing to offer yet: has no value, so it is shown and never typed.
  public static final Suggestion LOADING = new Suggestion("", "(loading)", false);

  /// A whole word.
  public static Suggestion of(String value, String preview) {
    return new Suggestion(value, preview, true);
  }
}
