package forum.client.shell;

import forum.client.library.Connection;
import forum.client.link.ServerLink;
import forum.client.text.Line;
import forum.protocol.Characters;
import forum.protocol.UserName;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the status line says. ASCII but for names: boxes come out wrong on some terminals.
final class StatusText {
  private static final int THREADS_MAX = 3;

  private StatusText() {}

  /// `lab:10005 | hans | rtt 1.8 ms loss 0% | new: ops 2, general 1 | waiting 1`.
  static Line of(Connection connection, UserName user, Map<String, Integer> fresh) {
    ServerLink.Status status = connection.status().get();
    StringBuilder text = new StringBuilder();
    text.append(connection.server()).append(" | ").append(user);
    text.append(" | ").append(path(status));
    if (!fresh.isEmpty()) {
      text.append(" | new: ").append(fresh(fresh));
    }
    if (status.unanswered() > 0) {
      text.append(" | waiting ").append(status.unanswered());
    }
    return Line.of(Characters.visible(text.toString()));
  }

  private static String path(ServerLink.Status status) {
    long loss = status.sent() == 0 ? 0 : Math.round(100.0 * status.repeated() / status.sent());
    return String.format(
        Locale.ROOT, "rtt %.1f ms loss %d%%", status.roundTripMicros() / 1000.0, loss);
  }

  private static String fresh(Map<String, Integer> fresh) {
    String named =
        fresh.entrySet().stream()
            .limit(THREADS_MAX)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return fresh.size() > THREADS_MAX ? named + ", ..." : named;
  }
}
