package forum.server.commit;

import forum.machine.Disk;
import forum.server.journal.Checkpoint;
import forum.server.journal.Checkpoints;
import forum.server.journal.DamagedJournal;
import forum.server.journal.JournalView;
import forum.server.model.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A forum as it lies on the disk, for who only reads it: as of its last record. The extents of its
/// threads are those of the checkpoint before, which the files must fit; what happened since stands
/// in the journal only.
public final class StoredForum {
  private final Disk disk;
  private final long checkpoint;
  private final JournalView journal;
  private final @Nullable DamagedJournal damage;
  private final ForumState state = new ForumState();

  private StoredForum(
      Disk disk,
      @Nullable Checkpoint checkpoint,
      JournalView journal,
      @Nullable DamagedJournal damage)
      throws IOException {
    this.disk = disk;
    this.checkpoint = lsn(checkpoint);
    this.journal = journal;
    this.damage = damage;
    if (checkpoint != null) {
      StateSnapshot.read(checkpoint.payload(), state, checkpoint.lsn(), 0);
    }
    if (damage == null) {
      journal.replay(
          this.checkpoint, (lsn, record) -> state.replay(lsn, JournalEntry.of(record), 0));
    }
  }

  private static long lsn(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? 0 : checkpoint.lsn();
  }

  /// Whether there is a forum on this disk.
  public static boolean isOn(Disk disk) {
    return disk.exists(ForumStore.JOURNAL);
  }

  /// The forum that nobody serves, as a start would find it.
  ///
  /// @throws DamagedJournal when it could not start
  public static StoredForum atRest(Disk disk) throws IOException {
    Checkpoint newest = Checkpoints.view(disk, ForumStore.CHECKPOINTS).newest().newest();
    JournalView journal = JournalView.atRest(disk, ForumStore.JOURNAL, lsn(newest));
    return new StoredForum(disk, newest, journal, null);
  }

  /// The forum that nobody serves, nor can because of `damage`: all there is of its journal, and
  /// the state as of its newest checkpoint alone.
  public static StoredForum damagedAtRest(Disk disk, DamagedJournal damage) throws IOException {
    Checkpoint newest = Checkpoints.view(disk, ForumStore.CHECKPOINTS).newest().newest();
    JournalView journal = JournalView.asFound(disk, ForumStore.JOURNAL, lsn(newest));
    return new StoredForum(disk, newest, journal, damage);
  }

  /// The forum at a moment that its server holds.
  ///
  /// @throws DamagedJournal when it is damaged behind its checkpoint
  public static StoredForum at(Disk disk, Hold hold) throws IOException {
    return at(disk, hold, null);
  }

  /// The same where there is such a `damage`: with the state as of the checkpoint alone.
  public static StoredForum at(Disk disk, Hold hold, @Nullable DamagedJournal damage)
      throws IOException {
    Checkpoint held = Checkpoints.view(disk, ForumStore.CHECKPOINTS).at(hold.checkpoint());
    if (held == null && hold.checkpoint() > 0) {
      throw new IOException("checkpoint " + hold.checkpoint() + " is gone or damaged");
    }
    JournalView journal = JournalView.upTo(disk, ForumStore.JOURNAL, hold.lsn());
    return new StoredForum(disk, held, journal, damage);
  }

  /// Checkpoints that are not as they were written.
  public List<Path> damagedCheckpoints() throws IOException {
    return Checkpoints.view(disk, ForumStore.CHECKPOINTS).damaged();
  }

  /// Where it lies.
  public Disk disk() {
    return disk;
  }

  /// The last record that the checkpoint covers, 0 when there is none.
  public long checkpoint() {
    return checkpoint;
  }

  /// Where the checkpoint lies.
  public Path checkpointPath() {
    return Checkpoints.view(disk, ForumStore.CHECKPOINTS).path(checkpoint);
  }

  /// The journal, up to the last record.
  public JournalView journal() {
    return journal;
  }

  /// The journal up to a later record, of which its server says that it is safe.
  public JournalView journalUpTo(long lsn) throws IOException {
    return JournalView.upTo(disk, ForumStore.JOURNAL, lsn);
  }

  /// Why nobody can start with it, if that is so.
  public Optional<DamagedJournal> damage() {
    return Optional.ofNullable(damage);
  }

  /// Whether anything says what the state is: a damaged forum has none without a checkpoint.
  public boolean hasState() {
    return damage == null || checkpoint > 0;
  }

  /// The state as of the last record; of a damaged forum, as of the checkpoint.
  public ForumState state() {
    return state;
  }
}
