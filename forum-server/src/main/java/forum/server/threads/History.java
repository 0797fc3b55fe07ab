package forum.server.threads;

import java.io.IOException;

/// All changes of all threads that exist. There are more of them than memory holds, and to go
/// through them takes long.
@FunctionalInterface
public interface History {
  /// Receives changes one after the other.
  @FunctionalInterface
  interface Reader {
    /// Takes the next change, which is one of the thread of this id.
    void read(long thread, Change change) throws IOException;
  }

  /// Hands over all changes of the thread `oldest` and of those created after it, in their order.
  void replay(long oldest, Reader reader) throws IOException;
}
