package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineView;
import forum.protocol.line.MalformedLine;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Tells what a person wrote into a file from what a crash leaves there: lines of ours, zeros where
/// the disk did not get to writing, and at the end a line that was cut off.
final class HandWork {
  private final Disk.File file;
  private final long size;
  private final LineReader lines;

  private HandWork(Disk.File file) throws IOException {
    this.file = file;
    this.size = file.size();
    this.lines = new LineReader(file, size, LineReader.STREAM_BYTES);
  }

  /// Whether there is any behind `from`, where a line begins.
  static boolean isIn(Disk.File file, long from) throws IOException, DamagedThread {
    HandWork work = new HandWork(file);
    long at = from;
    while (at < work.size) {
      long end = work.lines.startFrom(at + 1);
      if (work.isWork(at, end)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private boolean isWork(long start, long end) throws IOException {
    ByteBuffer line = ByteBuffer.allocate((int) Math.min(end - start, LineView.BYTES_MAX));
    int bytes = file.read(line, start);
    boolean cutOff = end == size && line.get(bytes - 1) != '\n';
    return !isZeroIn(line.array(), bytes)
        && (end - start > LineView.BYTES_MAX || !(cutOff || isOurs(line.array(), bytes)));
  }

  private static boolean isZeroIn(byte[] line, int bytes) {
    for (int i = 0; i < bytes; i++) {
      if (line[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOurs(byte[] line, int bytes) {
    try {
      LineView.of(line, 0, bytes - 1);
      return true;
    } catch (MalformedLine e) {
      return false;
    }
  }
}
