package forum.protocol;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.INHERITED;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.LATIN;
import static java.lang.Character.UnicodeScript.UNKNOWN;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells words that are written in several alphabets at once: nobody writes so but to have one
/// letter taken for another, such as the Cyrillic `а` for the Latin `a`. What is written together
/// in East Asia may be together ("highly restrictive" of UTS #39, for each word).
public final class Alphabets {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(LATIN, HAN, HIRAGANA, KATAKANA),
          EnumSet.of(LATIN, HAN, BOPOMOFO),
          EnumSet.of(LATIN, HAN, HANGUL));

  private Alphabets() {}

  /// The first word of `text` that mixes alphabets; null when none does.
  public static @Nullable String mixedWord(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(Alphabets::isMixed)
        .findFirst()
        .orElse(null);
  }

  private static boolean isMixed(String word) {
    EnumSet<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(EnumSet.of(COMMON, INHERITED, UNKNOWN));
    return scripts.size() > 1 && TOGETHER.stream().noneMatch(some -> some.containsAll(scripts));
  }
}
