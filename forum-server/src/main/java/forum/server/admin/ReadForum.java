package forum.server.admin;

import forum.machine.DataFolderInUse;
import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.server.check.Later;
import forum.server.commit.ForumStore;
import forum.server.commit.StoredForum;
import forum.server.journal.DamagedJournal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A forum that a command reads from the disk, with or without a server that goes on meanwhile.
sealed interface ReadForum extends Closeable permits ServedForum, UnservedForum {
  /// How long a server may take from its lock to its door.
  long PATIENCE_NANOS = 10_000_000_000L;

  /// How long to wait between two looks.
  long PAUSE_NANOS = 50_000_000;

  /// Where it lies.
  Disk disk();

  /// The forum, at the moment that the command is about.
  ///
  /// @throws DamagedJournal when its journal cannot be read
  StoredForum stored() throws IOException;

  /// What there is of it where [#stored] has failed.
  StoredForum damaged(DamagedJournal damage) throws IOException;

  /// What has happened to `stored` since that moment.
  Later later(StoredForum stored);

  /// To be called when all was read: fails if it may not have been all of one moment.
  void confirm() throws IOException;

  /// Finds out whether the folder `data` is being served.
  ///
  /// @param command the name of the command that asks
  static ReadForum open(Path data, String command, Ticker ticker) throws IOException {
    Path folder = data.resolve(ForumStore.FOLDER);
    FileSystemDisk disk = Files.isDirectory(folder) ? FileSystemDisk.at(data) : null;
    if (disk == null || !StoredForum.isOn(disk)) {
      throw new Refused(
          "there is no forum in " + data.toAbsolutePath().normalize(),
          "",
          "forum-server admin " + command + " --data FOLDER");
    }
    long endNanos = ticker.nanos() + PATIENCE_NANOS;
    while (true) {
      try {
        SocketChannel server = AdminSocket.connect(folder);
        return server == null
            ? UnservedForum.open(disk, folder)
            : ServedForum.open(disk, server, command);
      } catch (DataFolderInUse e) {
        if (endNanos - ticker.nanos() < 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
