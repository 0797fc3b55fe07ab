package forum.simulation;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Brings bytes to where the server finds them after a transfer. The transfer itself travels over TCP
/// and has tests of its own; here it is about what the journal says of it.
final class Uploads {
  private static final Path BLOBS = Path.of("forum-data", "blobs");
  private static final Path ARRIVING = Path.of("forum-data", "arriving");

  private final Disk disk;
  private final SeededChance chance;

  Uploads(Disk disk, SeededChance chance) {
    this.disk = disk;
    this.chance = chance;
  }

  /// A file to attach, whose bytes are there, but for misfortune. Few are distinct, so that threads
  /// share them.
  Request.AttachFile upload(ThreadTitle thread) {
    int which = chance.below(4);
    byte[] bytes = "file number %d".formatted(which).getBytes(StandardCharsets.UTF_8);
    String digest = sha256(bytes);
    if (chance.happens(0.9)) {
      store(bytes, BLOBS.resolve(digest));
    }
    FileName name = new FileName("notes-" + chance.below(6) + ".txt");
    return new Request.AttachFile(thread, name, bytes.length, digest);
  }

  private void store(byte[] bytes, Path blob) {
    try {
      disk.createFolders(BLOBS);
      disk.delete(ARRIVING);
      try (Disk.File file = disk.open(ARRIVING, Disk.Mode.CREATE)) {
        file.write(ByteBuffer.wrap(bytes), 0);
        file.force();
      }
      disk.rename(ARRIVING, blob);
      disk.forceFolder(BLOBS);
    } catch (IOException e) {
      // Then there is nothing to attach, and the server will say so.
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
