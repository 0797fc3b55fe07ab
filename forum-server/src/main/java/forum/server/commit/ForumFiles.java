package forum.server.commit;

import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.protocol.InvalidValue;
import forum.protocol.Request;
import forum.protocol.line.ThreadLine;
import forum.server.account.CredentialsStore;
import forum.server.audit.AuditFile;
import forum.server.command.TextNotShown;
import forum.server.command.ThreadText;
import forum.server.journal.CommitLog;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.Change;
import forum.server.threads.CheckpointFiles;
import forum.server.threads.DamagedThread;
import forum.server.threads.Extent;
import forum.server.threads.Lost;
import forum.server.threads.Outcome;
import forum.server.threads.ThreadFiles;
import forum.server.threads.ThreadReader;
import forum.server.transfer.Attachments;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The files that show the forum: threads, attachments, credentials. A thread's file that is found
/// damaged is rebuilt from the journal on the spot. Owned by the command loop.
final class ForumFiles implements Projections, ThreadText {
  private final ForumState state;
  private final CommitLog log;
  private final ThreadFiles threads;
  private final ShownAttachments attachments;
  private final Blobs blobs;
  private final CredentialsStore credentials;
  private final Consumer<String> findings;
  private final Holds holds = new Holds();
  private final Queue<ForumThread> removed = new ArrayDeque<>();
  private boolean behind;
  private final AuditFile audit;
  private long accountsShown;
  private long checkpointLsn;

  /// `findings` gets a sentence for the operator about everything that was not as it should be.
  ForumFiles(ForumState state, CommitLog log, Stores stores, Consumer<String> findings) {
    this.state = state;
    this.log = log;
    this.threads = stores.threads();
    this.attachments = new ShownAttachments(stores.attachments(), findings);
    this.blobs = stores.blobs();
    this.credentials = stores.credentials();
    this.findings = findings;
    this.audit = stores.audit();
    this.accountsShown = state.accounts().version();
  }

  /// Where things are kept.
  record Stores(
      ThreadFiles threads,
      Attachments attachments,
      Blobs blobs,
      CredentialsStore credentials,
      AuditFile audit) {}

  @Override
  public void show(long lsn) {
    try {
      showAll(lsn);
      behind = false;
    } catch (DiskFull e) {
      if (!behind) {
        findings.accept(
            "the disk is full: changes are refused until the files have room; " + e.getMessage());
      }
      behind = true;
    } catch (IOException e) {
      throw new DiskFailure("show in the files what the journal has", e);
    }
  }

  @Override
  public boolean isBehind() {
    return behind;
  }

  /// In this order, because a title may be taken again at once. Whatever has no room keeps the rest
  /// waiting; all of it can be done twice.
  private void showAll(long lsn) throws IOException {
    removed.addAll(state.forum().takeRemoved());
    while (!removed.isEmpty()) {
      hide(removed.peek(), lsn);
      removed.remove();
    }
    for (Iterator<ForumThread> each = state.forum().unprojected().iterator(); each.hasNext(); ) {
      show(each.next(), lsn);
      each.remove();
    }
    attachments.retry();
    if (state.accounts().version() != accountsShown) {
      credentials.save(state.accounts().list());
      state.accounts().shown();
      accountsShown = state.accounts().version();
    }
    audit.append();
  }

  /// Whoever reads the forum as of an earlier moment still finds the file.
  private void hide(ForumThread thread, long lsn) throws IOException {
    Extent extent = thread.extent();
    if (extent == null || holds.isEmpty()) {
      threads.remove(thread.key());
    } else {
      threads.withdraw(thread.key(), extent, lsn);
    }
    hideAttachments(thread);
  }

  /// Hides what a start finds removed.
  void hide(ForumThread thread) throws IOException {
    threads.remove(thread.key());
    hideAttachments(thread);
  }

  private void hideAttachments(ForumThread thread) {
    attachments.withdraw(thread);
    for (Attachment file : thread.attachments()) {
      if (!state.forum().refersTo(file.sha256())) {
        blobs.release(file.sha256());
      }
    }
  }

  private void show(ForumThread thread, long lsn) throws IOException {
    Extent extent = thread.extent();
    if (extent == null) {
      extent = told(threads.create(thread.key(), thread.header(), thread.id()));
    }
    List<Change> changes = List.copyOf(thread.pending());
    thread.projected(changes.isEmpty() ? extent : apply(thread, extent, changes, lsn));
    publish(thread, changes);
  }

  private Extent apply(ForumThread thread, Extent extent, List<Change> changes, long lsn)
      throws IOException {
    try {
      return threads.apply(thread.key(), extent, changes, lsn);
    } catch (DamagedThread damage) {
      return rebuild(thread, damage, lsn);
    }
  }

