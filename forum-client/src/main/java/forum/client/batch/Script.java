package forum.client.batch;

import forum.client.line.CommandLine;
import forum.client.line.Heredoc;
import forum.client.verb.Problem;
import forum.client.verb.Verb;
import forum.client.verb.Verbs;
import forum.protocol.Code;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commands of a script, one after the other.
final class Script {
  private final ByteLines lines;
  private final Verbs verbs;

  Script(ByteLines lines, Verbs verbs) {
    this.lines = lines;
    this.verbs = verbs;
  }

  /// One command, or why there is none where one should be.
  sealed interface Statement {
    /// Number of its first line.
    int line();

    /// A command with all its lines.
    record Command(int line, CommandLine command) implements Statement {}

    /// Lines that cannot be read.
    record Unreadable(int line, Problem problem) implements Statement {}
  }

  /// Whether a line is there already, so that [#next] does not wait.
  boolean isReady() throws IOException {
    return lines.isReady();
  }

  /// The next command; null at the end. Blank lines and comments are skipped.
  @Nullable Statement next() throws IOException {
    for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null) {
        return fault(line.number(), line);
      }
      Optional<CommandLine> command = CommandLine.of(line.text());
      if (command.isPresent()) {
        return statement(line.number(), command.get());
      }
    }
    return null;
  }

  private Statement statement(int number, CommandLine first) throws IOException {
    Optional<Verb> verb = verbs.find(first.word());
    Optional<String> tag = verb.flatMap(v -> Heredoc.openTag(v.syntax(), first.line()));
    if (tag.isEmpty()) {
      return new Statement.Command(number, first);
    }
    return heredoc(number, first, tag.get());
  }

  /// Reads up to the closing tag. A fault within makes the whole command wrong, and none of its
  /// lines is taken for a command.
  private Statement heredoc(int number, CommandLine first, String tag) throws IOException {
    StringBuilder text = new StringBuilder(first.line());
    ByteLines.Line fault = null;
    for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null && fault == null) {
        fault = line;
      }
      text.append('\n').append(line.text());
      if (line.text().equals(tag)) {
        break;
      }
    }
    if (fault != null) {
      return fault(number, fault);
    }
    CommandLine whole =
        new CommandLine(first.word(), first.tolerated(), text.toString(), first.end());
    return new Statement.Command(number, whole);
  }

  private static Statement fault(int number, ByteLines.Line line) {
    Code code = line.tooLong() ? Code.TOO_LARGE : Code.USAGE;
    return new Statement.Unreadable(number, Problem.of(code, String.valueOf(line.fault())));
  }
}
