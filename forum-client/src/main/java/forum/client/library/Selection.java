package forum.client.library;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which messages of a thread.
///
/// @param last so many from the end
/// @param from first number
/// @param to last number
/// @param since posted or uploaded then or later
public record Selection(
    @Nullable Integer last, @Nullable Integer from, @Nullable Integer to, @Nullable Instant since) {
  /// All of them.
  public static final Selection ALL = new Selection(null, null, null, null);

  /// The last `count`.
  public static Selection last(int count) {
    return new Selection(count, null, null, null);
  }
}
