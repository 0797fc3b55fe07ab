package forum.server.backup;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a zip file and its manifest. Needs the same memory for files of any size.
final class Packer implements Closeable {
  private static final int BUFFER_BYTES = 128 << 10;

  private final ZipOutputStream zip;
  private final List<Manifest.Member> members = new ArrayList<>();
  private long bytes;

  /// Writes to the empty file `target`, which is forced by who opened it.
  Packer(Disk.File target) {
    this.zip = new ZipOutputStream(new BufferedOutputStream(new DiskOutput(target), BUFFER_BYTES));
  }

  /// Adds text, which is worth compressing.
  Sha256 addText(Path path, InputStream contents) throws IOException {
    return add(path, contents, Deflater.BEST_SPEED);
  }

  /// Adds what somebody attached, which is mostly compressed already.
  Sha256 addAttached(Path path, InputStream contents) throws IOException {
    return add(path, contents, Deflater.NO_COMPRESSION);
  }

  private Sha256 add(Path path, InputStream contents, int level) throws IOException {
    String name = path.toString().replace('\\', '/');
    MessageDigest digest = Sha256.computation();
    zip.setLevel(level);
    zip.putNextEntry(new ZipEntry(name));
    bytes += contents.transferTo(new DigestOutputStream(zip, digest));
    zip.closeEntry();
    Sha256 sha256 = Sha256.of(digest);
    members.add(new Manifest.Member(name, sha256));
    return sha256;
  }

  void addText(Path path, ByteBuffer contents) throws IOException {
    byte[] copy = new byte[contents.remaining()];
    contents.get(copy);
    addText(path, new ByteArrayInputStream(copy));
  }

  /// Adds the manifest; nothing can follow.
  void finish(Instant at, long checkpoint, long lsn) throws IOException {
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(new Manifest(at, checkpoint, lsn, members).bytes());
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }

  /// What was added, without the manifest.
  int members() {
    return members.size();
  }

  /// How much that was before it was compressed.
  long bytes() {
    return bytes;
  }

  /// Lets go of what compresses; the file stays open.
  @Override
  public void close() throws IOException {
    zip.close();
  }
}
