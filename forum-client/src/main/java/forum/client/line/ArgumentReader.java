package forum.client.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what follows the command word. Used once.
final class ArgumentReader {
  private final Syntax syntax;
  private final Scanner scanner;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private boolean optionsEnded;

  ArgumentReader(Syntax syntax, String line, int from) {
    this.syntax = syntax;
    this.scanner = new Scanner(line, from);
  }

  Arguments read() throws Misuse {
    while (!isTextNext()) {
      Optional<Token> token = scanner.next();
      if (token.isEmpty()) {
        break;
      }
      take(token.get());
    }
    requireWords();
    return new Arguments(Collections.unmodifiableMap(options), List.copyOf(words), text());
  }

  /// Options of commands with text stand before the first word, so that the text may begin with a
  /// dash; behind the last word everything is text.
  private boolean isTextNext() {
    return syntax.hasText() && words.size() == syntax.arguments().size();
  }

  private void take(Token token) throws Misuse {
    if (!token.closed()) {
      throw new Misuse("the quote before " + token.value() + " has no end");
    }
    if (token.quoted() && !scanner.isAtBlank()) {
      throw new Misuse("a blank is missing behind \"" + token.value() + "\"");
    }
    if (!optionsEnded && token.looksLikeOption() && !isRange(token)) {
      takeOption(token.value());
    } else {
      takeWord(token);
    }
  }

  private boolean isRange(Token token) {
    return syntax.takesRange() && token.value().matches("-\\d+");
  }

  private void takeOption(String written) throws Misuse {
    if (written.equals("--")) {
      optionsEnded = true;
      return;
    }
    int equals = written.startsWith("--") ? written.indexOf('=') : -1;
    String name = equals < 0 ? written : written.substring(0, equals);
    Option option =
        syntax
            .option(name)
            .orElseThrow(() -> new Misuse("it has no option " + name + optionsSaid()));
    String value = equals < 0 ? null : written.substring(equals + 1);
    options.put(name, option.value() == null ? requireNone(name, value) : value(name, value));
  }

  private String optionsSaid() {
    if (syntax.options().isEmpty()) {
      return "; put -- before a word that begins with a dash";
    }
    return "; it has " + String.join(" ", syntax.options().stream().map(Option::name).toList());
  }

  private static String requireNone(String name, @Nullable String value) throws Misuse {
    if (value != null) {
      throw new Misuse("the option " + name + " takes no value");
    }
    return "";
  }

  private String value(String name, @Nullable String value) throws Misuse {
    if (value != null) {
      return value;
    }
    return scanner
        .next()
        .map(Token::value)
        .orElseThrow(() -> new Misuse("the option " + name + " needs a value"));
  }

  private void takeWord(Token token) throws Misuse {
    if (words.size() == syntax.arguments().size()) {
      boolean takesNone = syntax.arguments().isEmpty();
      throw new Misuse(
          "there is too much: "
              + token.value()
              + (takesNone ? "" : "; write a title or name that contains blanks in \"quotes\""));
    }
    if (syntax.hasText()) {
      optionsEnded = true;
    }
    words.add(token.value());
  }

  private void requireWords() throws Misuse {
    if (words.size() < syntax.required()) {
      throw new Misuse("it needs " + named(syntax.arguments().get(words.size())));
    }
  }

  private static String named(Argument missing) {
    String article = "aeiou".indexOf(missing.name().charAt(0)) >= 0 ? "an " : "a ";
    return article + missing.name();
  }

  private @Nullable String text() throws Misuse {
    if (!syntax.hasText()) {
      return null;
    }
    String text = Heredoc.body(withoutLastNewline(scanner.rest()));
    return text.isEmpty() ? null : text;
  }

  /// What is pasted ends with a newline more often than not, and nobody means it.
  private static String withoutLastNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
