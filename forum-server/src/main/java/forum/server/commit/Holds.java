package forum.server.commit;

import java.util.ArrayList;
import java.util.List;

/// The moments that are held just now. Owned by the command loop.
final class Holds {
  private final List<Hold> all = new ArrayList<>();

  void add(Hold hold) {
    all.add(hold);
  }

  void remove(Hold hold) {
    all.remove(hold);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// The oldest checkpoint that is needed, when without holds it would be `lsn`.
  long oldest(long lsn) {
    return all.stream().mapToLong(Hold::checkpoint).reduce(lsn, Math::min);
  }
}
