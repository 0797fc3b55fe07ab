package forum.client.line;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A point in time as people write it: `30s 10m 2h 3d` ago, `14:05` (the last time it was that
/// late), or `2026-03-14`, `2026-03-14T10:02`, `2026-03-14T10:02:03Z`.
public final class PointInTime {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private PointInTime() {}

  /// Reads one; empty when `text` is none.
  public static Optional<Instant> of(String text, Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return Optional.of(now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2))));
    }
    try {
      return Optional.of(onTheClock(text, now.atZone(zone)));
    } catch (DateTimeException e) {
      return Optional.empty(); // not of this form: the caller says what was expected
    }
  }

  /// A length of time, `30s 10m 2h 3d`; empty when `text` is none.
  public static Optional<Duration> span(String text) {
    Matcher span = AGO.matcher(text);
    return span.matches()
        ? Optional.of(duration(Long.parseLong(span.group(1)), span.group(2)))
        : Optional.empty();
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Instant onTheClock(String text, ZonedDateTime now) {
    if (text.endsWith("Z")) {
      return Instant.parse(text);
    }
    if (text.indexOf('T') >= 0) {
      return LocalDateTime.parse(text).atZone(now.getZone()).toInstant();
    }
    if (text.indexOf(':') >= 0) {
      ZonedDateTime today = now.with(LocalTime.parse(text));
      return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    }
    return LocalDate.parse(text).atStartOfDay(now.getZone()).toInstant();
  }
}
