package forum.client.text;

/// How far a transfer is, in one line.
///
/// @param resumedAt bytes that were there before this attempt
/// @param nanos for how long this attempt has been running
public record ProgressText(String file, long done, long total, long resumedAt, long nanos) {
  private static final int BAR_COLUMNS = 24;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_MIN = 0.001;

  /// How much of it is there.
  public static long percent(long done, long total) {
    return total == 0 ? 100 : Math.floorDiv(100 * done, total);
  }

  /// `resuming at 71 % (disk.img, 412 MB)`.
  public static String resuming(String file, long resumedAt, long total) {
    String percent = Long.toString(percent(resumedAt, total));
    return "resuming at " + percent + " % (" + file + ", " + Sizes.shown(total) + ")";
  }

  /// `disk.img [##################......] 78% 321 MB of 412 MB 9.8 MB/s 0:09`.
  public Line line() {
    int full = (int) (BAR_COLUMNS * percent(done, total) / 100);
    String bar = "#".repeat(full) + ".".repeat(BAR_COLUMNS - full);
    return Line.of(Tone.TITLE, file)
        .and("  [" + bar + "]  " + percent(done, total) + "%  ")
        .and(Sizes.shown(done) + " of " + Sizes.shown(total))
        .and("  " + Sizes.shown(rate()) + "/s  " + left());
  }

  private long rate() {
    double seconds = nanos / NANOS_PER_SECOND;
    return Math.round((done - resumedAt) / Math.max(seconds, SECONDS_MIN));
  }

  private String left() {
    if (rate() == 0) {
      return "";
    }
    long seconds = (total - done) / rate();
    String rest = Long.toString(seconds % 60);
    return seconds / 60 + ":" + (rest.length() < 2 ? "0" + rest : rest);
  }
}
