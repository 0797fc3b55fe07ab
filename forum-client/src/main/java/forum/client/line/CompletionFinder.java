package forum.client.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out what could be completed. Looks only at what stands before the cursor.
public final class CompletionFinder {
  private final Function<String, Optional<Syntax>> syntaxes;

  /// `syntaxes` finds the syntax of a command by its word.
  public CompletionFinder(Function<String, Optional<Syntax>> syntaxes) {
    this.syntaxes = syntaxes;
  }

  /// What could be completed in `line` at `cursor`.
  public CompletionPoint find(String line, int cursor) {
    String before = line.substring(0, cursor);
    List<Token> tokens = tokens(before);
    Token current = current(tokens, cursor);
    if (tokens.isEmpty()) {
      return new CompletionPoint.Command(current.value(), current.start());
    }
    return syntaxes
        .apply(tokens.getFirst().value())
        .map(syntax -> new Walk(syntax, tokens.subList(1, tokens.size()), current).point())
        .orElseGet(() -> new CompletionPoint.Nothing(current.value(), current.start()));
  }

  private static List<Token> tokens(String before) {
    Scanner scanner = new Scanner(before, 0);
    List<Token> tokens = new ArrayList<>();
    for (Optional<Token> token = scanner.next(); token.isPresent(); token = scanner.next()) {
      tokens.add(token.get());
    }
    return tokens;
  }

  /// The word the cursor touches, taken off the list; an empty one between words.
  private static Token current(List<Token> tokens, int cursor) {
    if (!tokens.isEmpty()) {
      Token last = tokens.getLast();
      if (last.end() == cursor && !(last.quoted() && last.closed())) {
        return tokens.removeLast();
      }
    }
    return new Token("", cursor, cursor, false, true);
  }

  /// Goes through the words before the current one as the reader of arguments would.
  private static final class Walk {
    private final Syntax syntax;
    private final Token current;
    private final List<String> words = new ArrayList<>();
    private boolean optionsEnded;
    private @Nullable Kind awaited;

    Walk(Syntax syntax, List<Token> before, Token current) {
      this.syntax = syntax;
      this.current = current;
      before.forEach(this::pass);
    }

    private void pass(Token token) {
      if (awaited != null) {
        awaited = null;
      } else if (isOption(token)) {
        optionsEnded |= token.value().equals("--");
        awaited = syntax.option(token.value()).map(Option::value).orElse(null);
      } else {
        words.add(token.value());
        optionsEnded |= syntax.hasText();
      }
    }

    private boolean isOption(Token token) {
      boolean range = syntax.takesRange() && token.value().matches("-\\d+");
      return !optionsEnded && token.looksLikeOption() && !range;
    }

    CompletionPoint point() {
      String typed = current.value();
      if (awaited != null) {
        return word(awaited);
      }
      if (!optionsEnded && !current.quoted() && typed.startsWith("-")) {
        return new CompletionPoint.OptionName(typed, current.start(), syntax);
      }
      if (words.size() < syntax.arguments().size()) {
        return word(syntax.arguments().get(words.size()).kind());
      }
      return new CompletionPoint.Nothing(typed, current.start());
    }

    private CompletionPoint word(Kind kind) {
      return new CompletionPoint.Word(
          current.value(), current.start(), syntax, kind, List.copyOf(words), current.quoted());
    }
  }
}
