package forum.client.terminal;

import forum.client.text.Line;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/// The only way to the screen: prints above the line that is being typed, whoever prints. Safe for
/// any thread.
public final class Printer {
  private final Terminal terminal;
  private final Palette palette;
  private final boolean repaints;
  private @Nullable LineReader reader;
  private int passingColumns;
  private AttributedString passing = AttributedString.EMPTY;

  /// `repaints` permits to paint over what stands in the last line.
  Printer(Terminal terminal, Palette palette, boolean repaints) {
    this.terminal = terminal;
    this.palette = palette;
    this.repaints = repaints;
  }

  /// From here on `newReader` shows what is typed.
  synchronized void attach(LineReader newReader) {
    reader = newReader;
  }

  /// Prints lines, in one piece.
  public synchronized void print(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    clearPassing();
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (Line line : lines) {
      text.append(palette.styled(line)).append('\n');
    }
    print(text.toAttributedString());
  }

  /// Prints a line.
  public void print(Line line) {
    print(List.of(line));
  }

  private void print(AttributedString text) {
    if (reader == null) {
      terminal.writer().print(text.toAnsi(terminal));
      terminal.flush();
    } else {
      reader.printAbove(text);
    }
  }

  /// Shows a line that the next output replaces: how far a transfer is, that one has to wait. Only
  /// while nothing is typed; nothing at all where nothing may be painted over.
  public synchronized void showPassing(Line line) {
    if (!repaints) {
      return;
    }
    AttributedString text = palette.styled(line).columnSubSequence(0, terminal.getWidth() - 1);
    if (text.equals(passing)) {
      return;
    }
    passing = text;
    int columns = text.columnLength();
    String rest = " ".repeat(Math.max(0, passingColumns - columns));
    terminal.writer().print("\r" + text.toAnsi(terminal) + rest);
    passingColumns = columns;
    terminal.flush();
  }

  /// Takes the passing line away.
  public synchronized void clearPassing() {
    if (passingColumns > 0) {
      terminal.writer().print("\r" + " ".repeat(passingColumns) + "\r");
      passingColumns = 0;
      passing = AttributedString.EMPTY;
      terminal.flush();
    }
  }

  /// The line as bytes for another program that writes to the terminal, a pager.
  public String encoded(Line line) {
    return palette.styled(line).toAnsi(terminal);
  }

  /// Rings the bell.
  public synchronized void ring() {
    terminal.writer().print('\007');
    terminal.flush();
  }
}
