package forum.server.admin;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator's door hears of some bytes, for tests elsewhere.
public final class HeardLines {
  private HeardLines() {}

  /// The lines, up to one that is refused.
  public static List<String> of(byte[] bytes) {
    VisitLines lines = new VisitLines(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    List<String> heard = new ArrayList<>();
    try {
      for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
        heard.add(line);
        boolean known = AdminCommands.named(line).isPresent();
        assert !known || line.length() <= VisitLines.CHARS_MAX;
      }
    } catch (IOException e) {
      assert e.getMessage() != null;
    }
    return heard;
  }
}
