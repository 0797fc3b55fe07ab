package forum.client.line;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which messages: `7`, `3-9`, `12-` or `-5` (the last five).
///
/// @param from first number, with `to`
/// @param to last number; null to the end
/// @param last how many from the end; excludes the other two
public record MessageRange(@Nullable Integer from, @Nullable Integer to, @Nullable Integer last) {
  private static final Pattern FORM = Pattern.compile("(\\d{0,9})(?:(-)(\\d{0,9}))?");

  /// Reads one; empty when `text` is none.
  public static Optional<MessageRange> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Integer from = number(form.group(1));
    Integer to = number(form.group(3));
    boolean dash = form.group(2) != null;
    if (from == null) {
      return dash && to != null && to > 0
          ? Optional.of(new MessageRange(null, null, to))
          : Optional.empty();
    }
    MessageRange range = new MessageRange(from, dash ? to : from, null);
    return from > 0 && (range.to == null || range.to >= from)
        ? Optional.of(range)
        : Optional.empty();
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? null : Integer.valueOf(digits);
  }
}
