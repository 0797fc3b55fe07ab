package forum.server.threads;

import forum.server.threads.Verification.Difference;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one file: as much as somebody may want to read, and how much there is
/// besides. A file of nonsense has millions of lines.
public final class FirstDifferences {
  /// Others are only counted.
  public static final int MAX = 100;

  private final List<Difference> first = new ArrayList<>();
  private long others;

  /// One more.
  ///
  /// @param line its number, from 1 on; 0 when the file as a whole is meant
  public void add(long line, String found) {
    if (first.size() < MAX) {
      first.add(new Difference(line, found));
    } else {
      others++;
    }
  }

  /// The first ones, and in one more how many are not among them.
  public List<Difference> list() {
    List<Difference> all = new ArrayList<>(first);
    if (others > 0) {
      all.add(new Difference(0, "it has " + others + " more differences"));
    }
    return all;
  }
}
