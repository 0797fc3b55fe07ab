package forum.server.audit;

import forum.machine.Disk;
import forum.protocol.InvalidValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The audit log on the disk: one JSON object a line, only ever appended to. Forced when a
/// checkpoint is taken; until then the journal has what it says. Owned by the command loop.
public final class AuditFile {
  /// Where it lies.
  public static final Path PATH = Path.of("forum-data", "audit.log");

  private static final Path FOLDER = Path.of("forum-data");

  private final Disk disk;
  private final AuditTrail trail;

  /// Shows `trail` on `disk`.
  public AuditFile(Disk disk, AuditTrail trail) {
    this.disk = disk;
    this.trail = trail;
  }

  /// The lines up to `mark`.
  public static byte[] upTo(Disk disk, AuditMark mark) throws IOException {
    byte[] bytes = disk.exists(PATH) ? disk.readAll(PATH) : new byte[0];
    long left = mark.lines();
    int end = 0;
    for (int i = 0; i < bytes.length && left > 0; i++) {
      if (bytes[i] == '\n') {
        left--;
        end = i + 1;
      }
    }
    return Arrays.copyOf(bytes, end);
  }

  /// Writes what the file lacks after a crash. What it lacks beyond that somebody has taken away:
  /// it is told and not mended, so that it stays visible.
  public void recover(Consumer<String> findings) throws IOException {
    long found = cutTornLine();
    long certain = trail.certain().lines();
    if (found < certain) {
      findings.accept(
          "%s has %d lines, the journal knows of %d: somebody has shortened it"
              .formatted(PATH, found, certain));
    }
    trail.pending().removeIf(line -> line.mark().lines() <= found);
    append();
  }

  /// The number of the last whole line; what a crash has left behind it is cut off.
  private long cutTornLine() throws IOException {
    if (!disk.exists(PATH)) {
      return 0;
    }
    byte[] bytes = disk.readAll(PATH);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      try (Disk.File file = disk.open(PATH, Disk.Mode.WRITE)) {
        file.truncate(end);
      }
    }
    List<String> lines = new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    return lines.isEmpty() ? 0 : number(lines.getLast(), lines.size());
  }

  private static long number(String line, long otherwise) {
    try {
      return AuditLine.of(line).n();
    } catch (InvalidValue e) {
      return otherwise; // a check says what is wrong with it
    }
  }

  /// Appends the lines that are new.
  public void append() throws IOException {
    if (trail.pending().isEmpty()) {
      return;
    }
    boolean isNew = !disk.exists(PATH);
    try (Disk.File file = disk.open(PATH, Disk.Mode.WRITE)) {
      if (isNew) {
        disk.ownerOnly(PATH);
      }
      write(file);
    }
    trail.written();
  }

  private void write(Disk.File file) throws IOException {
    StringBuilder text = new StringBuilder();
    trail.pending().forEach(line -> text.append(line.text()).append('\n'));
    long end = file.size();
    try {
      file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), end);
    } catch (IOException e) {
      file.truncate(end); // all lines or none, so that none stands twice
      throw e;
    }
  }

  /// Returns when all that was appended survives a loss of power.
  public void force() throws IOException {
    if (disk.exists(PATH)) {
      try (Disk.File file = disk.open(PATH, Disk.Mode.WRITE)) {
        file.force();
      }
      disk.forceFolder(FOLDER);
    }
  }
}
