package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import java.io.IOException;
import java.util.List;

/// Reads the whole of a thread's file and compares it with what it must be: every checksum, numbers
/// without a gap, ids that ascend, as many entries as memory knows.
public final class Verification {
  /// Receives the entries of a file as they are read.
  @FunctionalInterface
  public interface Reader {
    /// One entry, which stands in this line.
    void read(long line, Entry entry);
  }

  /// Something that is not as it must be.
  ///
  /// @param line its number, from 1 on; 0 when the file as a whole is meant
  /// @param found what is wrong
  public record Difference(long line, String found) {}

  private final Header header;
  private final Extent extent;
  private final Reader reader;
  private final FirstDifferences differences = new FirstDifferences();
  private long line;
  private int lastNumber;
  private int messages;
  private int uploads;
  private long lastId;

  private Verification(Header header, Extent extent, Reader reader) {
    this.header = header;
    this.extent = extent;
    this.reader = reader;
  }

  /// The first differences, in the order of lines, and how many more there are; what lies behind
  /// the extent is not looked at. Any thread may do it that has the file to itself.
  ///
  /// @throws DamagedThread when the file gets shorter meanwhile
  public static List<Difference> of(Disk.File file, Header header, Extent extent)
      throws IOException, DamagedThread {
    return of(file, header, extent, (_, _) -> {});
  }

  /// The same, and `reader` gets every entry.
  public static List<Difference> of(Disk.File file, Header header, Extent extent, Reader reader)
      throws IOException, DamagedThread {
    Verification verification = new Verification(header, extent, reader);
    long end = Math.min(file.size(), extent.bytes());
    verification.checkLines(new LineReader(file, end, LineReader.STREAM_BYTES));
    verification.line = 0;
    verification.check("bytes", end, extent.bytes());
    verification.checkCounts();
    return verification.differences.list();
  }

  private void checkLines(LineReader lines) throws IOException, DamagedThread {
    long at = 0;
    while (at < lines.end()) {
      line++;
      at = checkLine(lines, at);
    }
  }

  private long checkLine(LineReader lines, long start) throws IOException, DamagedThread {
    try {
      check(lines.at(start).view().line());
    } catch (DamagedThread | MalformedLine e) {
      report(String.valueOf(e.getMessage()));
    }
    return lines.startFrom(start + 1);
  }

  private void check(ThreadLine found) {
    switch (found) {
      case Header first -> checkHeader(first);
      case Entry entry -> checkEntry(entry);
    }
  }

  private void checkHeader(Header found) {
    if (line != 1 || !found.equals(header)) {
      report("it is " + found + ", expected " + (line == 1 ? header : "an entry"));
    }
  }

  private void checkEntry(Entry entry) {
    if (line == 1) {
      report("the header is missing");
    }
    if (entry.id() <= lastId) {
      report("id " + entry.id() + " stands behind " + lastId);
    }
    lastId = entry.id();
    reader.read(line, entry);
    if (entry instanceof Message(int number, _, _, _, _, _)) {
      check("number", number, lastNumber + 1);
      lastNumber = number;
      messages++;
    } else {
      uploads++;
    }
  }

  private void checkCounts() {
    check("messages", messages, extent.messages());
    check("uploads", uploads, extent.uploads());
    check("last id", lastId, extent.lastId());
  }

  private void check(String what, long found, long expected) {
    if (found != expected) {
      report(what + " " + found + ", expected " + expected);
    }
  }

  private void report(String found) {
    differences.add(line, found);
  }
}
