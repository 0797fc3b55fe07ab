package forum.client.line;

import java.util.Locale;
import java.util.Optional;

/// A line that asks for something: neither blank nor a comment.
///
/// @param word the command as it was typed
/// @param tolerated whether a leading `-` says that its failure does not count
/// @param line the whole line
/// @param end where in it the word ends
public record CommandLine(String word, boolean tolerated, String line, int end) {
  /// Reads the beginning of a line; empty when it is blank or a comment.
  public static Optional<CommandLine> of(String line) {
    int start = line.length() - line.stripLeading().length();
    boolean tolerated = line.startsWith("-", start);
    Scanner scanner = new Scanner(line, tolerated ? start + 1 : start);
    return scanner
        .next()
        .filter(token -> tolerated || token.quoted() || token.value().charAt(0) != '#')
        .map(token -> new CommandLine(token.value(), tolerated, line, token.end()));
  }

  /// The word in the form commands are listed in.
  public String upperWord() {
    return word.toUpperCase(Locale.ROOT);
  }

  /// Reads the rest of the line by the command's syntax.
  ///
  /// @throws Misuse when it is not written so
  public Arguments arguments(Syntax syntax) throws Misuse {
    return new ArgumentReader(syntax, line, end).read();
  }
}
