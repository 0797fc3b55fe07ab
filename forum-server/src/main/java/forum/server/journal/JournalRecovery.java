package forum.server.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes sure that the journal ends on the disk where [JournalEnd] finds that it ends. What is left
/// is renewed before anybody relies on it.
final class JournalRecovery {
  /// @param last the number of the last record
  /// @param tornTail what was cut, if anything was
  record Recovered(JournalSegment segment, long last, @Nullable TornTail tornTail) {}

  private final JournalFolder folder;
  private final SegmentRenewal renewal;
  private final long checkpoint;

  /// @param checkpoint the last record that a durable checkpoint covers, or 0
  JournalRecovery(JournalFolder folder, JournalSettings settings, long checkpoint) {
    this.folder = folder;
    this.renewal = new SegmentRenewal(folder, settings);
    this.checkpoint = checkpoint;
  }

  Recovered recover() throws IOException {
    JournalEnd end = JournalEnd.find(folder, checkpoint);
    return end == null
        ? new Recovered(renewal.begin(), 0, null)
        : new Recovered(
            renewal.renew(end.path(), end.first(), end.reader()), end.last(), end.tornTail());
  }
}
