package forum.server.audit;

import forum.server.model.Act;
import java.time.Instant;

/// Lines of the audit log, for tests elsewhere.
public final class WrittenActs {
  private WrittenActs() {}

  /// An act with `text` wherever there can be one.
  public static String line(String text) {
    return AuditLine.of(AuditMark.NONE, 1, Instant.EPOCH, new Act(text, "ban", text, text)).text();
  }
}
