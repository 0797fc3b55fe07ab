package forum.client.terminal;

import forum.client.text.Line;
import forum.client.text.Span;
import forum.client.text.Tone;
import forum.protocol.Characters;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Turns lines into what a terminal may be given: colours for tones, and every character that a
/// terminal could obey replaced by its name.
final class Palette {
  private static final String TAB = "    ";

  private final boolean coloured;

  Palette(boolean coloured) {
    this.coloured = coloured;
  }

  /// Whether colours are wanted: `--color=always|never`, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR=0
  /// and TERM=dumb, else they are.
  static Palette chosen(String option, Map<String, String> environment) {
    return new Palette(isColoured(option, environment));
  }

  private static boolean isColoured(String option, Map<String, String> environment) {
    if (!option.equals("auto")) {
      return option.equals("always");
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "0");
    if (!force.isEmpty() && !force.equals("0")) {
      return true;
    }
    return !environment.getOrDefault("CLICOLOR", "1").equals("0")
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /// The line, harmless.
  AttributedString styled(Line line) {
    AttributedStringBuilder styled = new AttributedStringBuilder();
    for (Span span : line.spans()) {
      styled.styled(style(span.tone()), harmless(span.text()));
    }
    return styled.toAttributedString();
  }

  private static String harmless(String text) {
    return Characters.visible(text.replace("\t", TAB));
  }

  private AttributedStyle style(Tone tone) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    if (!coloured) {
      return plain;
    }
    return switch (tone) {
      case PLAIN -> plain;
      case STRONG -> plain.bold();
      case FAINT -> plain.faint();
      case USER -> plain.foreground(AttributedStyle.CYAN);
      case TITLE -> plain.foreground(AttributedStyle.GREEN);
      case ERROR -> plain.foreground(AttributedStyle.RED);
      case COMMAND -> plain.foreground(AttributedStyle.YELLOW);
      case NOTICE -> plain.foreground(AttributedStyle.MAGENTA);
    };
  }
}
