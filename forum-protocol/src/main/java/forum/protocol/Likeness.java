package forum.protocol;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a name looks like to somebody who does not look closely: without the difference between
/// upper and lower case, between forms of one character (NFKC), between blanks, and without
/// characters that nobody sees. Two names that are alike would be one file where a file system does
/// not tell case apart, and are taken for each other by people.
///
/// @param text compared, never shown
public record Likeness(String text) implements Comparable<Likeness> {
  /// Joiners, selectors, fillers and tags: nothing to see (Default_Ignorable_Code_Point).
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
              + "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0"
              + "\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}]");

  /// What is as good as a blank; the last is a pattern of dots without a dot.
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\u2800]+");

  /// What `name` looks like.
  public static Likeness of(String name) {
    return new Likeness(isAscii(name) ? oneBlank(lower(name)) : folded(name));
  }

  @Override
  public int compareTo(Likeness other) {
    return text.compareTo(other.text);
  }

  /// Whether there is nothing to see.
  public boolean isBlank() {
    return text.isEmpty();
  }

  private static String folded(String name) {
    String seen = UNSEEN.matcher(name).replaceAll("");
    String once = lower(Normalizer.normalize(seen, Normalizer.Form.NFKC));
    return oneBlank(
        BLANKS.matcher(Normalizer.normalize(once, Normalizer.Form.NFKC)).replaceAll(" "));
  }

  /// There and back again, so that both sharp s are two, and all sigmas are one.
  private static String lower(String text) {
    String upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    return upper.toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  private static String oneBlank(String text) {
    return text.contains("  ") ? BLANKS.matcher(text).replaceAll(" ").strip() : text.strip();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
