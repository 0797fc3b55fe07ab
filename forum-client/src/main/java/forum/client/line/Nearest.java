package forum.client.line;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that was probably meant.
public final class Nearest {
  private static final int CANDIDATE_LENGTH_MAX = 64;

  private Nearest() {}

  /// The candidate that differs from `typed` by the fewest slips of a finger, if they are few: one
  /// in a word of up to four letters, two in a longer one. Upper and lower case count as one.
  public static Optional<String> to(String typed, Collection<String> candidates) {
    int slips = typed.length() <= 4 ? 1 : 2;
    String lower = typed.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(candidate -> candidate.length() <= CANDIDATE_LENGTH_MAX)
        .filter(candidate -> Math.abs(candidate.length() - typed.length()) <= slips)
        .map(
            candidate -> new Scored(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.distance <= slips)
        .min(Comparator.comparingInt(Scored::distance))
        .map(Scored::candidate);
  }

  private record Scored(String candidate, int distance) {}

  /// Letters added, dropped, changed or swapped with their neighbour.
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(last[j], row[j - 1]));
        if (isSwap(a, b, i, j)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
