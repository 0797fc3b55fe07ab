package forum.server.threads;

import forum.protocol.line.ThreadLine.Header;
import java.nio.file.Path;
import java.util.List;

/// A thread whose file is missing or damaged, and has to be made anew with [ThreadFiles#rebuild].
///
/// @param header its first line
/// @param damaged what should have held it
/// @param found what is wrong with that
/// @param findings what was found before
public record Lost(
    ThreadKey thread, Header header, Path damaged, String found, List<Finding> findings)
    implements Restored {
  /// A thread whose file is found damaged at work.
  public static Lost of(ThreadKey thread, Header header, DamagedThread damage) {
    return new Lost(thread, header, thread.path(), damage.found(), List.of());
  }
}
