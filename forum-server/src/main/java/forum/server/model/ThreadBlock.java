package forum.server.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Some threads that were created one after the other, and when any of them changed last: whoever
/// keeps something made of all threads has to make only the parts anew that changed. Owned by the
/// command loop.
public final class ThreadBlock {
  private static final int THREADS_MAX = 128;

  private final List<ForumThread> threads = new ArrayList<>();
  private long version;

  /// In the order of their creation.
  public List<ForumThread> threads() {
    return Collections.unmodifiableList(threads);
  }

  /// Lsn of the last event that changed what is said about one of them.
  public long version() {
    return version;
  }

  boolean hasRoom() {
    return threads.size() < THREADS_MAX;
  }

  void add(ForumThread thread, long lsn) {
    threads.add(thread);
    version = lsn;
  }

  void changed(long lsn) {
    version = lsn;
  }

  /// Returns whether one is left.
  boolean remove(ForumThread thread, long lsn) {
    threads.remove(thread);
    version = lsn;
    return !threads.isEmpty();
  }
}
