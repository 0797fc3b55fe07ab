package forum.client.line;

/// Writes a word so that it is read back as the same word.
public final class Quoting {
  private Quoting() {}

  /// `word`, in quotes where it needs them.
  public static String quoted(String word) {
    return isBare(word) ? word : '"' + escaped(word) + '"';
  }

  /// `word` between quotes, without them.
  public static String escaped(String word) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static boolean isBare(String word) {
    if (word.isEmpty() || word.charAt(0) == '"' || word.charAt(0) == '-' || word.equals(".")) {
      return false;
    }
    return word.chars().noneMatch(c -> Scanner.isBlank((char) c));
  }
}
