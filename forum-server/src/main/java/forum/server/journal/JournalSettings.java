package forum.server.journal;

import forum.machine.Chance;
import forum.machine.Ticker;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/// What a [Journal] needs to know.
///
/// @param folder where its segments are, relative to the data folder
/// @param segmentBytes the length of a segment; a batch that is longer gets one that fits
/// @param chance where the salts of segments come from
/// @param ticker keeps attempts to find room on a full disk apart
/// @param background prepares segments: a virtual thread, or the caller itself in simulation
public record JournalSettings(
    Path folder, int segmentBytes, Chance chance, Ticker ticker, Executor background) {
  /// The length of a segment unless somebody wants another one.
  public static final int SEGMENT_BYTES = 4 << 20;

  private static final int SEGMENT_BYTES_MIN = 256;

  /// Settings with segments of the usual length.
  public JournalSettings(Path folder, Chance chance, Ticker ticker, Executor background) {
    this(folder, SEGMENT_BYTES, chance, ticker, background);
  }

  /// Refuses a segment that could hold next to nothing.
  public JournalSettings {
    if (segmentBytes < SEGMENT_BYTES_MIN) {
      throw new IllegalArgumentException(
          "segments of %d bytes, at least %d".formatted(segmentBytes, SEGMENT_BYTES_MIN));
    }
  }
}
