package forum.client.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/// Where typed lines are kept: readable by their owner only, shared by all sessions of the user.
final class HistoryFile {
  private static final int LINES_MAX = 2000;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /// Lines that could hold a secret, as a pattern of the library, which is a regular expression but
  /// for `*`.
  private static final String NEVER_KEPT = "(?is)[- \t\"]{0,9}PWD*";

  private HistoryFile() {}

  /// Lets `reader` keep its history in `file`, or only in memory when there is none or it cannot be
  /// made.
  static void use(LineReader reader, @Nullable Path file) {
    reader.setVariable(LineReader.HISTORY_SIZE, LINES_MAX);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, LINES_MAX);
    reader.setVariable(LineReader.HISTORY_IGNORE, NEVER_KEPT);
    if (file != null && isPrivate(file)) {
      reader.setVariable(LineReader.HISTORY_FILE, file);
    }
  }

  private static boolean isPrivate(Path file) {
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, ownerOnly);
      }
      Files.setPosixFilePermissions(file, OWNER_ONLY);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a read-only home is no reason not to talk
    }
  }
}
