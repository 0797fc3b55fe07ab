package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.LineView;
import forum.protocol.line.LineView.Kind;
import forum.protocol.line.ThreadLine.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// What the first line of a file tells: whose it is.
final class FirstLine {
  private FirstLine() {}

  /// Whether the file begins with this very line.
  static boolean is(Header header, Disk.File file) throws IOException {
    ByteBuffer expected = ByteBuffer.wrap(LineCodec.write(header));
    ByteBuffer found = ByteBuffer.allocate(expected.capacity());
    file.read(found, 0);
    return found.flip().equals(expected);
  }

  /// The id of the thread whose header it is, if it is one.
  static OptionalLong thread(Disk.File file) throws IOException {
    try {
      LineView view = new LineReader(file, file.size(), LineReader.PROBE_BYTES).at(0).view();
      return view.kind() == Kind.HEADER ? OptionalLong.of(view.id()) : OptionalLong.empty();
    } catch (DamagedThread e) {
      return OptionalLong.empty();
    }
  }
}
