package forum.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class EventLogTest {
  private static final ServerEvent DATAGRAM =
      new TrafficEvent.Received(new InetSocketAddress("127.0.0.1", 1), 99);

  @TempDir Path folder;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void all_that_was_emitted_is_at_each_target_when_the_log_is_closed() {
    Path file = folder.resolve("log");
    try (EventLog log = log(Level.INFO, console(screen), file(file))) {
      for (int i = 0; i < 20_000; i++) {
        log.emit(ConditionEvent.recovered("number " + i));
      }
    }
    assertThat(file.toFile()).satisfies(it -> assertThat(Files.lines(it.toPath())).hasSize(20_000));
    assertThat(file).content().contains("\"number 0\"").contains("\"number 19999\"");
  }

  @Test
  void shows_only_what_is_asked_for() {
    try (EventLog log = log(Level.WARN, console(screen))) {
      log.emit(new LifeEvent.Waiting());
      log.emit(ConditionEvent.warning("first"));
      assertThat(log.isOn(Level.INFO)).isFalse();
      log.show(Level.DEBUG);
      log.emit(DATAGRAM);
    }
    assertThat(shown()).doesNotContain("Waiting").contains("first").contains("data received");
  }

  @Test
  void a_stopped_screen_stops_nobody_and_the_loss_is_told() throws Exception {
    StoppedScreen stopped = new StoppedScreen();
    Path file = folder.resolve("log");
    try (EventLog log = log(Level.INFO, console(stopped), file(file))) {
      for (int i = 0; i < 30_000; i++) {
        log.emit(ConditionEvent.recovered("number " + i));
      }
      stopped.goOn.countDown();
    }
    assertThat(stopped.toString(StandardCharsets.UTF_8)).contains("events are not shown");
    try (var lines = Files.lines(file)) {
      assertThat(lines).hasSize(30_000);
    }
  }

  @Test
  void a_target_that_cannot_be_opened_is_reported_at_the_others() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    Signalled told = new Signalled("cannot be written");
    try (EventLog log = log(Level.INFO, console(told), file(blocked.resolve("log")))) {
      told.await();
      for (int i = 0; i < 30_000; i++) {
        log.emit(new LifeEvent.Waiting());
      }
    }
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("WARN  the log file " + blocked.resolve("log") + " cannot be written");
  }

  @Test
  void a_screen_that_is_gone_stops_nobody() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Path file = folder.resolve("log");
    try (EventLog log = log(Level.INFO, console(gone), file(file))) {
      for (int i = 0; i < 20_000; i++) {
        log.emit(new LifeEvent.Waiting());
      }
    }
    assertThat(file).content().contains("info ready");
  }

  @Test
  void what_comes_after_the_end_is_lost_without_harm() {
    EventLog log = log(Level.INFO, console(screen));
    log.close();
    log.emit(new LifeEvent.Waiting());
    log.close();
    assertThat(shown()).isEmpty();
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static EventLog log(Level level, EventLog.Target... targets) {
    return EventLog.start(new ManualTicker(), level, List.of(targets));
  }

  private static EventLog.Target console(OutputStream out) {
    return EventLog.Target.console(out, () -> ZoneOffset.UTC, false);
  }

  private static EventLog.Target file(Path file) {
    return EventLog.Target.file(file, LogFormat.TEXT);
  }

  /// A screen on which somebody pressed Ctrl-S.
  private static final class StoppedScreen extends ByteArrayOutputStream {
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      super.write(bytes, offset, length);
    }
  }

  /// A screen somebody watches for a word.
  private static final class Signalled extends ByteArrayOutputStream {
    private final CountDownLatch seen = new CountDownLatch(1);
    private final String word;

    Signalled(String word) {
      this.word = word;
    }

    @Override
    public synchronized void flush() {
      if (toString(StandardCharsets.UTF_8).contains(word)) {
        seen.countDown();
      }
    }

    void await() {
      try {
        seen.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
