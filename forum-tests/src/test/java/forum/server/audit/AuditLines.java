package forum.server.audit;

import forum.server.model.Act;
import java.time.Instant;

/// Opens the lines of the audit log to the fuzzer.
public final class AuditLines {
  private AuditLines() {}

  /// A line as it should be.
  public static String sample() {
    Act act = new Act("yoda", "BAN", "hans", "no \"reason\"");
    return AuditLine.of(AuditMark.NONE, 17, Instant.ofEpochMilli(1_800_000_000_123L), act).text();
  }

  /// What is read is written and read again as the same.
  public static boolean isKept(String text) {
    AuditLine line = AuditLine.of(text);
    return AuditLine.of(line.text()).equals(line);
  }
}