  private Extent rebuild(ForumThread thread, DamagedThread damage, long lsn) throws IOException {
    Lost lost = Lost.of(thread.key(), thread.header(), damage);
    return told(
        Objects.requireNonNull(
            threads.rebuild(List.of(lost), new ThreadHistory(log), lsn).get(thread.id())));
  }

  Extent told(Outcome outcome) {
    outcome.findings().forEach(finding -> findings.accept(finding.sentence()));
    return outcome.extent();
  }

  /// Gives the attachments among the changes the names people find them under.
  void publish(ForumThread thread, List<Change> changes) {
    attachments.publish(thread, changes);
  }

  @Override
  public Forcing beginCheckpoint(long lsn) {
    CheckpointFiles files = threads.beginCheckpoint(lsn);
    return () -> {
      files.force();
      audit.force();
    };
  }

  /// Keeps all that a checkpoint refers to until [#release].
  void hold(Hold hold) {
    holds.add(hold);
    blobs.pauseSweeping(true);
  }

  void release(Hold hold) {
    holds.remove(hold);
    blobs.pauseSweeping(!holds.isEmpty());
  }

  /// The oldest checkpoint that is held.
  long heldFrom() {
    return holds.oldest(Long.MAX_VALUE);
  }

  /// Two checkpoints are kept, so what the one before needs stays.
  @Override
  public void checkpointed(long lsn) {
    try {
      threads.releaseBases(holds.oldest(checkpointLsn));
      checkpointLsn = lsn;
    } catch (IOException e) {
      throw new DiskFailure("delete what no checkpoint needs", e);
    }
  }

  @Override
  public Part select(ForumThread thread, Request.ReadThread read) {
    return reading(
        thread,
        reader -> {
          ThreadReader.Range range = range(reader, read);
          return new Part(range.start(), range.end());
        });
  }

  private static ThreadReader.Range range(ThreadReader reader, Request.ReadThread read)
      throws IOException, DamagedThread {
    if (read.last() != null) {
      return reader.lastMessages(Math.max(0, read.last()));
    }
    if (read.since() != null) {
      return reader.since(time(read.since()));
    }
    if (read.from() != null || read.to() != null) {
      return reader.messages(
          Objects.requireNonNullElse(read.from(), 1),
          Objects.requireNonNullElse(read.to(), Integer.MAX_VALUE));
    }
    return reader.all();
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidValue("\"since\" must be a time like 2026-01-31T10:00:00Z");
    }
  }

  @Override
  public byte[] read(ForumThread thread, long from, int most) {
    return reading(thread, reader -> reader.read(from, most));
  }

  @Override
  public Disk.File open(ForumThread thread) {
    return reading(thread, _ -> threads.openForTransfer(thread.key()));
  }

  ThreadLine.@Nullable Message numbered(ForumThread thread, int n) {
    return reading(thread, reader -> reader.message(n)).orElse(null);
  }

  ThreadLine.@Nullable Message identified(ForumThread thread, long id) {
    return reading(thread, reader -> reader.entry(id))
        .filter(ThreadLine.Message.class::isInstance)
        .map(ThreadLine.Message.class::cast)
        .orElse(null);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ThreadReader reader) throws IOException, DamagedThread;
  }

  /// Reads, and if the file turns out to be damaged, rebuilds it and reads again. That a file
  /// cannot be read endangers nothing; whoever wants it is told.
  private <T> T reading(ForumThread thread, Reading<T> reading) {
    requireShown(thread);
    try {
      try {
        return reading.of(reader(thread));
      } catch (DamagedThread damage) {
        return rebuilt(thread, damage, reading);
      } catch (IOException e) {
        return rebuilt(thread, DamagedThread.unreadable(e), reading);
      }
    } catch (DiskFull e) {
      throw TextNotShown.full(thread.title());
    } catch (DamagedThread e) {
      throw new IllegalStateException("a file that was just made is damaged", e);
    } catch (IOException e) {
      findings.accept("thread " + thread.title() + " cannot be read now: " + e.getMessage());
      throw TextNotShown.unreadable(thread.title());
    }
  }

  private <T> T rebuilt(ForumThread thread, DamagedThread damage, Reading<T> reading)
      throws IOException, DamagedThread {
    thread.projected(rebuild(thread, damage, log.last()));
    return reading.of(reader(thread));
  }

  private static void requireShown(ForumThread thread) {
    if (thread.extent() == null || !thread.pending().isEmpty()) {
      throw TextNotShown.full(thread.title());
    }
  }

  @Override
  public Extent extent(ForumThread thread) {
    requireShown(thread);
    return Objects.requireNonNull(thread.extent());
  }

  private ThreadReader reader(ForumThread thread) throws IOException, DamagedThread {
    return threads.read(thread.key(), extent(thread));
  }
}
