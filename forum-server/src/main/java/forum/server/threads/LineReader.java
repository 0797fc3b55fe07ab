package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineView;
import forum.protocol.line.MalformedLine;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The lines of a thread's file, from any place in it. Holds one block of the file, or one line
/// where that is longer.
final class LineReader {
  /// For looking here and there.
  static final int PROBE_BYTES = 16 * 1024;

  /// For reading on and on.
  static final int STREAM_BYTES = 128 * 1024;

  /// A line.
  ///
  /// @param start where it begins
  /// @param end where the next one does
  record Line(long start, long end, LineView view) {}

  private final Disk.File file;
  private final long end;
  private final int blockBytes;
  private byte[] block = {};
  private long blockStart;

  /// Reads `file` as if it ended at `end`.
  LineReader(Disk.File file, long end, int blockBytes) {
    this.file = file;
    this.end = end;
    this.blockBytes = blockBytes;
  }

  long end() {
    return end;
  }

  /// The line that begins at `start`. It stays as it is when the reader goes on.
  Line at(long start) throws IOException, DamagedThread {
    long newline = newlineFrom(start);
    try {
      int from = (int) (start - blockStart);
      return new Line(start, newline + 1, LineView.of(block, from, (int) (newline - blockStart)));
    } catch (MalformedLine e) {
      throw new DamagedThread(start, e);
    }
  }

  /// Where the line that begins at `start` ends. Then all of it is in the block.
  private long newlineFrom(long start) throws IOException, DamagedThread {
    for (int bytes = 1; ; bytes = Math.clamp(4L * bytes, blockBytes, LineView.BYTES_MAX)) {
      cover(start, bytes);
      int newline = forward((int) (start - blockStart));
      if (newline >= 0) {
        return blockStart + newline;
      }
      if (blockEnd() == end) {
        throw new DamagedThread("the line at byte " + start + " has no end");
      }
      if (bytes == LineView.BYTES_MAX) {
        throw new DamagedThread("the line at byte " + start + " is longer than any can be");
      }
    }
  }

  /// Where the first line begins that begins at `offset` or behind it; the end, if none does.
  long startFrom(long offset) throws IOException, DamagedThread {
    for (long at = offset - 1; at < end; at = blockEnd()) {
      cover(at, 1);
      int newline = forward((int) (at - blockStart));
      if (newline >= 0) {
        return blockStart + newline + 1;
      }
    }
    return end;
  }

  /// Where the line begins that ends where the one at `start` begins.
  long startBefore(long start) throws IOException, DamagedThread {
    for (long to = start - 1; to > 0; to = Math.max(0, to - blockBytes)) {
      long from = Math.max(0, to - blockBytes);
      cover(from, (int) (to - from));
      int newline = backward((int) (to - blockStart));
      if (newline >= 0) {
        return blockStart + newline + 1;
      }
    }
    return 0;
  }

  private int forward(int from) {
    for (int i = from; i < block.length; i++) {
      if (block[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private int backward(int to) {
    int i = to - 1;
    while (i >= 0 && block[i] != '\n') {
      i--;
    }
    return i;
  }

  private long blockEnd() {
    return blockStart + block.length;
  }

  /// Makes the block hold `bytes` bytes from `start` on, or all there are.
  private void cover(long start, int bytes) throws IOException, DamagedThread {
    long to = Math.min(start + bytes, end);
    if (start < blockStart || to > blockEnd()) {
      // a fresh array, because lines still in use lie in the old one
      ByteBuffer fresh =
          ByteBuffer.allocate((int) Math.min(Math.max(blockBytes, bytes), end - start));
      if (file.read(fresh, start) < fresh.capacity()) {
        throw new DamagedThread("it ends before byte " + (start + fresh.capacity()));
      }
      block = fresh.array();
      blockStart = start;
    }
  }
}
