package forum.client.terminal;

import forum.client.line.CommandLine;
import forum.client.line.CompletionFinder;
import forum.client.line.CompletionPoint;
import forum.client.line.Heredoc;
import forum.client.line.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Takes the place of the terminal library's parser, which knows escapes, comments and variables
/// that the forum does not. A line is over at Enter, unless it has begun a text with `<<END`.
final class CommandParser implements Parser {
  private final Function<String, Optional<Syntax>> syntaxes;
  private final CompletionFinder finder;
  private boolean takesAnything;

  CommandParser(Function<String, Optional<Syntax>> syntaxes) {
    this.syntaxes = syntaxes;
    this.finder = new CompletionFinder(syntaxes);
  }

  /// Whether the line is an answer, not a command.
  void takeAnything(boolean anything) {
    takesAnything = anything;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !takesAnything) {
      openTag(line)
          .ifPresent(
              tag -> {
                throw new EOFError(-1, -1, "the text goes on until " + tag, tag);
              });
    }
    return new Parsed(line, cursor, finder.find(line, cursor));
  }

  private Optional<String> openTag(String line) {
    return CommandLine.of(line)
        .flatMap(command -> syntaxes.apply(command.word()))
        .flatMap(syntax -> Heredoc.openTag(syntax, line));
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /// A line with the place where something could be completed.
  record Parsed(String line, int cursor, CompletionPoint point) implements CompletingParsedLine {
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return Candidates.written(candidate.toString(), point, complete);
    }

    @Override
    public int rawWordCursor() {
      return cursor - point.start();
    }

    @Override
    public int rawWordLength() {
      return cursor - point.start();
    }

    @Override
    public String word() {
      return point.typed();
    }

    @Override
    public int wordCursor() {
      return point.typed().length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(point.typed());
    }
  }
}
