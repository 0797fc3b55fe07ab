package forum.server.admin;

import forum.machine.DataFolderLock;
import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.server.backup.NoBackup;
import forum.server.backup.Restore;
import forum.server.commit.ForumStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `restore FILE --data DIR`: a data folder from a backup.
final class RestoreCommand implements AdminCommand {
  /// What a fresh file system has.
  private static final List<String> NOTHING = List.of("lost+found");

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public CommandSpec spec() {
    return Words.command(name(), "Makes a data folder from a backup, ready to be served.")
        .addPositional(Words.path("FILE", "the backup"))
        .addOption(Words.data("the folder, empty or not there yet").required(true).build());
  }

  @Override
  public int run(ParseResult words, Operator operator) throws IOException {
    Path data = Words.data(words).toAbsolutePath().normalize();
    Path source = Words.path(words);
    requireEmpty(data);
    try (Disk.File backup = open(source)) {
      Restore restore = restore(source, backup);
      try (DataFolderLock _ = DataFolderLock.take(data.resolve(ForumStore.FOLDER))) {
        Restore.Restored restored = restore.into(FileSystemDisk.at(data));
        operator
            .out()
            .printf(
                "%s: %d files, everything up to record %d, as of %s%n",
                data, restored.members(), restored.lsn(), restored.at());
      }
    }
    return Status.DONE;
  }

  private static Restore restore(Path source, Disk.File backup) throws IOException {
    try {
      return Restore.from(backup);
    } catch (NoBackup e) {
      throw new Refused(
          source + " is no backup of a forum",
          String.valueOf(e.getMessage()),
          "unzip -t " + source);
    }
  }

  private static void requireEmpty(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> entries = Files.list(data)) {
      List<Path> found =
          entries.filter(it -> !NOTHING.contains(String.valueOf(it.getFileName()))).toList();
      if (!found.isEmpty()) {
        throw new Refused(
            data + " is not empty: there is " + found.getFirst().getFileName(),
            "nothing is overwritten",
            "forum-server admin restore FILE --data NEW-FOLDER");
      }
    }
  }

  private static Disk.File open(Path source) throws IOException {
    try {
      Path real = source.toRealPath();
      Path parent = Objects.requireNonNull(real.getParent(), "a folder is no file");
      return FileSystemDisk.at(parent).open(parent.relativize(real), Disk.Mode.READ);
    } catch (NoSuchFileException e) {
      throw new Refused("there is no file " + source, "", "ls -l " + source);
    }
  }
}
