package forum.simulation;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.transfer.Sha256;
import forum.server.transfer.Blobs;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Brings bytes to where the server finds them after a transfer. The transfer itself travels over
/// TCP and has tests of its own; here it is about what the journal says of it.
final class Uploads {
  private static final Path ARRIVING = Path.of("forum-data", "arriving");

  private final Disk disk;
  private final SimulatedServer server;
  private final SeededChance chance;

  Uploads(Disk disk, SimulatedServer server, SeededChance chance) {
    this.disk = disk;
    this.server = server;
    this.chance = chance;
  }

  /// A file to attach, whose bytes are there, but for misfortune. Few are distinct, so that threads
  /// share them.
  Request.AttachFile upload(ThreadTitle thread) {
    int which = chance.below(4);
    byte[] bytes = "file number %d".formatted(which).getBytes(StandardCharsets.UTF_8);
    Sha256 digest = Sha256.of(bytes);
    Blobs blobs = server.blobs();
    if (blobs != null && chance.happens(0.9)) {
      store(bytes, digest, blobs);
    }
    FileName name = new FileName("notes-" + chance.below(6) + ".txt");
    return new Request.AttachFile(thread, name, bytes.length, digest.hex());
  }

  private void store(byte[] bytes, Sha256 digest, Blobs blobs) {
    try {
      disk.delete(ARRIVING);
      try (Disk.File file = disk.open(ARRIVING, Disk.Mode.CREATE)) {
        file.write(ByteBuffer.wrap(bytes), 0);
        file.force();
      }
      blobs.keep(ARRIVING, digest);
    } catch (IOException e) {
      // Then there is nothing to attach, and the server will say so.
    }
  }
}
