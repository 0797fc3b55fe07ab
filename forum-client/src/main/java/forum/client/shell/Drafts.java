package forum.client.shell;

import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZonedDateTime;

/// The files in which messages are written. For their owner only.
final class Drafts {
  private final Path folder;

  Drafts(Path folder) {
    this.folder = folder;
  }

  /// A file that does not exist yet: `general-20260314-100211.txt`.
  Path fresh(ThreadTitle thread, ZonedDateTime now) {
    String time =
        String.format(
            "%04d%02d%02d-%02d%02d%02d",
            now.getYear(),
            now.getMonthValue(),
            now.getDayOfMonth(),
            now.getHour(),
            now.getMinute(),
            now.getSecond());
    Path file = folder.resolve(thread + "-" + time + ".txt");
    for (int copy = 2; Files.exists(file); copy++) {
      file = folder.resolve(thread + "-" + time + "-" + copy + ".txt");
    }
    return file;
  }

  /// Replaces the text.
  static void write(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text);
  }
}
