package forum.server;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers, times and sizes as people write them on a command line: `10005`, `24h`, `4G`. There is
/// no result when the text is something else or out of bounds.
final class Amounts {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})([a-zA-Z]?)");
  private static final Map<String, Long> NUMBER = Map.of("", 1L);
  private static final Map<String, Long> TIME =
      Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 24 * 3600L);
  private static final Map<String, Long> SIZE =
      Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

  private Amounts() {}

  static OptionalLong number(String text, long min, long max) {
    return within(text, NUMBER, min, max);
  }

  /// In seconds; without a unit it is no time.
  static OptionalLong seconds(String text, Duration min, Duration max) {
    return within(text, TIME, min.toSeconds(), max.toSeconds());
  }

  /// In bytes.
  static OptionalLong bytes(String text, long min, long max) {
    return within(text, SIZE, min, max);
  }

  private static OptionalLong within(String text, Map<String, Long> units, long min, long max) {
    Matcher parts = AMOUNT.matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(parts.group(1));
    Long unit = units.get(parts.group(2).toLowerCase(Locale.ROOT));
    return unit != null && count <= max / unit && count * unit >= min
        ? OptionalLong.of(count * unit)
        : OptionalLong.empty();
  }
}
