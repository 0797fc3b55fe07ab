package forum.server.event;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How a line of the log file looks.
public enum LogFormat {
  /// `2026-01-31T10:02:11.483Z info login.ok user=hans address=192.168.1.14:52144`.
  TEXT,
  /// One JSON object with the same members.
  JSON;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  /// Writes the times of lines.
  static TimeText times() {
    return new TimeText(TIME);
  }

  String line(String time, ServerEvent event) {
    return switch (this) {
      case TEXT -> new TextLine(time, event).toString();
      case JSON -> new JsonLine(time, event).toString();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
