package forum.client.batch;

import forum.protocol.Characters;
import java.util.List;
import java.util.stream.Collectors;

/// One row of columns. A value never ends its column or its line: newline, TAB, CR and backslash
/// are written as escapes, and so is every other character a terminal might obey, because the row
/// may end on one.
final class Columns {
  private Columns() {}

  static String row(List<String> values) {
    return values.stream().map(Columns::escaped).collect(Collectors.joining("\t"));
  }

  static String escaped(String value) {
    if (value.codePoints().noneMatch(point -> point == '\\' || Characters.isUnsafe(point))) {
      return value;
    }
    StringBuilder escaped = new StringBuilder();
    value.codePoints().forEach(point -> escape(escaped, point));
    return escaped.toString();
  }

  private static void escape(StringBuilder escaped, int point) {
    switch (point) {
      case '\\' -> escaped.append("\\\\");
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        if (Characters.isUnsafe(point)) {
          escaped.append(String.format("\\u{%X}", point));
        } else {
          escaped.appendCodePoint(point);
        }
      }
    }
  }
}
