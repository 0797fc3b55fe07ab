package forum.server.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Lines of a visit as they come in. None of them is long: who sends a longer one is not one of the
/// operator's commands, and must not fill the server's memory.
final class VisitLines {
  /// The longest line, in characters.
  static final int CHARS_MAX = 8192;

  private final BufferedReader in;

  VisitLines(Reader in) {
    this.in = new BufferedReader(in);
  }

  /// The next line without its end; null when the other end has closed, and what it said last was
  /// no whole line.
  ///
  /// @throws IOException when the line is too long
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == CHARS_MAX) {
        throw new IOException("a line of more than " + CHARS_MAX + " characters");
      }
      line.append((char) c);
    }
    return null;
  }
}
