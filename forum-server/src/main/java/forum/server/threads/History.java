package forum.server.threads;

import java.io.IOException;

/// All changes of one thread since its creation. There may be more of them than memory holds.
@FunctionalInterface
public interface History {
  /// Receives changes one after the other.
  @FunctionalInterface
  interface Reader {
    /// Takes the next change.
    void read(Change change) throws IOException;
  }

  /// Hands over all changes, oldest first.
  void replay(Reader reader) throws IOException;
}
