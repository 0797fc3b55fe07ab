package forum.client.terminal;

import forum.client.text.Line;
import forum.client.verb.Verbs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.LineReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// A terminal with everything on it: the line being typed, what is printed above it, and the status
/// line below. Closing it leaves the terminal as it was found.
public final class Screen implements AutoCloseable {
  /// How a screen behaves.
  ///
  /// @param plain nothing is coloured or painted over
  /// @param color `auto`, `always` or `never`
  /// @param history where typed lines are kept; null for memory
  public record Options(
      boolean plain, String color, Map<String, String> environment, @Nullable Path history) {}

  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  private final Terminal terminal;
  private final Attributes asFound;
  private final Printer printer;
  private final LineInput input;
  private final StatusLine status;
  private final boolean plain;
  private final AtomicBoolean givenBack = new AtomicBoolean();
  private volatile Runnable onInterrupt = () -> {};
  private volatile Line wanted = Line.EMPTY;

  private Screen(Terminal terminal, Options options, Verbs verbs, Suggestions suggestions) {
    this.terminal = terminal;
    giveSize(terminal);
    this.asFound = terminal.getAttributes();
    this.plain = options.plain || terminal.getType().startsWith(Terminal.TYPE_DUMB);
    Palette palette =
        plain ? new Palette(false) : Palette.chosen(options.color, options.environment);
    this.printer = new Printer(terminal, palette, !plain);
    CommandParser parser = new CommandParser(word -> verbs.find(word).map(verb -> verb.syntax()));
    this.input =
        new LineInput(terminal, parser, new CommandCompleter(verbs, suggestions), options.history);
    this.status = new StatusLine(terminal, palette);
    printer.attach(input.reader());
    input.reader().getWidgets().put("forum-status", this::paintStatus);
    terminal.handle(Terminal.Signal.INT, signal -> onInterrupt.run());
    terminal.handle(Terminal.Signal.TSTP, signal -> suspend());
    terminal.setAttributes(quiet(asFound));
  }

  /// The terminal this process was started in.
  public static Screen open(Options options, Verbs verbs, Suggestions suggestions)
      throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .jni(true)
            .exec(true) // where no library may be loaded from the temporary folder
            .ffm(false)
            .jna(false)
            .jansi(false)
            .encoding(StandardCharsets.UTF_8)
            .nativeSignals(true)
            .build();
    return on(terminal, options, verbs, suggestions);
  }

  /// Any terminal.
  static Screen on(Terminal terminal, Options options, Verbs verbs, Suggestions suggestions) {
    return new Screen(terminal, options, verbs, suggestions);
  }

  /// A terminal that does not know its size (a serial line, a script that plays terminal) would be
  /// shown nothing at all.
  private static void giveSize(Terminal terminal) {
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(USUAL_COLUMNS, USUAL_ROWS));
    }
  }

  /// What is typed while nobody asks is not shown where it does not belong; the next prompt takes
  /// it.
  private static Attributes quiet(Attributes found) {
    Attributes quiet = new Attributes(found);
    quiet.setLocalFlag(Attributes.LocalFlag.ECHO, false);
    quiet.setLocalFlag(Attributes.LocalFlag.ICANON, false);
    return quiet;
  }

  /// What prints.
  public Printer printer() {
    return printer;
  }

  /// What is typed.
  public LineInput input() {
    return input;
  }

  /// Whether nothing may be coloured or painted over.
  public boolean isPlain() {
    return plain;
  }

  /// Columns.
  public int width() {
    return terminal.getWidth();
  }

  /// Rows.
  public int height() {
    return terminal.getHeight();
  }

  /// What Ctrl-C does while nothing is being typed.
  public void onInterrupt(Runnable action) {
    onInterrupt = action;
  }

  /// Shows the status line; while something is typed, between two keys.
  public void showStatus(Line line) {
    if (plain) {
      return;
    }
    wanted = line;
    LineReader reader = input.reader();
    try {
      reader.callWidget("forum-status");
    } catch (IllegalStateException e) {
      // Nothing is being typed: it is painted with the next prompt.
    }
  }

  private boolean paintStatus() {
    if (wanted.spans().isEmpty()) {
      status.hide();
    } else {
      status.show(wanted);
    }
    return true;
  }

  /// Ctrl-Z: gives the terminal back to whoever started the client, in order, and stops. The line
  /// library redraws what was being typed when the client is continued; the status line follows.
  private void suspend() {
    showStatus(Line.EMPTY);
    try (Loan _ = lend()) {
      terminal.flush();
      new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      // Without `kill` the client cannot stop itself and goes on.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets another program have the terminal, as it was when the client was started, until the loan
  /// is closed.
  public Loan lend() {
    Attributes typing = terminal.getAttributes();
    printer.clearPassing();
    status.hide();
    terminal.setAttributes(asFound);
    return () -> terminal.setAttributes(typing);
  }

  /// The terminal in other hands.
  @FunctionalInterface
  public interface Loan extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void close() throws IOException {
    giveBack();
    terminal.close();
  }

  /// Leaves the terminal as it was found, also when the process is being ended from outside.
  public void giveBack() {
    if (givenBack.compareAndSet(false, true)) {
      status.close();
      terminal.setAttributes(asFound);
      terminal.flush();
    }
  }
}
