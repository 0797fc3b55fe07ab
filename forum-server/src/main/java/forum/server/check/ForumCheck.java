package forum.server.check;

import forum.server.audit.AuditCheck;
import forum.server.audit.AuditFile;
import forum.server.audit.AuditTrail;
import forum.server.commit.StoredForum;
import forum.server.journal.DamagedJournal;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.DamagedThread;
import forum.server.threads.StoredName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Goes through everything that lies on the disk of a forum: first all of the journal, then what
/// follows from it. Thread files are checked as of the checkpoint; what was posted since stands in
/// the journal, and the next start brings the files up to date.
public final class ForumCheck {
  private static final Path THREADS = Path.of("threads");

  /// What was looked at.
  public record Totals(
      long records, int threads, long lines, int attachments, long attachedBytes, int accounts) {}

  private final StoredForum forum;
  private final Later later;
  private final Findings findings;
  private final Map<Long, Fingerprint> sums = new HashMap<>();
  private boolean isDamaged;
  private int threads;
  private long lines;

  /// `later` says what has happened since the moment that `forum` shows.
  public ForumCheck(StoredForum forum, Later later, Findings findings) {
    this.forum = forum;
    this.later = later;
    this.findings = findings;
  }

  /// Checks all of it.
  public Totals run() throws IOException {
    checkJournal();
    for (Path damaged : forum.damagedCheckpoints()) {
      findings.differs(Difference.of(damaged, "it is not as it was written"));
    }
    AttachmentCheck attachments = new AttachmentCheck(forum.disk(), later, findings);
    if (forum.hasState()) {
      checkState(attachments);
    }
    return new Totals(
        forum.journal().last(),
        threads,
        lines,
        attachments.count(),
        attachments.bytes(),
        forum.state().accounts().size());
  }

  private void checkState(AttachmentCheck attachments) throws IOException {
    checkThreads();
    remarkConflicts();
    checkAttachments(attachments);
    new CredentialsCheck(forum.disk(), findings).check(forum.state().accounts(), later);
    checkAudit();
  }

  private void checkJournal() throws IOException {
    if (!forum.journal().isComplete()) {
      findings.remark("the journal's archive was taken away; texts before that are not compared");
    }
    forum.journal().tornTail().ifPresent(tail -> findings.remark("the next start will " + tail));
    JournalContents contents =
        new JournalContents(
            forum.checkpoint(), (thread, _, entry) -> sums.merge(thread, entry, Fingerprint::plus));
    forum.journal().replayBackwards(contents, this::damaged);
    if (!isDamaged) { // a segment may be missing altogether
      forum.damage().ifPresent(this::damaged);
    }
  }

  private void damaged(DamagedJournal damage) {
    isDamaged = true;
    findings.differs(Difference.of(damage));
  }

  private void checkAudit() throws IOException {
    AuditTrail trail = forum.state().audit();
    AuditCheck.Fault fault = AuditCheck.of(forum.disk(), trail.certain(), trail.mark());
    if (fault != null) {
      findings.differs(Difference.inLine(AuditFile.PATH, fault.line(), fault.found()));
    }
  }

  private void checkThreads() throws IOException {
    List<ForumThread> unlike = new ArrayList<>();
    for (ForumThread thread : forum.state().forum().threads()) {
      if (thread.extent() != null && !isLike(thread)) {
        unlike.add(thread);
      }
    }
    if (!unlike.isEmpty()) {
      compare(unlike);
    }
  }

  /// Whether the file has what the journal has; what is wrong with it for itself is told.
  private boolean isLike(ForumThread thread) throws IOException {
    ThreadCheck check = new ThreadCheck(forum.disk(), thread);
    try {
      List<Difference> differences = check.checkLines();
      differences.forEach(findings::differs);
      threads++;
      lines += check.lines();
    } catch (DamagedThread e) {
      missing(thread, e);
      return true;
    }
    Fingerprint expected = sums.getOrDefault(thread.id(), Fingerprint.NOTHING);
    return isDamaged || !forum.journal().isComplete() || check.sum().equals(expected);
  }

  private void missing(ForumThread thread, DamagedThread damage) throws IOException {
    if (!later.isRemoved(thread.id())) {
      Path path = THREADS.resolve(StoredName.of(thread.title()).text());
      findings.differs(Difference.of(path, damage.found()));
    }
  }

  /// Reads the journal once more, to say of some threads which lines are wrong.
  private void compare(List<ForumThread> unlike) throws IOException {
    Map<Long, Map<Long, Fingerprint>> expected = new HashMap<>();
    unlike.forEach(thread -> expected.put(thread.id(), new HashMap<>()));
    JournalContents contents =
        new JournalContents(
            forum.checkpoint(),
            (thread, id, entry) ->
                expected.computeIfPresent(
                    thread,
                    (_, entries) -> {
                      entries.put(id, entry);
                      return entries;
                    }));
    forum.journal().replayBackwards(contents, _ -> {});
    for (ForumThread thread : unlike) {
      try {
        new ThreadCheck(forum.disk(), thread)
            .compare(expected.getOrDefault(thread.id(), Map.of()))
            .forEach(findings::differs);
      } catch (DamagedThread e) {
        missing(thread, e);
      }
    }
  }

  private void remarkConflicts() throws IOException {
    for (String name : forum.disk().list(THREADS)) {
      if (name.matches(".*\\.conflict(-[0-9]+)?")) {
        findings.remark(THREADS.resolve(name) + " was set aside; look at it, then delete it");
      }
    }
  }

  private void checkAttachments(AttachmentCheck check) throws IOException {
    for (ForumThread thread : forum.state().forum().threads()) {
      for (Attachment file : thread.attachments()) {
        check.check(thread, file);
      }
    }
  }
}
