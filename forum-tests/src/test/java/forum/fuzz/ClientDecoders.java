package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.client.batch.PrintedRows;
import forum.client.line.Arguments;
import forum.client.line.CommandLine;
import forum.client.line.CompletionFinder;
import forum.client.line.CompletionPoint;
import forum.client.line.Heredoc;
import forum.client.line.Misuse;
import forum.client.line.Quoting;
import forum.client.line.Syntax;
import forum.client.line.TextStart;
import forum.client.terminal.PaintedLines;
import forum.client.verb.Verb;
import forum.client.verb.Verbs;
import forum.protocol.Characters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people type, and what a hostile server would like to see on their screens.
final class ClientDecoders {
  /// What the client itself sends to a terminal: colours.
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final Verbs VERBS = new Verbs();
  private static final CompletionFinder FINDER =
      new CompletionFinder(word -> VERBS.find(word).map(Verb::syntax));

  private ClientDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder("command-line", lines(), ClientDecoders::line),
        new Decoder("quoting", words(), ClientDecoders::word),
        new Decoder("printing", texts(), ClientDecoders::print));
  }

  private static List<byte[]> bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<byte[]> lines() {
    return bytes(
        List.of(
            "MSG general it's \\done\\ !1 C:\\temp",
            "-CRT \"two words\" first <<END\nbody\nEND",
            "MSG -f notes.txt general",
            "EDT \"a \\\"b\\\"\" 3 new text",
            "RDT --since=yesterday -n 5 title",
            "RDT -5 title",
            "UPD -- -title ~/a\u00e9b.txt",
            "# a comment"));
  }

  /// A line is a command with arguments, a misuse with a sentence, or nothing; wherever the cursor
  /// stands.
  private static void line(byte[] input) {
    String line = new String(input, UTF_8);
    Optional<CommandLine> command = CommandLine.of(line);
    command.ifPresent(ClientDecoders::read);
    for (int cursor = 0; cursor <= line.length(); cursor += 1 + line.length() / 8) {
      CompletionPoint point = FINDER.find(line, cursor);
      assertThat(point.start()).isBetween(0, cursor);
    }
  }

  private static void read(CommandLine command) {
    assertThat(command.word()).isNotNull();
    for (Verb verb : VERBS.all()) {
      read(command, verb.syntax());
    }
  }

  private static void read(CommandLine command, Syntax syntax) {
    Heredoc.openTag(syntax, command.line());
    TextStart.in(syntax, command)
        .ifPresent(start -> assertThat(start).isBetween(0, command.line().length()));
    try {
      Arguments arguments = command.arguments(syntax);
      assertThat(arguments.words().size()).isLessThanOrEqualTo(syntax.arguments().size());
    } catch (Misuse e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> words() {
    return bytes(List.of("plain", "two words", "a \"b\" \\c\\", "#", "-x", "."));
  }

  /// What the client writes into a line for the user is read as the word it was.
  private static void word(byte[] input) throws Misuse {
    String word = new String(input, UTF_8);
    Syntax syntax = VERBS.find("RMV").orElseThrow().syntax();
    CommandLine line = CommandLine.of("RMV " + Quoting.quoted(word)).orElseThrow();
    assertThat(line.arguments(syntax).words()).containsExactly(word);
  }

  private static List<byte[]> texts() {
    return bytes(
        List.of(
            "hello",
            "\u001b]52;c;aGk=\u0007 and \u001b[2J",
            "\u009b31m \u202e \u200b \ud83d\ude00",
            "tab\tnewline\ncr\rback\\slash"));
  }

  private static void print(byte[] input) {
    String text = new String(input, UTF_8);
    assertHarmless(COLOUR.matcher(PaintedLines.coloured(text)).replaceAll(""));
    assertHarmless(PaintedLines.plain(text));
    assertHarmless(PrintedRows.row(text));
    for (String line : PrintedRows.problem(text).split("\n", -1)) {
      assertHarmless(line);
    }
  }

  private static void assertHarmless(String shown) {
    assertThat(Characters.isSafe(shown)).as("%s", shown).isTrue();
  }
}
