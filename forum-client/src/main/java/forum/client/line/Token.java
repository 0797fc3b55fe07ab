package forum.client.line;

/// A word of a line and where it stands in it.
///
/// @param value without its quotes
/// @param start index of its first character, or of its opening quote
/// @param end index behind its last character, or behind its closing quote
/// @param quoted whether it stands in quotes
/// @param closed whether the closing quote is there; true without quotes
record Token(String value, int start, int end, boolean quoted, boolean closed) {
  /// Whether it can be an option: options are never quoted, and `-` alone is standard input.
  boolean looksLikeOption() {
    return !quoted && value.length() > 1 && value.charAt(0) == '-';
  }
}
