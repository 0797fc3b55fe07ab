package forum.client.verb;

import forum.client.library.Seen;
import forum.protocol.ThreadTitle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which of the user's own messages was last shown under which number, so that an edit or delete
/// can say which one is meant. Others' messages cannot be edited and are not kept.
///
/// Safe for any thread: replies are remembered on the link's thread.
final class Shown {
  private static final int THREADS_MAX = 100;

  private final boolean renumbers;
  private final Map<ThreadTitle, TreeMap<Integer, Seen>> threads =
      new LinkedHashMap<>(16, 0.75f, true);

  /// A script is written with the rule in mind that messages behind a deleted one move up, so for
  /// it the numbers move here too. A person acts on what stands on the screen, and that does not
  /// move.
  Shown(boolean renumbers) {
    this.renumbers = renumbers;
  }

  synchronized void remember(ThreadTitle thread, int n, Seen seen) {
    threads.computeIfAbsent(thread, title -> new TreeMap<>()).put(n, seen);
    if (threads.size() > THREADS_MAX) {
      threads.remove(threads.keySet().iterator().next());
    }
  }

  synchronized @Nullable Seen at(ThreadTitle thread, int n) {
    TreeMap<Integer, Seen> numbers = threads.get(thread);
    return numbers == null ? null : numbers.get(n);
  }

  synchronized void deleted(ThreadTitle thread, int n) {
    TreeMap<Integer, Seen> numbers = threads.get(thread);
    if (!renumbers || numbers == null) {
      return;
    }
    numbers.remove(n);
    Map<Integer, Seen> behind = new HashMap<>(numbers.tailMap(n, false));
    numbers.keySet().removeAll(behind.keySet());
    behind.forEach((number, seen) -> numbers.put(number - 1, seen));
  }

  synchronized void removed(ThreadTitle thread) {
    threads.remove(thread);
  }
}
