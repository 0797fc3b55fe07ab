package forum.server.backup;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads a backup from front to back. Needs the same memory for members of any size.
final class Unpacker {
  private static final int BUFFER_BYTES = 128 << 10;

  /// Whatever else is in a file was not put there by a backup.
  private static final Pattern MEMBER =
      Pattern.compile(
          "credentials\\.txt"
              + "|threads/[^/.\\p{Cntrl}][^/\\p{Cntrl}]*"
              + "|forum-data/audit\\.log"
              + "|forum-data/journal/(archive/)?\\d{19}\\.log"
              + "|forum-data/checkpoint/\\d{19}\\.ckpt"
              + "|forum-data/blobs/[0-9a-f]{64}");

  /// Receives the members but for the manifest.
  @FunctionalInterface
  interface Receiver {
    /// One member; `contents` must be read to their end.
    void receive(String name, InputStream contents) throws IOException;
  }

  private final Disk.File file;

  Unpacker(Disk.File file) {
    this.file = file;
  }

  /// Hands over every member, and compares all of them with the manifest.
  ///
  /// @throws NoBackup when anything is missing, is there in excess or differs
  Manifest read(Receiver receiver) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(
            new BufferedInputStream(new DiskInput(file, file.size()), BUFFER_BYTES))) {
      List<Manifest.Member> found = new ArrayList<>();
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().equals(Manifest.NAME)) {
        found.add(new Manifest.Member(entry.getName(), receive(entry.getName(), zip, receiver)));
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new NoBackup(found.isEmpty() ? "it is no zip file" : "it has no manifest");
      }
      Manifest manifest = Manifest.of(zip.readAllBytes());
      compare(found, manifest.members());
      return manifest;
    } catch (ZipException | EOFException e) {
      throw new NoBackup("it is damaged or not complete: " + e.getMessage());
    }
  }

  private static Sha256 receive(String name, ZipInputStream zip, Receiver receiver)
      throws IOException {
    if (!MEMBER.matcher(name).matches()) {
      throw new NoBackup("a backup has no member \"" + name + "\"");
    }
    MessageDigest digest = Sha256.computation();
    receiver.receive(name, new DigestInputStream(zip, digest));
    return Sha256.of(digest);
  }

  private static void compare(List<Manifest.Member> found, List<Manifest.Member> expected)
      throws NoBackup {
    for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
      if (!found.get(i).equals(expected.get(i))) {
        throw new NoBackup(
            "%s is not what the manifest says: %s".formatted(found.get(i), expected.get(i)));
      }
    }
    if (found.size() != expected.size()) {
      throw new NoBackup(found.size() + " members, expected " + expected.size());
    }
  }
}
