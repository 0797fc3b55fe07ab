package forum.client.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/// A terminal in memory: keys go in, and what a person would see comes out.
public final class HeadlessTerminal {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

  private final int columns;
  private final int rows;
  private final ScreenTerminal emulator;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final LineDisciplineTerminal terminal;

  public HeadlessTerminal() throws IOException {
    this(80, 24);
  }

  public HeadlessTerminal(int columns, int rows) throws IOException {
    this(columns, rows, "screen-256color");
  }

  public HeadlessTerminal(int columns, int rows, String type) throws IOException {
    this.columns = columns;
    this.rows = rows;
    this.emulator = new ScreenTerminal(columns, rows);
    this.terminal =
        new LineDisciplineTerminal("test", type, new Emulated(), StandardCharsets.UTF_8);
    terminal.setSize(new Size(columns, rows));
  }

  public Terminal terminal() {
    return terminal;
  }

  /// Presses keys.
  public void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
  }

  /// Pastes text, as terminals do it: newlines as CR, between brackets.
  public void paste(String text) throws IOException {
    type("\033[200~" + text.replace('\n', '\r') + "\033[201~");
  }

  /// The screen, row by row, without blanks at the ends.
  public List<String> screen() {
    try {
      String dump = emulator.dump(0, true).replaceAll("<[^>]*>", "");
      String text =
          dump.replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&")
              .replace('\u00a0', ' ');
      return text.lines().map(String::stripTrailing).toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All bytes that were sent to the terminal.
  public String raw() {
    synchronized (raw) {
      return raw.toString(StandardCharsets.UTF_8);
    }
  }

  /// Waits until the screen looks so.
  public void await(Predicate<List<String>> expected) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!expected.test(screen())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the screen is\n" + String.join("\n", screen()));
      }
      Thread.onSpinWait();
    }
  }

  /// Waits until some row contains the text.
  public void awaitText(String text) {
    await(rows -> rows.stream().anyMatch(row -> row.contains(text)));
  }

  /// Waits until the last row that is not empty, status line aside, is this one.
  public void awaitLast(String row) {
    await(all -> all.stream().filter(r -> !r.isEmpty()).reduce((a, b) -> b).orElse("").equals(row));
  }

  private final class Emulated extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      synchronized (raw) {
        raw.write(bytes, offset, length);
        partial.write(bytes, offset, length);
        emulate();
      }
    }

    /// Gives whole characters to the emulator.
    private void emulate() {
      byte[] bytes = partial.toByteArray();
      int end = bytes.length;
      while (end > 0 && (bytes[end - 1] & 0xc0) == 0x80) {
        end--;
      }
      boolean whole = end == 0 || (bytes[end - 1] & 0xc0) != 0xc0 || isWhole(bytes, end - 1);
      int length = whole ? bytes.length : end - 1;
      emulator.write(new String(bytes, 0, length, StandardCharsets.UTF_8));
      partial.reset();
      partial.write(bytes, length, bytes.length - length);
    }

    private static boolean isWhole(byte[] bytes, int lead) {
      int b = bytes[lead] & 0xff;
      int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
      return bytes.length - lead >= needed;
    }
  }

  @Override
  public String toString() {
    return columns + "x" + rows + "\n" + String.join("\n", screen());
  }
}
