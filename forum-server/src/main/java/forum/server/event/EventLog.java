package forum.server.event;

import forum.machine.Ticker;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/// Where the server tells what happens. All methods may be called by any thread.
///
/// Emitting costs less than a microsecond: each target has a bounded queue and a thread that
/// formats and writes. Events reach a target in the order in which one thread emitted them.
public final class EventLog implements AutoCloseable {
  /// Where events go.
  ///
  /// @param name for people: "log file"
  /// @param patient whether events may wait for it rather than be dropped
  public record Target(String name, EventSink.Opener opener, boolean patient) {
    /// The operator's screen.
    ///
    /// @param zone whose time is shown, such as `ZoneId::systemDefault`
    /// @param brief whether it only shows what scripts wait for and what is wrong
    public static Target console(OutputStream out, Supplier<ZoneId> zone, boolean brief) {
      return new Target("console", () -> new ConsoleSink(out, zone, brief), false);
    }

    /// The log file, with nine older ones beside it.
    public static Target file(Path file, LogFormat format) {
      return new Target("log file " + file, () -> new FileSink(file, format), true);
    }
  }

  private final Ticker ticker;
  private final List<Scribe> scribes;
  private volatile Level level;

  private EventLog(Ticker ticker, Level level, List<Target> targets) {
    this.ticker = ticker;
    this.level = level;
    this.scribes = targets.stream().map(target -> new Scribe(target, this::emit)).toList();
  }

  /// Opens the targets, each on its own thread: what cannot be opened is said at the others.
  public static EventLog start(Ticker ticker, Level level, List<Target> targets) {
    EventLog log = new EventLog(ticker, level, targets);
    log.scribes.forEach(Scribe::start);
    return log;
  }

  /// Whether events of this level are shown: worth asking before making one for each datagram.
  public boolean isOn(Level asked) {
    return level.shows(asked);
  }

  /// From now on shows events of this level and above.
  public void show(Level wanted) {
    level = wanted;
  }

  /// Tells what happened.
  public void emit(ServerEvent event) {
    if (isOn(event.level())) {
      Stamped stamped = new Stamped(ticker.now(), event);
      for (Scribe scribe : scribes) {
        scribe.take(stamped);
      }
    }
  }

  /// Closes the log file and opens it again by its name, for who has renamed it.
  public void reopen() {
    emit(new ConditionEvent.LogReopened());
  }

  /// Returns when all is written. What is emitted later is lost.
  @Override
  public void close() {
    scribes.forEach(Scribe::close);
  }
}
