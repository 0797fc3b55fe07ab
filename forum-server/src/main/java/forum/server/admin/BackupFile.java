package forum.server.admin;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file that gets its name when all of it is safe. Deleted when it is closed before. Only its
/// owner can read it, because there are passwords in it, if only as hashes.
///
/// Until then its name tells the process that writes it, so that nobody takes another's for his
/// own.
final class BackupFile implements Closeable {
  private final Disk folder;
  private final Path shown;
  private final Path name;
  private final Path unfinished;
  private final Disk.File file;
  private boolean placed;

  private BackupFile(Disk folder, Path shown, Path name, Path unfinished) throws IOException {
    this.folder = folder;
    this.shown = shown;
    this.name = name;
    this.unfinished = unfinished;
    this.file = folder.open(unfinished, Disk.Mode.CREATE_SECRET);
  }

  /// An empty file that is to become `path`.
  ///
  /// @param replace whether it may take the place of one that is there
  static BackupFile create(Path path, boolean replace) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new Refused("there is no folder " + parent, "", "mkdir -p " + parent);
    }
    if (Files.isDirectory(absolute) || (Files.exists(absolute) && !replace)) {
      throw new Refused(
          absolute + " is there already",
          "nothing is replaced unasked",
          "forum-server admin backup --replace " + path);
    }
    Path name = parent.relativize(absolute);
    Disk folder = FileSystemDisk.at(parent);
    deleteLeftOver(folder, name);
    Path unfinished = Path.of(name + "." + ProcessHandle.current().pid() + ".tmp");
    return new BackupFile(folder, absolute, name, unfinished);
  }

  /// What a process has left that was killed.
  private static void deleteLeftOver(Disk folder, Path name) throws IOException {
    Pattern unfinished = Pattern.compile(Pattern.quote(name.toString()) + "\\.(\\d{1,18})\\.tmp");
    for (String found : folder.list(Path.of(""))) {
      Matcher writer = unfinished.matcher(found);
      if (writer.matches() && ProcessHandle.of(Long.parseLong(writer.group(1))).isEmpty()) {
        folder.delete(Path.of(found));
      }
    }
  }

  /// What is to become of it.
  Path path() {
    return shown;
  }

  Disk.File file() {
    return file;
  }

  /// Returns once its contents are safe.
  void force() throws IOException {
    file.force();
  }

  /// Gives it its name, safely.
  void place() throws IOException {
    folder.rename(unfinished, name);
    placed = true;
    folder.forceFolder(Path.of(""));
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (!placed) {
      folder.delete(unfinished);
    }
  }
}
