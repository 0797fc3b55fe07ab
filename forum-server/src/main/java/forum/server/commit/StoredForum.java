package forum.server.commit;

import forum.machine.Disk;
import forum.server.journal.Checkpoint;
import forum.server.journal.Checkpoints;
import forum.server.journal.JournalView;
import forum.server.model.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A forum as it lies on the disk, for who only reads it: as of its last record. The extents of its
/// threads are those of the checkpoint before, which the files must fit; what happened since stands
/// in the journal only.
public final class StoredForum {
  private final Disk disk;
  private final long checkpoint;
  private final JournalView journal;
  private final ForumState state = new ForumState();

  private StoredForum(Disk disk, @Nullable Checkpoint checkpoint, JournalView journal)
      throws IOException {
    this.disk = disk;
    this.checkpoint = checkpoint == null ? 0 : checkpoint.lsn();
    this.journal = journal;
    if (checkpoint != null) {
      StateSnapshot.read(checkpoint.payload(), state, checkpoint.lsn(), 0);
    }
    journal.replay(this.checkpoint, (lsn, record) -> state.replay(lsn, JournalEntry.of(record), 0));
  }

  /// Whether there is a forum on this disk.
  public static boolean isOn(Disk disk) {
    return disk.exists(ForumStore.JOURNAL);
  }

  /// The forum that nobody serves, as a start would find it.
  ///
  /// @throws forum.server.journal.DamagedJournal when it could not start
  public static StoredForum atRest(Disk disk) throws IOException {
    Checkpoint newest = Checkpoints.view(disk, ForumStore.CHECKPOINTS).newest().newest();
    long lsn = newest == null ? 0 : newest.lsn();
    return new StoredForum(disk, newest, JournalView.atRest(disk, ForumStore.JOURNAL, lsn));
  }

  /// The forum as of its newest checkpoint alone, where the journal behind it is damaged; null when
  /// there is no checkpoint.
  public static @Nullable StoredForum atCheckpoint(Disk disk) throws IOException {
    Checkpoint newest = Checkpoints.view(disk, ForumStore.CHECKPOINTS).newest().newest();
    return newest == null
        ? null
        : new StoredForum(disk, newest, JournalView.upTo(disk, ForumStore.JOURNAL, newest.lsn()));
  }

  /// The forum at a moment that its server holds.
  public static StoredForum at(Disk disk, Hold hold) throws IOException {
    Checkpoint held = Checkpoints.view(disk, ForumStore.CHECKPOINTS).at(hold.checkpoint());
    if (held == null && hold.checkpoint() > 0) {
      throw new IOException("checkpoint " + hold.checkpoint() + " is gone or damaged");
    }
    return new StoredForum(disk, held, JournalView.upTo(disk, ForumStore.JOURNAL, hold.lsn()));
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

  /// The state as of the last record.
  public ForumState state() {
    return state;
  }
}
