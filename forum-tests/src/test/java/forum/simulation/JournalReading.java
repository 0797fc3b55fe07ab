package forum.simulation;

import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Reads a whole journal as docs/DISK.md describes it, with nothing of the server's own reader.
public final class JournalReading {
  private static final Path LIVE = Path.of("forum-data", "journal");
  private static final int HEADER_BYTES = 64;
  private static final int HEAD_BYTES = 24;
  private static final int LSN_AT = 8;
  private static final int DURABLE_AT = 16;

  private final List<byte[]> payloads = new ArrayList<>();

  private JournalReading() {}

  /// Where the files of a journal are.
  private interface Place {
    /// The names in a folder; none when it is missing.
    List<String> names(Path folder) throws IOException;

    /// What a file holds.
    byte[] bytes(Path file) throws IOException;
  }

  private record OnSimulatedDisk(SimulatedDisk disk) implements Place {
    @Override
    public List<String> names(Path folder) {
      return disk.peekNames(folder);
    }

    @Override
    public byte[] bytes(Path file) {
      return Objects.requireNonNull(disk.peek(file));
    }
  }

  private record InFolder(Path root) implements Place {
    @Override
    public List<String> names(Path folder) throws IOException {
      String[] names = root.resolve(folder).toFile().list();
      return names == null ? List.of() : List.of(names);
    }

    @Override
    public byte[] bytes(Path file) throws IOException {
      return Files.readAllBytes(root.resolve(file));
    }
  }

  /// All records on a simulated disk, the first of which has number 1.
  static List<byte[]> of(SimulatedDisk disk) {
    try {
      return of(new OnSimulatedDisk(disk));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All records in a data folder that no server uses.
  public static List<byte[]> of(Path dataFolder) throws IOException {
    return of(new InFolder(dataFolder));
  }

  private static List<byte[]> of(Place disk) throws IOException {
    Map<Long, Path> segments = new TreeMap<>();
    for (Path folder : List.of(LIVE.resolve("archive"), LIVE)) {
      for (String name : disk.names(folder)) {
        if (name.endsWith(".log")) {
          segments.put(Long.valueOf(name.substring(0, 19)), folder.resolve(name));
        }
      }
    }
    JournalReading reading = new JournalReading();
    for (Map.Entry<Long, Path> segment : segments.entrySet()) {
      reading.read(segment.getKey(), disk.bytes(segment.getValue()));
    }
    return reading.payloads;
  }

  private void read(long first, byte[] segment) {
    Violation.unless(first <= payloads.size() + 1, "the journal lacks records before %d", first);
    ByteBuffer in = ByteBuffer.wrap(segment);
    byte[] salt = Arrays.copyOfRange(segment, 12, 20);
    int at = HEADER_BYTES;
    while (isRecord(in, at, salt)) {
      int end = at + LSN_AT + in.getInt(at);
      long lsn = in.getLong(at + LSN_AT);
      boolean mark = in.getLong(at + DURABLE_AT) == lsn;
      if (!mark) {
        Violation.unless(
            lsn <= payloads.size() + 1, "record %d stands behind %d", lsn, payloads.size());
        payloads.subList((int) lsn - 1, payloads.size()).clear();
        payloads.add(Arrays.copyOfRange(segment, at + HEAD_BYTES, end));
      }
      at = end;
    }
  }

  private static boolean isRecord(ByteBuffer in, int at, byte[] salt) {
    if (at + HEAD_BYTES > in.limit()) {
      return false;
    }
    int length = in.getInt(at);
    if (length < 16 || length > in.limit() - at - LSN_AT) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(salt);
    checksum.update(in.array(), at, Integer.BYTES);
    checksum.update(in.array(), at + LSN_AT, length);
    return (int) checksum.getValue() == in.getInt(at + Integer.BYTES);
  }
}
