package forum.server.commit;

import forum.machine.Chance;
import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.machine.Ticker;
import forum.protocol.FileName;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.server.account.CredentialsFile;
import forum.server.account.CredentialsImport;
import forum.server.account.CredentialsStore;
import forum.server.audit.AuditFile;
import forum.server.command.Messages;
import forum.server.command.ThreadText;
import forum.server.journal.Checkpoint;
import forum.server.journal.Checkpoints;
import forum.server.journal.CommitLog;
import forum.server.journal.Journal;
import forum.server.journal.JournalSettings;
import forum.server.model.Event;
import forum.server.model.ForumThread;
import forum.server.model.JournalEntry;
import forum.server.model.ServerLimits;
import forum.server.threads.Change;
import forum.server.threads.Extent;
import forum.server.threads.Lost;
import forum.server.threads.Outcome;
import forum.server.threads.Past;
import forum.server.threads.StoredName;
import forum.server.threads.ThreadFiles;
import forum.server.transfer.Attachments;
import forum.server.transfer.Blobs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The forum on disk, opened: the state as of the last durable record, and everything that keeps
/// it. Opening recovers from whatever a crash has left. Owned by the command loop.
public final class ForumStore implements Closeable {
  /// The folder of everything that is not for people.
  public static final Path FOLDER = Path.of("forum-data");

  /// The users, for people to read.
  public static final Path CREDENTIALS = Path.of("credentials.txt");

  static final Path JOURNAL = FOLDER.resolve("journal");
  static final Path CHECKPOINTS = FOLDER.resolve("checkpoint");

  /// What a store needs.
  ///
  /// @param background runs what would make the loop wait: on another thread, or in simulation at
  ///   once
  /// @param passwordRounds the work for passwords that stand in the clear in `credentials.txt`
  /// @param segmentBytes size of a journal segment
  /// @param checkpointBytes journal bytes after which a checkpoint is taken at the earliest
  /// @param reserveBytes what is to stay free on the disk
  public record Settings(
      Disk disk,
      Ticker ticker,
      Chance chance,
      Executor background,
      int passwordRounds,
      int segmentBytes,
      long checkpointBytes,
      long reserveBytes) {}

  private final Settings settings;
  private final Consumer<String> findings;
  private final ForumState state = new ForumState();
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final ThreadFiles threads;
  private final Blobs blobs;
  private final CredentialsStore credentials;
  private final AuditFile audit;
  private final ForumFiles files;
  private final GroupCommit commit;
  private final Checkpointing checkpointing;

  private ForumStore(Settings settings, Consumer<String> findings) throws IOException {
    this.settings = settings;
    this.findings = findings;
    Disk disk = settings.disk();
    checkpoints = Checkpoints.open(disk, CHECKPOINTS);
    Checkpoints.Found found = checkpoints.newest();
    Checkpoint checkpoint = found.newest();
    String instead = checkpoint == null ? "all of the journal serves" : "an older one serves";
    found.damaged().forEach(path -> findings.accept(path + " is damaged; " + instead));
    long lsn = checkpoint == null ? 0 : checkpoint.lsn();
    journal = Journal.open(disk, journalSettings(), lsn);
    journal.tornTail().ifPresent(tail -> findings.accept(tail.toString()));
    threads = ThreadFiles.open(disk, lsn);
    blobs = new Blobs(disk, settings.ticker(), settings.background());
    credentials = new CredentialsStore(disk, CREDENTIALS);
    audit = new AuditFile(disk, state.audit());
    long replayedBytes = replay(checkpoint);
    Attachments attachments =
        new Attachments(disk, text -> StoredName.of(new FileName(text)).text());
    files =
        new ForumFiles(
            state,
            journal,
            new ForumFiles.Stores(threads, attachments, blobs, credentials, audit),
            findings);
    DiskSpace space = new DiskSpace(disk, settings.reserveBytes(), settings.ticker());
    int journalReserveBytes = settings.segmentBytes() / ServerLimits.JOURNAL_RESERVE_SHARE;
    commit =
        new GroupCommit(
            journal, replayedBytes, state, files, space, journalReserveBytes, settings.ticker());
    checkpointing =
        new Checkpointing(
            state,
            commit,
            files,
            journal,
            checkpoints,
            checkpoint == null ? 0 : checkpoint.payload().length,
            settings.checkpointBytes(),
            settings.background());
  }

  /// Opens what is in the data folder, and makes what is missing.
  ///
  /// @param findings gets a sentence for the operator about everything that was not as it should be
  /// @throws forum.server.journal.DamagedJournal when acknowledged records cannot be read
  /// @throws DiskFull when there is no room even to count the start
  public static ForumStore open(Settings settings, Consumer<String> findings) throws IOException {
    ForumStore store = new ForumStore(settings, findings);
    store.restoreThreads();
    try {
      store.begin();
    } catch (DiskFailure e) {
      if (e.getCause() instanceof DiskFull full) {
        throw full; // the state in memory is lost, and nobody has seen it
      }
      throw e;
    }
    return store;
  }

