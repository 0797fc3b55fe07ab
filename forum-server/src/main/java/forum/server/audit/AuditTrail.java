package forum.server.audit;

import forum.server.model.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The audit log as it follows from the journal: how far it goes, and the lines that its file may
/// lack. The same acts give the same lines. Owned by the command loop.
public final class AuditTrail {
  /// A line, and how far the log goes with it.
  record Pending(String text, AuditMark mark) {}

  private final List<Pending> pending = new ArrayList<>();
  private AuditMark mark = AuditMark.NONE;

  /// An act has happened, as record `lsn`.
  public void happened(long lsn, Instant at, Act act) {
    String text = AuditLine.of(mark, lsn, at, act).text();
    mark = new AuditMark(mark.lines() + 1, AuditLine.hash(text));
    pending.add(new Pending(text, mark));
  }

  /// How far the log goes.
  public AuditMark mark() {
    return mark;
  }

  /// Rebuilds from a checkpoint, which is taken when the file has all lines.
  public void restore(AuditMark kept) {
    mark = kept;
    pending.clear();
  }

  /// What the file had at the last checkpoint, and has for certain.
  public AuditMark certain() {
    return pending.isEmpty() ? mark : before(pending.getFirst());
  }

  private static AuditMark before(Pending first) {
    return new AuditMark(first.mark().lines() - 1, AuditLine.of(first.text()).prev());
  }

  List<Pending> pending() {
    return pending;
  }

  void written() {
    pending.clear();
  }
}
