package forum.server.commit;

import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.machine.Ticker;
import forum.server.journal.CommitLog;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.model.ServerLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a post becomes durable. Decisions take effect in memory at once and are collected;
/// [#commit] appends them all to the log with one force, brings the thread files up to date and
/// only then lets the answers go. Whatever arrives during a force is the next group. Owned by the
/// command loop.
public final class GroupCommit {
  private static final long SHOW_INTERVAL_NANOS = 1_000_000_000;

  private final CommitLog log;
  private final ForumState state;
  private final Projections projections;
  private final DiskSpace space;
  private final int journalReserveBytes;
  private final Ticker ticker;
  private final List<byte[]> records = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private long bytes;
  private long bytesSinceCheckpoint;
  private long nextShowNanos;

  /// `projections` show on disk what the state says; `replayedBytes` of the log are behind the last
  /// checkpoint already; `journalReserveBytes` of it are kept for refusals.
  GroupCommit(
      CommitLog log,
      long replayedBytes,
      ForumState state,
      Projections projections,
      DiskSpace space,
      int journalReserveBytes,
      Ticker ticker) {
    this.bytesSinceCheckpoint = replayedBytes;
    this.journalReserveBytes = journalReserveBytes;
    this.space = space;
    this.log = log;
    this.state = state;
    this.projections = projections;
    this.ticker = ticker;
  }

  /// The number the next entry will have.
  public long nextLsn() {
    return log.last() + records.size() + 1;
  }

  /// The number of the last entry that is durable.
  public long durableLsn() {
    return log.last();
  }

  /// Whether there is room on the disk for a change. When there is not, changes are refused; the
  /// refusals themselves still find room for a while.
  public boolean hasRoomForChange(int changeBytes) {
    return !projections.isBehind()
        && !space.isShort()
        && log.room() - bytes > changeBytes + journalReserveBytes;
  }

  /// Whether there is room for an entry that changes nothing.
  public boolean hasRoomForRefusal() {
    return log.room() - bytes > journalReserveBytes / 16;
  }

  /// Lets `event` happen, as part of the open group. `whenDurable` runs after the commit, in order.
  public void add(Event event, Runnable whenDurable) {
    add(null, event, whenDurable);
  }

  /// Lets `event` happen by the use of power.
  public void add(Event event, Act act, Runnable whenDurable) {
    add(null, event, act, whenDurable);
  }

  /// Lets `event` happen, or nothing, as the outcome of a request.
  public void add(
      JournalEntry.@Nullable Answered answered, @Nullable Event event, Runnable whenDurable) {
    add(answered, event, null, whenDurable);
  }

  /// Lets `event` happen, or nothing, as the outcome of a request; `act` says what power it took.
  public void add(
      JournalEntry.@Nullable Answered answered,
      @Nullable Event event,
      @Nullable Act act,
      Runnable whenDurable) {
    add(new JournalEntry(now(), answered, event, act));
    afterwards.add(whenDurable);
  }

  /// Runs `action` when everything that has happened so far is durable: at once if it is.
  public void whenDurable(Runnable action) {
    if (records.isEmpty()) {
      action.run();
    } else {
      afterwards.add(action);
    }
  }

  /// The time an entry gets that is added now.
  Instant now() {
    return state.stamp(ticker.now());
  }

  /// Lets `event` happen with a time of its own: only for what is older than the forum.
  void add(Instant at, Event event) {
    add(new JournalEntry(at, null, event, null));
  }

  private void add(JournalEntry entry) {
    long lsn = nextLsn();
    byte[] record = entry.bytes();
    records.add(record);
    bytes += record.length + CommitLog.RECORD_BYTES;
    state.pass(entry.at());
    if (entry.event() != null) {
      state.happen(lsn, entry.at(), entry.event(), ticker.nanos());
    }
    state.act(lsn, entry.at(), entry.act());
  }

  /// Whether the group should be committed before anything is added.
  public boolean isFull() {
    return records.size() >= ServerLimits.GROUP_REQUESTS || bytes >= ServerLimits.GROUP_BYTES;
  }

  /// Makes the group durable, shows it in the files, and runs what was waiting for that.
  ///
  /// @throws forum.machine.DiskFailure when it is unknown whether it is durable; nobody is answered
  public void commit() {
    if (records.isEmpty()) {
      catchUp();
      return;
    }
    append();
    show();
    List<Runnable> waiting = List.copyOf(afterwards);
    afterwards.clear();
    waiting.forEach(Runnable::run);
  }

  /// Files that had no room are tried again from time to time, though nothing new has happened.
  private void catchUp() {
    if (projections.isBehind()) {
      show();
    }
  }

  private void show() {
    long nowNanos = ticker.nanos();
    if (!projections.isBehind() || nowNanos - nextShowNanos >= 0) {
      nextShowNanos = nowNanos + SHOW_INTERVAL_NANOS;
      projections.show(log.last());
    }
  }

  private void append() {
    try {
      log.append(records);
    } catch (DiskFull e) {
      // The state in memory is ahead of the log by now; whoever adds asks for room before.
      throw new DiskFailure("append to the journal", e);
    }
    bytesSinceCheckpoint += bytes;
    records.clear();
    bytes = 0;
  }

  /// What was committed since the last checkpoint began, in this life or in earlier ones.
  long bytesSinceCheckpoint() {
    return bytesSinceCheckpoint;
  }

  /// A checkpoint of everything committed so far has begun.
  public void checkpointBegun() {
    bytesSinceCheckpoint = 0;
  }
}
