package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Message;
import forum.server.threads.LineReader.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// What is in a thread's file at one moment. Good until the thread changes; over a file opened for
/// it alone, for as long as that is open.
///
/// Every method throws [DamagedThread] when it comes across a line that is not as it was written.
public final class ThreadReader {
  /// A part of the file: whole lines.
  public record Range(long start, long end) {
    /// How many bytes it has.
    public long bytes() {
      return end - start;
    }
  }

  private final Disk.File file;
  private final Extent extent;
  private final LineReader lines;
  private final LineSearch search;

  /// Reads of `file` what `extent` says.
  public ThreadReader(Disk.File file, Extent extent) {
    this.file = file;
    this.extent = extent;
    lines = new LineReader(file, extent.bytes(), LineReader.PROBE_BYTES);
    search = new LineSearch(lines);
  }

  /// The message of this number.
  public Optional<Message> message(int number) throws IOException, DamagedThread {
    if (number < 1 || number > extent.messages()) {
      return Optional.empty();
    }
    if (entryAt(search.number(number)) instanceof Message found && found.number() == number) {
      return Optional.of(found);
    }
    throw new DamagedThread("message " + number + " of " + extent.messages() + " is missing");
  }

  /// The entry of this id.
  public Optional<Entry> entry(long id) throws IOException, DamagedThread {
    if (id < 1 || id > extent.lastId()) {
      return Optional.empty();
    }
    return Optional.of(entryAt(search.id(id))).filter(found -> found.id() == id);
  }

  /// All entries.
  public Range all() throws IOException, DamagedThread {
    return to(search.firstEntry());
  }

  /// The last `count` lines.
  public Range lastLines(int count) throws IOException, DamagedThread {
    long first = search.firstEntry();
    long start = extent.bytes();
    for (int i = 0; i < count && start > first; i++) {
      start = lines.startBefore(start);
    }
    return to(start);
  }

  /// The last `count` messages and what stands between and behind them.
  public Range lastMessages(int count) throws IOException, DamagedThread {
    return count >= extent.messages() ? all() : to(search.number(extent.messages() - count + 1));
  }

  /// The messages from number `first` to number `last`, as far as there are any, and what stands
  /// between them.
  public Range messages(int first, int last) throws IOException, DamagedThread {
    if (Math.max(first, 1) > Math.min(last, extent.messages())) {
      return to(extent.bytes());
    }
    long end = lines.at(search.number(Math.min(last, extent.messages()))).end();
    return new Range(search.number(Math.max(first, 1)), end);
  }

  /// What was written at `since` or later.
  public Range since(Instant since) throws IOException, DamagedThread {
    return to(search.since(since));
  }

  /// The bytes of the file from `offset` on, `length` of them or as many as there are.
  public byte[] read(long offset, int length) throws IOException, DamagedThread {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.clamp(extent.bytes() - offset, 0, (long) length));
    if (file.read(bytes, offset) < bytes.capacity()) {
      throw new DamagedThread("it ends before byte " + (offset + bytes.capacity()));
    }
    return bytes.array();
  }

  private Range to(long start) {
    return new Range(start, extent.bytes());
  }

  private Entry entryAt(long start) throws IOException, DamagedThread {
    if (start == extent.bytes()) {
      throw new DamagedThread("its last entries are missing");
    }
    Line line = lines.at(start);
    try {
      return (Entry) line.view().line();
    } catch (MalformedLine e) {
      throw new DamagedThread(start, e);
    }
  }
}
