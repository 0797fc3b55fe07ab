package forum.client.line;

import java.util.Optional;
import java.util.OptionalInt;

/// Where in a line the text of a message begins.
public final class TextStart {
  private TextStart() {}

  /// The index of its first character; empty when the line has not come so far, or the command has
  /// no text.
  public static OptionalInt in(Syntax syntax, CommandLine line) {
    if (!syntax.hasText()) {
      return OptionalInt.empty();
    }
    Scanner scanner = new Scanner(line.line(), line.end());
    boolean value = false;
    int words = 0;
    while (words < syntax.arguments().size()) {
      Optional<Token> token = scanner.next();
      if (token.isEmpty() || !token.get().closed()) {
        return OptionalInt.empty();
      }
      boolean option = words == 0 && !value && token.get().looksLikeOption();
      words += option || value ? 0 : 1;
      value = option && takesValue(syntax, token.get());
    }
    return OptionalInt.of(Math.min(line.line().length(), scanner.position() + 1));
  }

  private static boolean takesValue(Syntax syntax, Token option) {
    return syntax.option(option.value()).filter(found -> found.value() != null).isPresent();
  }
}
