package forum.server.audit;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
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

  /// Writes anew what no checkpoint has made certain: a crash may have taken any piece of it, and
  /// what can be read of it may be in memory only. What is wrong before that is somebody's work: it
  /// is not mended, so that it stays visible.
  public void recover(Consumer<String> findings) throws IOException {
    byte[] found = disk.exists(PATH) ? disk.readAll(PATH) : new byte[0];
    long certain = trail.certain().lines();
    Beginning kept = Beginning.of(found, certain);
    if (kept.lines() < certain) {
      findings.accept(
          "%s has %d lines, the journal knows of %d: somebody has shortened it"
              .formatted(PATH, kept.lines(), certain));
    }
    byte[] wanted = joined(Arrays.copyOf(found, kept.bytes()), newLines());
    if (!isLeftByCrash(found, wanted)) {
      findings.accept(
          "%s had something behind line %d that the journal does not have; written anew"
              .formatted(PATH, kept.lines()));
    }
    renew(wanted, kept.bytes(), found.length);
    trail.written();
  }

  private static byte[] joined(byte[] beginning, byte[] rest) {
    byte[] all = Arrays.copyOf(beginning, beginning.length + rest.length);
    System.arraycopy(rest, 0, all, beginning.length, rest.length);
    return all;
  }

  /// A crash leaves some pages of what was being appended, and zeros in the place of others.
  private static boolean isLeftByCrash(byte[] found, byte[] wanted) {
    for (int i = 0; i < found.length; i++) {
      if (found[i] != 0 && (i >= wanted.length || found[i] != wanted[i])) {
        return false;
      }
    }
    return true;
  }

  /// In place, so that a full disk has room for what is there already.
  private void renew(byte[] wanted, int from, int size) throws IOException {
    if (from == wanted.length && from == size) {
      return;
    }
    try (Disk.File file = open()) {
      file.write(ByteBuffer.wrap(wanted, from, wanted.length - from), from);
      if (size > wanted.length) {
        file.truncate(wanted.length);
      }
    }
    force();
  }

  /// Appends the lines that are new.
  public void append() throws IOException {
    if (trail.pending().isEmpty()) {
      return;
    }
    try (Disk.File file = open()) {
      write(file);
    }
    trail.written();
  }

  private Disk.File open() throws IOException {
    boolean isNew = !disk.exists(PATH);
    Disk.File file = disk.open(PATH, Disk.Mode.WRITE);
    if (isNew) {
      disk.ownerOnly(PATH);
    }
    return file;
  }

  private byte[] newLines() {
    StringBuilder text = new StringBuilder();
    trail.pending().forEach(line -> text.append(line.text()).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Disk.File file) throws IOException {
    long end = file.size();
    try {
      file.write(ByteBuffer.wrap(newLines()), end);
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
