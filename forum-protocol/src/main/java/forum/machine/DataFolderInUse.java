package forum.machine;

import java.io.IOException;
import java.nio.file.Path;

/// Another server works in the data folder.
public final class DataFolderInUse extends IOException {
  private static final long serialVersionUID = 1;

  DataFolderInUse(Path root, String process) {
    super(
        "the data folder %s is in use by process %s; stop that server or name another folder"
            .formatted(root, process.isEmpty() ? "?" : process));
  }
}
