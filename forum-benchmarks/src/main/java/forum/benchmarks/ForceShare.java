package forum.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/// How much of its time a server's command loop spends in forcing the journal, from a recording
/// that it has made of itself.
final class ForceShare {
  /// Head of the table.
  static final String HEAD =
      """
      | what | clients | forces per second | operations per force | µs in a force | \
      share of the loop's time |
      |---|--:|--:|--:|--:|--:|
      """;

  private static final String EVENT = "jdk.FileForce";

  /// The thread of the command loop.
  private static final String LOOP = "main";

  private final List<RecordedEvent> forces = new ArrayList<>();

  private ForceShare() {}

  /// What makes a server record its forces and nothing else.
  static String flags(Path recording) {
    return "-XX:StartFlightRecording:settings=none,+%1$s#enabled=true,+%1$s#threshold=0ns,filename=%2$s"
        .formatted(EVENT, recording);
  }

  /// Reads what a server has recorded that has ended.
  static ForceShare read(Path recording) throws IOException {
    ForceShare share = new ForceShare();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(EVENT) && isOfLoop(event.getThread())) {
          share.forces.add(event);
        }
      }
    }
    return share;
  }

  private static boolean isOfLoop(RecordedThread thread) {
    return LOOP.equals(thread.getJavaName());
  }

  /// The share in each measurement of the server `label`.
  String lines(String label, List<Meter.Result> results) {
    return results.stream()
        .filter(result -> result.subject().equals(label))
        .map(this::line)
        .collect(Collectors.joining());
  }

  private String line(Meter.Result result) {
    List<RecordedEvent> within =
        forces.stream().filter(force -> isWithin(force, result.from(), result.to())).toList();
    double seconds = Duration.between(result.from(), result.to()).toNanos() / 1e9;
    double inForce = within.stream().mapToLong(force -> force.getDuration().toNanos()).sum() / 1e9;
    int count = Math.max(1, within.size());
    return "| %s, %s | %d | %,.0f | %.1f | %.0f | %.0f %% |\n"
        .formatted(
            result.subject(),
            result.load(),
            result.clients(),
            within.size() / seconds,
            result.measured().perSecond() * seconds / count,
            inForce / count * 1e6,
            100 * inForce / seconds);
  }

  private static boolean isWithin(RecordedEvent force, Instant from, Instant to) {
    return force.getStartTime().isAfter(from) && force.getEndTime().isBefore(to);
  }
}
