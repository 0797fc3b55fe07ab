package forum.machine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// The disk has no room left: it is full, or a quota is used up.
///
/// Nothing else is wrong with it. What was stored is as it was, and the same call may succeed once
/// somebody has made room.
public final class DiskFull extends IOException {
  private static final long serialVersionUID = 1;

  /// With less than this to write on, a failure the system gives no better name is a lack of room.
  private static final long BYTES_MIN = 64 << 10;

  /// No room for `action`, for example "write journal/0000.log".
  public DiskFull(String action, String found) {
    super(action + ": " + found);
  }

  private DiskFull(String action, IOException cause) {
    super(action + ": " + cause.getMessage(), cause);
  }

  /// What the failure of `action` on `store` really is: a [DiskFull], or `failure` itself.
  ///
  /// Java passes the error number of the system on only as its text, which the language of the
  /// computer may have translated. So the words are looked at, and what the store has left.
  static IOException recognised(String action, IOException failure, FileStore store) {
    return saysFull(failure.getMessage()) || (isUnnamed(failure) && isFull(store, failure))
        ? new DiskFull(action, failure)
        : failure;
  }

  private static boolean saysFull(@Nullable String message) {
    return message != null
        && (message.contains("No space left") || message.contains("quota exceeded"));
  }

  private static boolean isUnnamed(IOException failure) {
    Class<?> type = failure.getClass();
    return type == IOException.class || type == FileSystemException.class;
  }

  private static boolean isFull(FileStore store, IOException failure) {
    try {
      return store.getUsableSpace() < BYTES_MIN;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }
}
