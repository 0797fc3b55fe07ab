package forum.client.terminal;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jline.reader.LineReader;

/// Keys that do something with the whole line. What they do is set by whoever knows the forum.
public final class LineKeys {
  private final LineReader reader;
  private Consumer<String> help = line -> {};
  private UnaryOperator<String> editor = line -> line;

  LineKeys(LineReader reader) {
    this.reader = reader;
  }

  /// F1 shows help for the line.
  public void onHelp(Consumer<String> action) {
    help = action;
  }

  /// Ctrl-X Ctrl-E gives the line to an editor and takes what comes back.
  public void onEdit(UnaryOperator<String> action) {
    editor = action;
  }

  boolean help() {
    help.accept(reader.getBuffer().toString());
    return true;
  }

  boolean edit() {
    String line = reader.getBuffer().toString();
    String edited = editor.apply(line);
    reader.getBuffer().clear();
    reader.getBuffer().write(edited);
    reader.callWidget(LineReader.REDRAW_LINE);
    reader.callWidget(LineReader.REDISPLAY);
    return true;
  }
}
