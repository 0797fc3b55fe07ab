package forum.server.commit;

import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.server.journal.Checkpoints;
import forum.server.journal.CommitLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Takes checkpoints, so that a start has to replay little of the journal. The state is written
/// down as of one moment; the slow part, forcing the files it speaks of, is done by another thread
/// while the loop goes on. Owned by the command loop.
public final class Checkpointing {
  private static final long INTERVAL_NANOS = 200_000_000;
  private static final int INTERVAL_GROWTH_MAX = 8;

  private final ForumState state;
  private final GroupCommit commit;
  private final Projections projections;
  private final CommitLog log;
  private final Checkpoints checkpoints;
  private final long leastBytes;
  private final Executor background;
  private final List<Runnable> asked = new ArrayList<>();
  private List<Runnable> waiting = List.of();
  private @Nullable FutureTask<Long> running;
  private long lastLsn;
  private long lastBytes;

  /// There is one of `newestBytes` already, or 0; the next is due after `leastBytes` of the journal
  /// at the earliest; `background` runs the forcing.
  public Checkpointing(
      ForumState state,
      GroupCommit commit,
      Projections projections,
      CommitLog log,
      Checkpoints checkpoints,
      int newestBytes,
      long leastBytes,
      Executor background) {
    this.state = state;
    this.commit = commit;
    this.projections = projections;
    this.log = log;
    this.checkpoints = checkpoints;
    this.leastBytes = leastBytes;
    this.background = background;
    this.lastBytes = newestBytes;
  }

  /// Begins a checkpoint when one is due and ends one whose files are safe.
  ///
  /// @return when to call again
  public long tick(long nowNanos) {
    complete();
    if (running == null && isDue()) {
      beginOrExcuse();
      complete();
    }
    return running != null ? nowNanos + INTERVAL_NANOS : Long.MAX_VALUE;
  }

  /// While files are behind there is nothing that a checkpoint could refer to.
  private void beginOrExcuse() {
    if (!projections.isBehind()) {
      begin(background);
    } else {
      List<Runnable> excused = List.copyOf(asked);
      asked.clear();
      excused.forEach(Runnable::run);
    }
  }

  private boolean isDue() {
    return commit.bytesSinceCheckpoint() >= intervalBytes() || !asked.isEmpty();
  }

  /// A start reads the checkpoint and replays what lies behind it. To spend no more on the one than
  /// on the other, and to write no byte of the state more than once for a byte of the journal, the
  /// journal may become as long as the last checkpoint.
  private long intervalBytes() {
    return Math.clamp(lastBytes, leastBytes, INTERVAL_GROWTH_MAX * leastBytes);
  }

  /// Has a checkpoint taken of all that is durable by then; `done` runs in the loop when there is
  /// one, or no room for one.
  void ask(Runnable done) {
    asked.add(done);
  }

  /// Takes a last checkpoint, unless nothing has happened since the one before, and waits for it.
  public void finish() {
    if (running != null) {
      running.run(); // does nothing when another thread has begun
      while (!running.isDone()) {
        Thread.onSpinWait();
      }
      complete();
    }
    if (commit.durableLsn() > lastLsn && !projections.isBehind()) {
      begin(Runnable::run);
      complete();
    }
  }

  private void begin(Executor executor) {
    long lsn = commit.durableLsn();
    byte[] snapshot = StateSnapshot.write(state);
    lastBytes = snapshot.length;
    Projections.Forcing forcing = projections.beginCheckpoint(lsn);
    commit.checkpointBegun();
    waiting = List.copyOf(asked);
    asked.clear();
    running = new FutureTask<>(() -> store(lsn, snapshot, forcing));
    executor.execute(running);
  }

  private long store(long lsn, byte[] snapshot, Projections.Forcing forcing) throws IOException {
    forcing.run();
    checkpoints.write(lsn, snapshot);
    return lsn;
  }

  private void complete() {
    FutureTask<Long> done = running;
    if (done == null || !done.isDone()) {
      return;
    }
    running = null;
    if (done.state() == State.SUCCESS) {
      lastLsn = done.resultNow();
      projections.checkpointed(lastLsn);
      forget(lastLsn);
    } else {
      failed(done.exceptionNow());
    }
    waiting.forEach(Runnable::run);
  }

  /// What failed on another thread fails here: the process must not outlive it.
  private static void failed(Throwable failure) {
    switch (failure) {
      case DiskFull _ -> {
        // The journal has everything; the next one will be due after as many bytes again.
      }
      case IOException e -> throw new DiskFailure("take a checkpoint", e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void forget(long lsn) {
    try {
      log.checkpointed(lsn);
    } catch (DiskFull e) {
      // The segments stay where they are until the next checkpoint.
    } catch (IOException e) {
      throw new DiskFailure("retire journal segments", e);
    }
  }
}
