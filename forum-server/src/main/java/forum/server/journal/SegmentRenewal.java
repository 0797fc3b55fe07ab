package forum.server.journal;

import forum.machine.Disk;
import forum.machine.DiskFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Makes the last segment one that can be trusted and appended to.
///
/// What was read from it may be in the memory of the kernel only, be it that the force never came
/// or that it failed (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC
/// 2020). Without this a loss of power would take records that this life has already answered for.
final class SegmentRenewal {
  private final JournalFolder folder;
  private final JournalSettings settings;

  SegmentRenewal(JournalFolder folder, JournalSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /// The first segment of a new journal.
  JournalSegment begin() throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(settings.segmentBytes());
    SegmentHeader header = new SegmentHeader(settings.chance().number(), 1, 0);
    header.write(nothing);
    return adopt(written(nothing), header, nothing);
  }

  /// Copies the records that `reader` has read into a new segment. On a full disk, where nobody
  /// could start otherwise, it writes them again where they are.
  JournalSegment renew(Path path, long first, SegmentReader reader) throws IOException {
    SegmentHeader header = new SegmentHeader(settings.chance().number(), first, reader.last());
    ByteBuffer copy = copy(reader, header);
    Disk.File file;
    try {
      file = written(copy);
    } catch (DiskFull e) {
      return writeAgain(path, reader);
    }
    return adopt(file, header, copy);
  }

  /// The whole segment, with its position where the records end.
  private ByteBuffer copy(SegmentReader reader, SegmentHeader header) {
    long room = Math.max(settings.segmentBytes(), JournalSegment.size(reader.size()));
    ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(room));
    header.write(copy);
    RecordCodec codec = new RecordCodec(header.salt());
    for (JournalRecord record : reader.records()) {
      codec.write(copy, record.lsn(), record.durable(), reader.payload(record));
    }
    int needed = copy.position() + RecordCodec.HEAD_BYTES;
    return copy.limit(Math.max(settings.segmentBytes(), needed));
  }

  private Disk.File written(ByteBuffer segment) throws IOException {
    Path unfinished = unfinished();
    Disk.File file = folder.disk().open(unfinished, Disk.Mode.CREATE);
    try {
      file.write(segment.duplicate().position(0), 0);
      file.force();
      return file;
    } catch (IOException e) {
      file.close();
      folder.disk().delete(unfinished);
      throw e;
    }
  }

  private JournalSegment adopt(Disk.File file, SegmentHeader header, ByteBuffer segment)
      throws IOException {
    folder.adopt(unfinished(), header.first());
    return new JournalSegment(
        folder.segment(header.first()),
        file,
        segment.limit(),
        new RecordCodec(header.salt()),
        segment.position());
  }

  private Path unfinished() {
    return folder.unfinished("copy");
  }

  /// Should the power go meanwhile, acknowledged records are not harmed: they are overwritten by
  /// themselves. And nobody was answered for the others. The mark that says all of them are safe
  /// comes when that is true, and not in the same write.
  private JournalSegment writeAgain(Path path, SegmentReader reader) throws IOException {
    ByteBuffer all = reader.cleaned();
    Disk.File file = folder.disk().open(path, Disk.Mode.WRITE);
    file.write(all.position(SegmentHeader.BYTES), SegmentHeader.BYTES);
    file.force();
    folder.disk().forceFolder(folder.path());
    JournalSegment segment =
        new JournalSegment(path, file, reader.size(), reader.codec(), reader.end());
    if (reader.durable() < reader.last()) {
      segment.mark(reader.last());
    }
    return segment;
  }
}
