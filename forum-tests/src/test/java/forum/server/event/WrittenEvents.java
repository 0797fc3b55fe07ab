package forum.server.event;

import forum.protocol.Request;
import forum.protocol.UserName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What the server writes of events with a text in them, for tests elsewhere.
public final class WrittenEvents {
  private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_123L);

  private WrittenEvents() {}

  private static List<ServerEvent> with(String text) {
    UserName hans = new UserName("hans");
    return List.of(
        new VisitEvent.Connecting(new InetSocketAddress("127.0.0.1", 9), text),
        new CommandEvent.Issued(hans, new Request.Ban(text, 60L, text), 3),
        ConditionEvent.warning(text),
        new ConditionEvent.Failed(text, text, new IOException(text)),
        new LifeEvent.Stopping(text, 1));
  }

  /// The lines of the log file.
  public static List<String> logged(LogFormat format, String text) {
    return with(text).stream().map(event -> format.line("now", event)).toList();
  }

  /// The lines on the console, each with the newline that ends it.
  public static List<String> shown(String text) throws IOException {
    List<String> shown = new ArrayList<>();
    for (ServerEvent event : with(text)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream screen = new PrintStream(out, true, StandardCharsets.UTF_8);
      try (ConsoleSink console = new ConsoleSink(screen, () -> ZoneOffset.UTC, false)) {
        console.write(new Stamped(AT, event));
      }
      shown.add(out.toString(StandardCharsets.UTF_8));
    }
    return shown;
  }
}
