package forum.server.threads;

import forum.machine.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The lines that changes add behind the end of a file.
final class NewLines {
  private final long start;
  private final byte[] bytes;
  private final Extent extent;

  private NewLines(long start, byte[] bytes, Extent extent) {
    this.start = start;
    this.bytes = bytes;
    this.extent = extent;
  }

  /// The lines for changes that leave what was there as it is.
  static NewLines of(Extent extent, NetChanges changes) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    EntryWriter writer = new EntryWriter(lines, extent);
    writer.writeAll(changes);
    return new NewLines(extent.bytes(), lines.toByteArray(), writer.extent(extent.generation()));
  }

  /// Writes them all in one call.
  ///
  /// @return what is in the file then
  Extent writeTo(Disk.File file) throws IOException {
    file.write(ByteBuffer.wrap(bytes), start);
    return extent;
  }

  /// Whether what lies behind the end of the file is nothing but their beginning.
  boolean areBegunIn(Disk.File file) throws IOException {
    long found = file.size() - start;
    if (found > bytes.length) {
      return false;
    }
    ByteBuffer begun = ByteBuffer.allocate((int) found);
    file.read(begun, start);
    return begun.flip().equals(ByteBuffer.wrap(bytes, 0, (int) found));
  }
}
