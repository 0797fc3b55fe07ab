package forum.client.terminal;

import forum.client.text.Line;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

/// The last row of a screen that has at least twelve. Safe for any thread: a process that is being
/// ended gives the row back while another thread may still paint it.
final class StatusLine {
  private static final int ROWS_MIN = 12;

  private final Terminal terminal;
  private final Palette palette;
  private AttributedString shown = AttributedString.EMPTY;
  private boolean closed;

  StatusLine(Terminal terminal, Palette palette) {
    this.terminal = terminal;
    this.palette = palette;
  }

  /// Shows `line`, cut to the width of the screen.
  synchronized void show(Line line) {
    if (closed) {
      return;
    }
    int columns = terminal.getWidth();
    AttributedString cut = palette.styled(line).columnSubSequence(0, columns);
    if (terminal.getHeight() < ROWS_MIN) {
      hide();
    } else if (!cut.equals(shown)) {
      shown = cut;
      status().update(List.of(cut));
    }
  }

  /// Gives the row back.
  synchronized void hide() {
    if (!shown.isEmpty()) {
      shown = AttributedString.EMPTY;
      status().update(List.of()); // an empty list: null throws
    }
  }

  /// Gives the row back for good: without it the shell would scroll above a dead row.
  synchronized void close() {
    hide();
    closed = true;
    Status existing = Status.getStatus(terminal, false);
    if (existing != null) {
      existing.close();
    }
  }

  private Status status() {
    Status status = Status.getStatus(terminal, true);
    status.setBorder(false);
    return status;
  }
}
