package forum.server.admin;

import forum.machine.DataFolderInUse;
import forum.machine.DataFolderLock;
import forum.machine.Disk;
import forum.server.check.Later;
import forum.server.commit.StoredForum;
import forum.server.journal.DamagedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A forum that nobody serves, and nobody can as long as this is open.
///
/// @param lock absent where nothing can be written, so that nobody could serve it anyway
record UnservedForum(Disk disk, @Nullable DataFolderLock lock) implements ReadForum {
  /// @throws DataFolderInUse when somebody serves it
  static UnservedForum open(Disk disk, Path folder) throws IOException {
    try {
      return new UnservedForum(disk, DataFolderLock.take(folder));
    } catch (DataFolderInUse e) {
      throw e;
    } catch (IOException e) {
      if (Files.getFileStore(folder).isReadOnly()) {
        return new UnservedForum(disk, null);
      }
      throw e;
    }
  }

  @Override
  public StoredForum stored() throws IOException {
    return StoredForum.atRest(disk);
  }

  @Override
  public StoredForum damaged(DamagedJournal damage) throws IOException {
    return StoredForum.damagedAtRest(disk, damage);
  }

  @Override
  public Later later(StoredForum stored) {
    return Later.nothing(stored.journal());
  }

  @Override
  public void confirm() {
    // Under the lock nothing has changed.
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
