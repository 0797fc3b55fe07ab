package forum.server.journal;

import forum.machine.Disk;
import forum.machine.DiskFull;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Prepares the next segment in the background, so that the journal need not wait for it.
///
/// The zeros are written and not merely promised by a length: a file system takes a length it has
/// no room for, and overwriting is faster than growing. Whatever fails here endangers nothing that
/// was stored; there is just no spare segment then. Owned by its journal.
final class SpareSegment implements Closeable {
  private static final int CHUNK_BYTES = 128 << 10;
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final JournalFolder folder;
  private final JournalSettings settings;
  private final ByteBuffer zeros;
  private @Nullable FutureTask<PreparedSegment> preparation;
  private long orderedNanos;

  SpareSegment(JournalFolder folder, JournalSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.zeros = ByteBuffer.allocateDirect(Math.min(settings.segmentBytes(), CHUNK_BYTES));
  }

  /// Begins to prepare a segment unless there is one, or one is on its way. What failed is tried
  /// again after a pause.
  void order() {
    if (preparation == null || (hasFailed() && pauseNanos() > PAUSE_NANOS)) {
      preparation = new FutureTask<>(this::prepare);
      orderedNanos = settings.ticker().nanos();
      settings.background().execute(preparation);
    }
  }

  private boolean hasFailed() {
    return preparation != null && preparation.state() == State.FAILED;
  }

  private long pauseNanos() {
    return settings.ticker().nanos() - orderedNanos;
  }

  /// Bytes for records that are ready.
  int room() {
    return isReady() ? JournalSegment.room(settings.segmentBytes()) : 0;
  }

  /// As [#room], once the segment on its way is ready or has failed.
  int awaitedRoom() {
    if (preparation != null) {
      preparation.run(); // does nothing when another thread has begun
      await(preparation);
    }
    return room();
  }

  private static void await(FutureTask<?> begun) {
    try {
      begun.get();
    } catch (ExecutionException e) {
      // There is no room then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady() {
    return preparation != null && preparation.state() == State.SUCCESS;
  }

  /// Why the last attempt to prepare a segment failed.
  Optional<Throwable> shortage() {
    return preparation != null && hasFailed()
        ? Optional.of(preparation.exceptionNow())
        : Optional.empty();
  }

  /// A segment of at least `bytes` bytes, prepared at once if need be.
  ///
  /// @throws DiskFull when there is no room for it
  PreparedSegment take(int bytes) throws IOException {
    return bytes > settings.segmentBytes()
        ? prepare(folder.unfinished("large"), bytes)
        : takeSpare();
  }

  private PreparedSegment takeSpare() throws IOException {
    FutureTask<PreparedSegment> taken =
        preparation == null || hasFailed() ? new FutureTask<>(this::prepare) : preparation;
    preparation = null;
    taken.run(); // does nothing when another thread has begun
    try {
      return taken.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a segment");
    }
  }

  private PreparedSegment prepare() throws IOException {
    return prepare(folder.unfinished("spare"), settings.segmentBytes());
  }

  private PreparedSegment prepare(Path path, int bytes) throws IOException {
    Disk disk = folder.disk();
    disk.delete(path);
    long usable = disk.usableBytes();
    if (usable < bytes) {
      throw new DiskFull("prepare " + path, "%d bytes left of %d".formatted(usable, bytes));
    }
    Disk.File file = disk.open(path, Disk.Mode.CREATE);
    try {
      fill(file, bytes);
      disk.forceFolder(folder.path());
      return new PreparedSegment(path, file, bytes);
    } catch (IOException e) {
      discard(path, file, e);
      throw e;
    }
  }

  private void fill(Disk.File file, int bytes) throws IOException {
    for (int at = 0; at < bytes; at += zeros.capacity()) {
      ByteBuffer chunk = zeros.duplicate();
      file.write(chunk.limit(Math.min(zeros.capacity(), bytes - at)), at);
    }
    file.force();
  }

  /// Gives back the room that was taken in vain.
  private void discard(Path path, Disk.File file, IOException failure) {
    try {
      file.close();
      folder.disk().delete(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Removes the spare segment; the next start would not use it anyway.
  @Override
  public void close() throws IOException {
    if (preparation == null || hasFailed()) {
      return;
    }
    PreparedSegment unused;
    try {
      unused = takeSpare();
    } catch (IOException e) {
      return; // there is none, and nobody needs one any more
    }
    unused.file().close();
    folder.disk().delete(unused.path());
  }
}
