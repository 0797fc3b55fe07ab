package forum.machine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The data folder. All paths are relative to it; folders are made by [#createFolders].
///
/// Whatever needs room throws [DiskFull] when there is none.
///
/// What is written is durable only once forced: contents by [File#force], names (created, renamed,
/// linked or deleted) by [#forceFolder]. Safe for any thread; a single [File] belongs to one thread
/// at a time.
public interface Disk {
  /// How [#open] opens.
  enum Mode {
    /// The file must exist and cannot be written.
    READ,
    /// Created when missing.
    WRITE,
    /// Must not exist yet.
    CREATE,
    /// Must not exist yet; from the beginning only the owner can open it.
    CREATE_SECRET
  }

  /// An open file.
  interface File extends Closeable {
    /// Reads at `position` into `target` until it is full or the file ends.
    ///
    /// @return bytes read, 0 at the end of the file
    int read(ByteBuffer target, long position) throws IOException;

    /// Writes all remaining bytes of `source` at `position`.
    void write(ByteBuffer source, long position) throws IOException;

    /// The file's length in bytes.
    long size() throws IOException;

    /// Cuts the file to `size` bytes.
    void truncate(long size) throws IOException;

    /// Returns once all that was written to this file survives a loss of power.
    ///
    /// A failure means that nothing is known about the contents; see [DiskFailure].
    void force() throws IOException;
  }

  /// Opens `path`. Never follows a symbolic link in the last position.
  File open(Path path, Mode mode) throws IOException;

  /// Whether something is stored under `path`.
  boolean exists(Path path);

  /// The length of the file `path` in bytes.
  long size(Path path) throws IOException;

  /// Names (not paths) of what the folder holds, in no particular order; none when it is missing.
  List<String> list(Path folder) throws IOException;

  /// Makes the folder and its parents where they are missing. All their names are durable then.
  void createFolders(Path folder) throws IOException;

  /// Renames, replacing `target` in one step if it exists.
  void rename(Path source, Path target) throws IOException;

  /// Gives the file `existing` a second name.
  void link(Path existing, Path link) throws IOException;

  /// Deletes a file or an empty folder; nothing happens when it is missing.
  void delete(Path path) throws IOException;

  /// Returns once the names in `folder` survive a loss of power.
  void forceFolder(Path folder) throws IOException;

  /// Bytes that can still be written.
  long usableBytes() throws IOException;

  /// The whole contents of a file that is known to be small.
  default byte[] readAll(Path path) throws IOException {
    try (File file = open(path, Mode.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(file.size()));
      file.read(buffer, 0);
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    }
  }

  /// Whether both names mean one file that is there. False where that cannot be told.
  default boolean isSame(Path one, Path other) throws IOException {
    return false;
  }

  /// Lets nobody but the owner of this process read or change the file `path`, where the file
  /// system knows such rights.
  default void ownerOnly(Path path) throws IOException {}

  /// Replaces `path` by `contents`, durably and in one step: after a crash there is the old file or
  /// the new one.
  default void replace(Path path, byte[] contents) throws IOException {
    replace(path, contents, false);
  }

  /// As [#replace], for secrets: at no moment can anybody else read them.
  default void replaceSecret(Path path, byte[] contents) throws IOException {
    replace(path, contents, true);
  }

  private void replace(Path path, byte[] contents, boolean secret) throws IOException {
    Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
    delete(temporary);
    try (File file = open(temporary, secret ? Mode.CREATE_SECRET : Mode.CREATE)) {
      file.write(ByteBuffer.wrap(contents), 0);
      file.force();
    }
    rename(temporary, path);
    Path folder = path.getParent();
    forceFolder(folder == null ? Path.of("") : folder);
  }
}
