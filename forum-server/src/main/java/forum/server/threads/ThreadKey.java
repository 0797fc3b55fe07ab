package forum.server.threads;

import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine.Header;
import java.nio.file.Path;

/// Which thread: its number, which is never used twice, and its title, which may be used again when
/// the thread is removed.
public record ThreadKey(long id, ThreadTitle title) {
  /// The thread that begins with `header`.
  public static ThreadKey of(ThreadTitle title, Header header) {
    return new ThreadKey(header.thread(), title);
  }

  Path path() {
    return StoredName.of(title).in(ThreadFiles.FOLDER);
  }
}
