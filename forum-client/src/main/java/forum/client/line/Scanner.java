package forum.client.line;

import java.util.Optional;

/// Takes a line apart from left to right.
///
/// A word ends at white space; a word that begins with `"` ends at the next `"`, and within it `\"`
/// and `\\` stand for `"` and `\`. Nothing else is special: no variables, no history, no patterns.
final class Scanner {
  private final String line;
  private int position;

  Scanner(String line, int position) {
    this.line = line;
    this.position = position;
  }

  /// Where the next character to be read stands.
  int position() {
    return position;
  }

  /// Whether the word before is over.
  boolean isAtBlank() {
    return position == line.length() || isBlank(line.charAt(position));
  }

  /// The next word, if there is one.
  Optional<Token> next() {
    skipBlanks();
    if (position == line.length()) {
      return Optional.empty();
    }
    return Optional.of(line.charAt(position) == '"' ? quoted() : bare());
  }

  /// Everything behind exactly one blank.
  String rest() {
    int from = Math.min(line.length(), position + 1);
    return line.substring(from);
  }

  private void skipBlanks() {
    while (position < line.length() && isBlank(line.charAt(position))) {
      position++;
    }
  }

  private Token bare() {
    int start = position;
    while (position < line.length() && !isBlank(line.charAt(position))) {
      position++;
    }
    return new Token(line.substring(start, position), start, position, false, true);
  }

  private Token quoted() {
    int start = position++;
    StringBuilder value = new StringBuilder();
    while (position < line.length() && line.charAt(position) != '"') {
      if (isEscape()) {
        position++;
      }
      value.append(line.charAt(position++));
    }
    boolean closed = position < line.length();
    if (closed) {
      position++;
    }
    return new Token(value.toString(), start, position, true, closed);
  }

  private boolean isEscape() {
    if (line.charAt(position) != '\\' || position + 1 == line.length()) {
      return false;
    }
    char next = line.charAt(position + 1);
    return next == '"' || next == '\\';
  }

  /// White space of the grammar: nothing that could be part of a title.
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
