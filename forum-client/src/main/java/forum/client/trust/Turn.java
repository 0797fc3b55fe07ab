package forum.client.trust;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import forum.machine.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The right to change a file that several clients share, by a lock on another one beside it, which
/// stays. The system takes it back when the process ends, however that ends.
final class Turn implements Closeable {
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, NOFOLLOW_LINKS);

  private final FileChannel channel;

  private Turn(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until nobody else changes `file`, for 5 s at most.
  static Turn at(Path file, Ticker ticker) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel = FileChannel.open(lock, OPTIONS);
    try {
      long beganNanos = ticker.nanos();
      while (tried(channel) == null) {
        if (ticker.nanos() - beganNanos >= WAIT_NANOS) {
          throw new IOException(lock + " is held by another program");
        }
        pause();
      }
      return new Turn(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static void pause() throws InterruptedIOException {
    LockSupport.parkNanos(PAUSE_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
