package forum.client.verb;

import forum.client.library.ForumClient;
import forum.client.library.Seen;
import forum.machine.Ticker;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commands share while a user is logged in. Owned by the thread that runs commands; the
/// thread named last may be read by any.
public final class Session {
  private final ForumClient forum;
  private final UserName user;
  private final Surroundings surroundings;
  private final Ticker ticker;
  private final Instant since;
  private final Shown shown;
  private volatile @Nullable ThreadTitle last;
  private @Nullable ThreadTitle lastButOne;

  /// A session that begins now.
  public Session(ForumClient forum, UserName user, Surroundings surroundings, Ticker ticker) {
    this.forum = forum;
    this.user = user;
    this.surroundings = surroundings;
    this.ticker = ticker;
    this.since = ticker.now();
    this.shown = new Shown(!surroundings.isInteractive());
  }

  /// The forum.
  public ForumClient forum() {
    return forum;
  }

  /// Who is logged in.
  public UserName user() {
    return user;
  }

  /// Terminal or script.
  public Surroundings surroundings() {
    return surroundings;
  }

  /// The clock.
  Ticker ticker() {
    return ticker;
  }

  /// When the session began.
  Instant since() {
    return since;
  }

  Shown shown() {
    return shown;
  }

  /// One of the user's own messages was shown under this number.
  public void saw(ThreadTitle thread, int n, Seen seen) {
    shown.remember(thread, n, seen);
  }

  /// The thread named last, which `.` stands for.
  public Optional<ThreadTitle> last() {
    return Optional.ofNullable(last);
  }

  void named(ThreadTitle thread) {
    if (!thread.equals(last)) {
      lastButOne = last;
      last = thread;
    }
  }

  /// There is no such thread after all.
  void misnamed() {
    last = lastButOne;
  }

  void removed(ThreadTitle thread) {
    shown.removed(thread);
    if (thread.equals(last)) {
      last = null;
    }
  }
}
