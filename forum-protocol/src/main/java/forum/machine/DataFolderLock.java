package forum.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps a second server out of a data folder, by a lock on its file `lock`.
///
/// The system drops the lock with the process, however that ends. The file itself stays and holds
/// the number of the process that had it last. It must not be opened in any other way by the
/// process that holds it: closing any handle on it would give up the lock.
public final class DataFolderLock implements Closeable {
  private static final int BYTES_MAX = 20;
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          NOFOLLOW_LINKS);

  private final FileChannel channel;

  private DataFolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock of the folder `root`, which is made when it is missing.
  ///
  /// @throws DataFolderInUse when another server has it
  public static DataFolderLock take(Path root) throws IOException {
    Files.createDirectories(root);
    FileChannel channel = FileChannel.open(root.resolve("lock"), OPTIONS);
    try {
      if (tryLock(channel) == null) {
        throw new DataFolderInUse(root, holder(channel));
      }
      write(channel, Long.toString(ProcessHandle.current().pid()));
      return new DataFolderLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
    channel.read(bytes, 0);
    return US_ASCII.decode(bytes.flip()).toString();
  }

  private static void write(FileChannel channel, String holder) throws IOException {
    channel.truncate(0);
    channel.write(US_ASCII.encode(holder), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
