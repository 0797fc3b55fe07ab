package forum.client.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Times as people say them.
public final class Times {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Times() {}

  /// `10:02`, `yesterday 10:02`, `12 Mar 09:10` or `2025-03-12 09:10`. Written without
  /// `DateTimeFormatter`, which costs the start of the client 30 ms.
  static String shown(ZonedDateTime time, ZonedDateTime now) {
    String clock = two(time.getHour()) + ":" + two(time.getMinute());
    LocalDate day = time.toLocalDate();
    LocalDate today = now.toLocalDate();
    if (day.equals(today)) {
      return clock;
    }
    if (day.equals(today.minusDays(1))) {
      return "yesterday " + clock;
    }
    if (day.getYear() == today.getYear()) {
      return day.getDayOfMonth() + " " + MONTHS.get(day.getMonthValue() - 1) + " " + clock;
    }
    return day + " " + clock;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /// `12s`, `4m`, `3h` or `5d`.
  public static String span(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  /// RFC 3339 in UTC with milliseconds, for machines.
  public static String exact(Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    int point = text.indexOf('.');
    return point >= 0 ? text : text.substring(0, text.length() - 1) + ".000Z";
  }
}
