package forum.client.terminal;

import forum.protocol.Characters;
import java.nio.file.Path;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/// The line that is being typed. What is typed arrives as it was typed: history expansion, escapes,
/// variables and quotes of the terminal library are all off. Used by one thread at a time.
public final class LineInput {
  private static final int SHOWN_UNASKED_MAX = 31;
  private static final char MASK = '*';
  private static final String CONTINUED = "> ";
  private static final String ESCAPE = "\033";

  private final Terminal terminal;
  private final LineReader reader;
  private final LineKeys keys;
  private final CommandParser parser;

  LineInput(
      Terminal terminal, CommandParser parser, CommandCompleter completer, @Nullable Path history) {
    this.terminal = terminal;
    this.parser = parser;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("forum")
            .parser(parser)
            .completer(completer)
            .completionMatcher(new AnyPlaceMatcher())
            .build();
    configure(reader);
    HistoryFile.use(reader, history);
    this.keys = new LineKeys(reader);
    bindKeys();
  }

  private static void configure(LineReader reader) {
    reader.setOpt(Option.DISABLE_EVENT_EXPANSION);
    reader.setOpt(Option.HISTORY_IGNORE_SPACE);
    reader.setOpt(Option.HISTORY_IGNORE_DUPS);
    reader.setOpt(Option.HISTORY_INCREMENTAL);
    reader.setOpt(Option.CASE_INSENSITIVE);
    reader.unsetOpt(Option.INSERT_TAB);
    reader.unsetOpt(Option.HISTORY_REDUCE_BLANKS);
    reader.setVariable(LineReader.LIST_MAX, SHOWN_UNASKED_MAX);
    reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED);
  }

  private void bindKeys() {
    bind("forum-newline", this::newline, ESCAPE + "\r", ESCAPE + "\n");
    String function1 = KeyMap.key(terminal, Capability.key_f1);
    bind("forum-help", keys::help, ESCAPE + "OP", ESCAPE + "[11~", ESCAPE + "[[A");
    if (function1 != null) {
      bind("forum-help", keys::help, function1);
    }
    bind("forum-editor", keys::edit, KeyMap.ctrl('X') + KeyMap.ctrl('E'));
  }

  private void bind(String name, Widget widget, String... sequences) {
    reader.getWidgets().put(name, widget);
    for (KeyMap<Binding> map : reader.getKeyMaps().values()) {
      map.bind(new Reference(name), sequences);
    }
  }

  private boolean newline() {
    reader.getBuffer().write("\n");
    return true;
  }

  /// What keys do that the line itself cannot: help and editor.
  public LineKeys keys() {
    return keys;
  }

  LineReader reader() {
    return reader;
  }

  /// Asks for a command: with history and completion.
  public Typed command(String prompt) {
    return read(prompt, null);
  }

  /// Asks for an answer that may be seen.
  public Typed answer(String prompt) {
    return aside(prompt, null);
  }

  /// Asks for an answer that must not be seen, nor kept.
  public Typed secret(String prompt) {
    return aside(prompt, MASK);
  }

  private Typed aside(String prompt, @Nullable Character mask) {
    Map<String, Object> variables = reader.getVariables();
    variables.put(LineReader.DISABLE_HISTORY, true);
    variables.put(LineReader.DISABLE_COMPLETION, true);
    parser.takeAnything(true);
    try {
      return read(prompt, mask);
    } finally {
      parser.takeAnything(false);
      variables.remove(LineReader.DISABLE_HISTORY);
      variables.remove(LineReader.DISABLE_COMPLETION);
    }
  }

  private Typed read(String prompt, @Nullable Character mask) {
    try {
      return new Typed.Text(reader.readLine(literal(prompt), mask));
    } catch (UserInterruptException e) {
      return new Typed.Interrupted(e.getPartialLine());
    } catch (EndOfFileException e) {
      String partial = e.getPartialLine(); // a last line without newline
      return partial == null || partial.isEmpty() ? new Typed.End() : new Typed.Text(partial);
    }
  }

  /// The library takes `%` in a prompt for a pattern; a title may contain it.
  private static String literal(String prompt) {
    return Characters.visible(prompt).replace("%", "%%");
  }
}
