package forum.client.transfer;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Where a download goes: a name in a folder, and beside it the part that holds what has arrived.
///
/// The part's name has the beginning of the digest in it. So a part is only ever continued with the
/// same bytes, and two programs that fetch different files of one name do not write into each
/// other's.
record Target(Disk folder, Path name, Sha256 sha256, long size) {
  private static final int NAME_BYTES_MAX = 255;
  private static final int MARK_DIGITS = 8;

  Path part() {
    String mark = "." + sha256.hex().substring(0, MARK_DIGITS) + ".part";
    String part = "." + name + mark;
    return Path.of(
        part.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES_MAX ? part : ".download" + mark);
  }

  boolean exists() {
    return folder.exists(name);
  }

  /// Whether the file is there and holds just these bytes.
  boolean isThere() throws IOException {
    if (!exists() || folder.size(name) != size) {
      return false;
    }
    try (Disk.File file = folder.open(name, Disk.Mode.READ)) {
      MessageDigest digest = Sha256.computation();
      Sha256.add(file, size, digest);
      return Sha256.of(digest).equals(sha256);
    }
  }

  /// Opens the part, at most as long as the whole.
  Disk.File openPart() throws IOException {
    Disk.File part = folder.open(part(), Disk.Mode.WRITE);
    try {
      if (part.size() > size) {
        part.truncate(0);
      }
      return part;
    } catch (IOException e) {
      part.close();
      throw e;
    }
  }

  void deletePart() throws IOException {
    folder.delete(part());
  }

  /// Gives the whole part its name.
  ///
  /// @param overwrite whether another file of this name may be replaced
  /// @throws FileAlreadyExistsException when it would have to be, and may not
  void moveIntoPlace(boolean overwrite) throws IOException {
    try {
      if (overwrite) {
        folder.rename(part(), name);
      } else {
        moveUnlessTaken();
      }
    } catch (NoSuchFileException e) {
      // Another program that fetched the same was first.
      if (!isThere()) {
        throw e;
      }
    }
  }

  /// A second name is given only where there is none; a renaming would replace.
  private void moveUnlessTaken() throws IOException {
    try {
      folder.link(part(), name);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      renameUnlessTaken(); // a file system without links
      return;
    }
    deletePart();
  }

  private void renameUnlessTaken() throws IOException {
    if (exists()) {
      throw new FileAlreadyExistsException(name.toString());
    }
    folder.rename(part(), name);
  }
}
