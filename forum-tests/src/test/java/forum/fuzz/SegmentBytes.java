package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import forum.machine.Disk;
import forum.server.journal.Journal;
import forum.server.journal.JournalSettings;
import forum.server.journal.JournalView;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Segments of a journal as bytes, by what docs/DISK.md says about them.
final class SegmentBytes {
  private static final Path FOLDER = Path.of("journal");
  private static final Path FIRST = FOLDER.resolve("%019d.log".formatted(1));
  private static final int HEADER_BYTES = 64;
  private static final int SALT_AT = 12;
  private static final int COVERED_AT = 8;
  private static final int REST_BYTES_MIN = 16;

  private SegmentBytes() {}

  static Disk emptyDisk() {
    return new SimulatedDisk(1);
  }

  static void write(Disk disk, Path path, byte[] bytes) throws IOException {
    try (Disk.File file = disk.open(path, Disk.Mode.CREATE)) {
      file.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  /// A small segment with some records.
  static byte[] sample() {
    Disk disk = emptyDisk();
    try (Journal journal = open(disk)) {
      journal.append(List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)));
      journal.append(List.of("three".getBytes(UTF_8)));
      return disk.readAll(FIRST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens the journal on a disk as a server does.
  static Journal open(Disk disk) throws IOException {
    return Journal.open(
        disk,
        new JournalSettings(FOLDER, 512, new SeededChance(1), new ManualTicker(), Runnable::run),
        0);
  }

  /// A disk with a journal of one segment, which is `bytes`.
  static Disk disk(byte[] bytes) throws IOException {
    Disk disk = emptyDisk();
    disk.createFolders(FOLDER.resolve("archive"));
    write(disk, FIRST, bytes);
    return disk;
  }

  /// The journal of one segment, which is `bytes`, for who only reads it.
  static JournalView view(byte[] bytes) throws IOException {
    return JournalView.atRest(disk(bytes), FOLDER, 0);
  }

  /// The same, however damaged it is.
  static JournalView found(byte[] bytes) throws IOException {
    return JournalView.asFound(disk(bytes), FOLDER, 0);
  }

  /// The same bytes with right checksums, of the header and of every record that has room.
  static byte[] checked(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(bytes.length, HEADER_BYTES)));
    put(all, HEADER_BYTES - Integer.BYTES, checksum(all, 0, HEADER_BYTES - Integer.BYTES));
    for (int at = HEADER_BYTES; all.limit() - at >= COVERED_AT + REST_BYTES_MIN; ) {
      int length = all.getInt(at);
      if (length < REST_BYTES_MIN || length > all.limit() - at - COVERED_AT) {
        break;
      }
      CRC32C crc = new CRC32C();
      crc.update(all.array(), SALT_AT, Long.BYTES);
      crc.update(all.array(), at, Integer.BYTES);
      crc.update(all.array(), at + COVERED_AT, length);
      put(all, at + Integer.BYTES, (int) crc.getValue());
      at += COVERED_AT + length;
    }
    return all.array();
  }

  private static void put(ByteBuffer bytes, int at, int value) {
    bytes.putInt(at, value);
  }

  private static int checksum(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), from, length);
    return (int) crc.getValue();
  }
}
