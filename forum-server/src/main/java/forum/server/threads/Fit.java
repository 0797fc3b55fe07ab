package forum.server.threads;

import forum.machine.Disk;
import forum.protocol.line.LineView;
import forum.protocol.line.LineView.Kind;
import forum.protocol.line.ThreadLine.Header;
import java.io.IOException;

/// Whether a file holds what a checkpoint says, as far as its two ends tell. Reading all of it
/// would make every start slow; [Verification] does.
final class Fit {
  private final Disk.File file;
  private final Header header;
  private final Extent extent;

  private Fit(Disk.File file, Header header, Extent extent) {
    this.file = file;
    this.header = header;
    this.extent = extent;
  }

  /// @throws DamagedThread when it does not
  static void check(Disk.File file, Header header, Extent extent)
      throws IOException, DamagedThread {
    Fit fit = new Fit(file, header, extent);
    fit.checkLength();
    fit.checkHeader();
    if (!extent.isEmpty()) {
      fit.checkLastLine();
    }
  }

  private void checkLength() throws IOException, DamagedThread {
    require(
        file.size() >= extent.bytes(),
        "it has " + file.size() + " bytes, expected " + extent.bytes());
  }

  private void checkHeader() throws IOException, DamagedThread {
    require(FirstLine.is(header, file), "its first line is not the one it was created with");
  }

  private void checkLastLine() throws IOException, DamagedThread {
    LineReader lines = new LineReader(file, extent.bytes(), LineReader.PROBE_BYTES);
    LineView last = lines.at(lines.startBefore(extent.bytes())).view();
    require(
        last.id() == extent.lastId(),
        "its last line has id " + last.id() + ", expected " + extent.lastId());
    require(
        last.kind() != Kind.MESSAGE || last.number() == extent.messages(),
        "its last message has number " + last.number() + ", expected " + extent.messages());
  }

  private static void require(boolean holds, String found) throws DamagedThread {
    if (!holds) {
      throw new DamagedThread(found);
    }
  }
}
