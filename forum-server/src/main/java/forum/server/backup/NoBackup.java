package forum.server.backup;

import java.io.IOException;

/// A file is no backup, or not all of one, or not as it was written. The message says what is wrong
/// with it, without a capital letter and a full stop.
public final class NoBackup extends IOException {
  private static final long serialVersionUID = 1;

  NoBackup(String found) {
    super(found);
  }
}
