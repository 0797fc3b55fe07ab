package forum.server.event;

import forum.protocol.Characters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The operator's screen: `10:02:11.483 hans successful login 192.168.1.14:52144`.
///
/// Everything that reaches the screen goes through [Characters#visible] here.
final class ConsoleSink implements EventSink {
  private static final int PHRASE_COLUMNS = 36;
  private final Writer out;
  private final Supplier<ZoneId> zone;
  private final boolean brief;
  private @Nullable TimeText times;

  /// @param zone whose time is shown; asked when the first time is, as finding it takes 20 ms that
  ///   the line "Waiting for clients" need not wait for
  /// @param brief whether only what scripts wait for and what is wrong is shown
  ConsoleSink(OutputStream out, Supplier<ZoneId> zone, boolean brief) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.zone = zone;
    this.brief = brief;
  }

  @Override
  public void write(Stamped stamped) throws IOException {
    Phrase phrase = stamped.event().phrase();
    boolean isRoutine = phrase.timed() && !Level.WARN.shows(stamped.event().level());
    if (!phrase.text().isEmpty() && !(brief && isRoutine)) {
      out.write(Characters.visible(phrase.timed() ? timed(stamped, phrase) : phrase.text()));
      out.write('\n');
    }
  }

  private String timed(Stamped stamped, Phrase phrase) {
    StringBuilder line = new StringBuilder(times().of(stamped.time())).append("  ");
    int begin = line.length();
    Level level = stamped.event().level();
    if (Level.WARN.shows(level)) {
      line.append(level.name()).append("  ");
    }
    line.append(phrase.text());
    if (!phrase.detail().isEmpty()) {
      line.repeat(' ', Math.max(0, begin + PHRASE_COLUMNS - line.length())).append("  ");
      line.append(phrase.detail());
    }
    return line.toString();
  }

  private TimeText times() {
    if (times == null) {
      times = new TimeText(DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone.get()));
    }
    return times;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /// Leaves the screen open: it was not opened here.
  @Override
  public void close() throws IOException {
    out.flush();
  }
}
