package forum.server.event;

import forum.protocol.Characters;

/// A line of `name=value`. A value is put in quotes where it would otherwise not end where it ends.
final class TextLine implements Fields {
  private final StringBuilder text = new StringBuilder(160);

  TextLine(String time, ServerEvent event) {
    text.append(time).append(' ').append(event.level()).append(' ').append(event.name());
    event.describe(this);
  }

  @Override
  public Fields add(String name, String value) {
    text.append(' ').append(name).append('=');
    String visible = Characters.visible(value);
    if (isPlain(visible)) {
      text.append(visible);
    } else {
      text.append('"').append(visible.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return this;
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '=' || c == '\\' || isBlank(c)) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  @Override
  public Fields add(String name, long value) {
    text.append(' ').append(name).append('=').append(value);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
