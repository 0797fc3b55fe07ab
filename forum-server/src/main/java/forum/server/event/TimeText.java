package forum.server.event;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Writes times to the millisecond. When many events come in one, formatting is the most of a
/// line's cost; so the last text is kept. Owned by one thread.
final class TimeText {
  private final DateTimeFormatter format;
  private long millis = Long.MIN_VALUE;
  private String text = "";

  /// @param format shows no more than milliseconds
  TimeText(DateTimeFormatter format) {
    this.format = format;
  }

  String of(Instant time) {
    long asked = time.toEpochMilli();
    if (asked != millis) {
      millis = asked;
      text = format.format(time);
    }
    return text;
  }
}
