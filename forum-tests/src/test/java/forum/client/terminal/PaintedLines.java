package forum.client.terminal;

import forum.client.text.Line;
import forum.client.text.Tone;

/// What a terminal is given, for tests elsewhere.
public final class PaintedLines {
  private PaintedLines() {}

  /// A line in colour.
  public static String coloured(String text) {
    return new Palette(true).styled(Line.of(Tone.USER, text).and(text)).toAnsi();
  }

  /// A line without.
  public static String plain(String text) {
    return new Palette(false).styled(Line.of(text)).toAnsi();
  }
}
