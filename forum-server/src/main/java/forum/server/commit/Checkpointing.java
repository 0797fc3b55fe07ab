package forum.server.commit;

import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.server.journal.Checkpoints;
import forum.server.journal.CommitLog;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Takes checkpoints, so that a start has to replay little of the journal. The state is written
/// down as of one moment; the slow part, forcing the files it speaks of, is done by another thread
/// while the loop goes on. Owned by the command loop.
public final class Checkpointing {
  private static final long INTERVAL_NANOS = 200_000_000;

  private record Result(long lsn, @Nullable Exception failure) {}

  private final ForumState state;
  private final GroupCommit commit;
  private final Projections projections;
  private final CommitLog log;
  private final Checkpoints checkpoints;
  private final Executor background;
  private final AtomicReference<@Nullable Result> result = new AtomicReference<>();
  private boolean running;
  private long lastLsn;

  /// `background` runs the forcing.
  public Checkpointing(
      ForumState state,
      GroupCommit commit,
      Projections projections,
      CommitLog log,
      Checkpoints checkpoints,
      Executor background) {
    this.state = state;
    this.commit = commit;
    this.projections = projections;
    this.log = log;
    this.checkpoints = checkpoints;
    this.background = background;
  }

  /// Begins a checkpoint when one is due and ends one whose files are safe.
  ///
  /// @return when to call again
  public long tick(long nowNanos) {
    complete();
    if (!running && commit.isCheckpointDue()) {
      begin(background);
      complete();
    }
    return running ? nowNanos + INTERVAL_NANOS : Long.MAX_VALUE;
  }

  /// Takes a last checkpoint, unless nothing has happened since the one before, and waits for it.
  public void finish() {
    while (running) {
      Thread.onSpinWait();
      complete();
    }
    if (commit.durableLsn() > lastLsn) {
      begin(Runnable::run);
      complete();
    }
  }

  private void begin(Executor executor) {
    long lsn = commit.durableLsn();
    byte[] snapshot = StateSnapshot.write(state);
    Projections.Forcing forcing = projections.beginCheckpoint(lsn);
    commit.checkpointBegun();
    running = true;
    executor.execute(() -> result.set(store(lsn, snapshot, forcing)));
  }

  private Result store(long lsn, byte[] snapshot, Projections.Forcing forcing) {
    try {
      forcing.run();
      checkpoints.write(lsn, snapshot);
      return new Result(lsn, null);
    } catch (IOException | DiskFailure e) {
      return new Result(lsn, e); // the loop's thread is the one that can stop the server
    }
  }

  private void complete() {
    Result done = result.getAndSet(null);
    if (done == null) {
      return;
    }
    running = false;
    if (done.failure() instanceof DiskFull) {
      return; // the journal has everything; the next one will be due after as many bytes again
    }
    switch (done.failure()) {
      case DiskFailure failure -> throw failure;
      case IOException failure -> throw new DiskFailure("take a checkpoint", failure);
      case null, default -> {
        // All is safe.
      }
    }
    lastLsn = done.lsn();
    projections.checkpointed(done.lsn());
    forget(done.lsn());
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