  private JournalSettings journalSettings() {
    return new JournalSettings(
        JOURNAL,
        settings.segmentBytes(),
        settings.chance(),
        settings.ticker(),
        settings.background());
  }

  /// @return the bytes of the journal behind the checkpoint
  private long replay(@Nullable Checkpoint checkpoint) throws IOException {
    long nowNanos = settings.ticker().nanos();
    long after = 0;
    if (checkpoint != null) {
      after = checkpoint.lsn();
      StateSnapshot.read(checkpoint.payload(), state, after, nowNanos);
    }
    AtomicLong bytes = new AtomicLong();
    journal.replay(
        after,
        (lsn, record) -> {
          state.replay(lsn, JournalEntry.of(record), nowNanos);
          bytes.addAndGet(record.length + CommitLog.RECORD_BYTES);
        });
    return bytes.get();
  }

  /// Brings the files of all threads up to date: those that changed since the checkpoint, and those
  /// that are not what they were.
  private void restoreThreads() throws IOException {
    for (ForumThread removed : state.forum().takeRemoved()) {
      files.hide(removed);
    }
    List<Lost> lost = new ArrayList<>();
    for (ForumThread thread : state.forum().threads()) {
      Extent extent = thread.extent();
      boolean changed = extent == null || !thread.pending().isEmpty();
      if (changed || !threads.fits(thread.key(), Objects.requireNonNull(extent))) {
        Past past = new Past(thread.header(), extent, List.copyOf(thread.pending()));
        switch (threads.restore(thread.key(), past, journal.last())) {
          case Outcome outcome -> restored(thread, outcome);
          case Lost it -> lost.add(it);
        }
      }
    }
    if (!lost.isEmpty()) {
      rebuild(lost);
    }
    state.forum().unprojected().clear();
    blobs.collect(state.forum()::refersTo);
  }

  private void rebuild(List<Lost> lost) throws IOException {
    findings.accept(
        "making anew from the whole journal the files of threads that are missing or damaged: "
            + lost.size()
            + " …");
    threads
        .rebuild(lost, new ThreadHistory(journal), journal.last())
        .forEach((id, outcome) -> restored(require(id), outcome));
  }

  private ForumThread require(long id) {
    return Objects.requireNonNull(state.forum().find(id));
  }

  private void restored(ForumThread thread, Outcome outcome) {
    List<Change> since = List.copyOf(thread.pending());
    thread.projected(files.told(outcome));
    files.publish(thread, since);
  }

  /// Counts the start and takes over what was written into `credentials.txt` by hand.
  private void begin() throws IOException {
    audit.recover(findings);
    if (state.boot() == 0) {
      new FirstImport(settings.disk(), state, commit, blobs, findings).run();
    }
    commit.add(new Event.Started(state.boot() + 1), () -> {});
    CredentialsFile file = credentials.load();
    file.remarks().forEach(findings);
    CredentialsImport imported = CredentialsImport.of(file, state.accounts());
    if (imported.clearPasswords() > 0) {
      findings.accept(
          "hashing " + imported.clearPasswords() + " passwords from " + CREDENTIALS + " …");
    }
    imported
        .restored()
        .forEach(name -> findings.accept(name + " was taken out of " + CREDENTIALS + "; put back"));
    CredentialsImport.Result result = imported.finish(settings.chance(), settings.passwordRounds());
    result.added().forEach(this::register);
    result.changed().forEach(this::register);
    commit.commit();
    credentials.save(state.accounts().list());
    state.accounts().shown();
  }

  private void register(UserName user, Verifier verifier) {
    commit.add(new Event.Registered(user, verifier.text()), () -> {});
    if (commit.isFull()) {
      commit.commit();
    }
  }

  /// What the forum is.
  public ForumState state() {
    return state;
  }

  /// Where decisions become durable.
  public GroupCommit commit() {
    return commit;
  }

  /// Takes checkpoints.
  public Checkpointing checkpointing() {
    return checkpointing;
  }

  /// Takes a checkpoint, if there is room for one, and keeps what the newest one refers to until
  /// [#release], so that another process can read a state of the forum at its leisure. `held` runs
  /// in the loop.
  public void hold(Consumer<Hold> held) {
    checkpointing.ask(
        () -> {
          Hold hold = new Hold(checkpoints.newestLsn(), commit.durableLsn());
          files.hold(hold);
          checkpoints.keepFrom(files.heldFrom());
          held.accept(hold);
        });
  }

  /// The other process does not need it any more.
  public void release(Hold hold) {
    files.release(hold);
    checkpoints.keepFrom(files.heldFrom());
  }

  /// The bytes of attachments.
  public Blobs blobs() {
    return blobs;
  }

  /// The text of threads.
  public ThreadText text() {
    return files;
  }

  /// Single messages.
  public Messages messages() {
    return new SettledMessages(commit, files);
  }

  @Override
  public void close() throws IOException {
    threads.close();
    journal.close();
  }
}
