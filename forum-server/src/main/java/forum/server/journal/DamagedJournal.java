package forum.server.journal;

import java.io.IOException;
import java.nio.file.Path;

/// Records that were acknowledged cannot be read any more.
///
/// The server must not start: it would forget what it promised. No segment has been changed.
public final class DamagedJournal extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Path file;
  private final long offset;
  private final long first;
  private final long last;

  private DamagedJournal(String found, Path file, long offset, long first, long last) {
    super(
        "%s %s: records %d to %d were acknowledged and cannot be read; "
                .formatted(file, found, first, last)
            + "copy the data folder away, then put the file back from a backup");
    this.file = file;
    this.offset = offset;
    this.first = first;
    this.last = last;
  }

  static DamagedJournal at(Path file, long offset, long first, long last) {
    return new DamagedJournal("is damaged at byte " + offset, file, offset, first, last);
  }

  static DamagedJournal incomplete(Path folder, long first, long last) {
    return new DamagedJournal("lacks a segment", folder, 0, first, last);
  }

  static DamagedJournal unreadable(Path file, IOException why, long first, long last) {
    return new DamagedJournal("cannot be read: " + why.getMessage(), file, 0, first, last);
  }

  /// The damaged file, or the folder a file is missing from.
  public Path file() {
    return file;
  }

  /// The first byte of `file` that is not as it was written.
  public long offset() {
    return offset;
  }

  /// The first record that cannot be read.
  public long first() {
    return first;
  }

  /// The last record known to have been there, at least [#first].
  public long last() {
    return last;
  }
}
