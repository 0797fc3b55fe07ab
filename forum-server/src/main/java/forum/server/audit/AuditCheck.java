package forum.server.audit;

import forum.machine.Disk;
import forum.protocol.InvalidValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the audit log is the chain that the journal says it is.
public final class AuditCheck {
  /// What is wrong.
  ///
  /// @param line number of the line, 0 when it is none in particular
  public record Fault(long line, String found) {}

  private AuditCheck() {}

  /// The first thing that is wrong; null when nothing is. Behind what the journal says at the
  /// moment of the check there may be newer lines.
  ///
  /// @param certain what the file must have
  /// @param mark what the journal says
  public static @Nullable Fault of(Disk disk, AuditMark certain, AuditMark mark)
      throws IOException {
    List<String> lines = disk.exists(AuditFile.PATH) ? lines(disk) : List.of();
    AuditMark read = AuditMark.NONE;
    for (String line : lines) {
      Fault fault = fault(line, read);
      if (fault != null) {
        return fault;
      }
      read = new AuditMark(read.lines() + 1, AuditLine.hash(line));
      boolean isKnown = read.lines() == mark.lines() || read.lines() == certain.lines();
      if (isKnown && !read.equals(mark) && !read.equals(certain)) {
        return new Fault(read.lines(), "it is not the line that the journal has");
      }
    }
    return read.lines() < certain.lines()
        ? new Fault(0, read.lines() + " lines, the journal knows of " + certain.lines())
        : null;
  }

  private static List<String> lines(Disk disk) throws IOException {
    String text = new String(disk.readAll(AuditFile.PATH), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static @Nullable Fault fault(String text, AuditMark before) {
    try {
      AuditLine line = AuditLine.of(text);
      if (line.n() != before.lines() + 1) {
        return new Fault(
            before.lines() + 1, "it has the number " + line.n() + ": lines before it are missing");
      }
      return line.prev().equals(before.hash())
          ? null
          : new Fault(line.n(), "it does not follow from the line before, which was changed");
    } catch (InvalidValue e) {
      return new Fault(before.lines() + 1, "it is no line of an audit log");
    }
  }
}
