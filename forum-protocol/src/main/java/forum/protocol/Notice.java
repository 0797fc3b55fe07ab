package forum.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// News the server sends unasked: a hint, the thread is the truth. Lost notices are sent again
/// until the client has said that it saw `lsn`.
///
/// @param lsn the newest change covered
/// @param items the newest posts, oldest first
/// @param more posts that found no room
/// @param stop why the server is going away, if it is
public record Notice(long lsn, List<Item> items, int more, @Nullable String stop) {
  /// One post of somebody else.
  ///
  /// @param text its beginning
  public record Item(String thread, int n, String by, String text) {}
}
