package forum.server.session;

import forum.protocol.UserName;
import forum.protocol.wire.Token;
import forum.server.net.Peer;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One login. Durable: who, since when, and which requests were answered. Volatile: where the
/// client is, when it was heard. Owned by the command loop.
public final class Session {
  private final Token sid;
  private final UserName user;
  private final Instant openedAt;
  private final AnsweredRequests requests = new AnsweredRequests();
  private Peer peer;
  private long heardNanos;
  private long probedNanos;
  private boolean wantsNews;
  private @Nullable Subscription subscription;
  private @Nullable Long token;

  Session(Token sid, UserName user, Instant openedAt, InetSocketAddress address, long nowNanos) {
    this.sid = sid;
    this.user = user;
    this.openedAt = openedAt;
    this.peer = new Peer.Unheard(address);
    this.heardNanos = nowNanos;
    this.probedNanos = nowNanos - Long.MAX_VALUE / 2;
  }

  /// Its name on the wire.
  public Token sid() {
    return sid;
  }

  /// Whose it is.
  public UserName user() {
    return user;
  }

  /// When it began.
  public Instant openedAt() {
    return openedAt;
  }

  /// The id of the token it was opened with; null when it was the password.
  public @Nullable Long token() {
    return token;
  }

  void openedWith(@Nullable Long id) {
    token = id;
  }

  /// Which of its requests were answered.
  public AnsweredRequests requests() {
    return requests;
  }

  /// Where the client was heard last; before that, where it logged in from.
  public InetSocketAddress address() {
    return peer.address();
  }

  /// Where the client was heard last, and what protects the way to it.
  public Peer peer() {
    return peer;
  }

  /// When the client was heard last; the time of the server's start if not since then.
  public long heardNanos() {
    return heardNanos;
  }

  /// The client was heard. It is not where it was before it made its present keys: what comes that
  /// way is late.
  public void heard(Peer from, long nowNanos) {
    peer = from.isOlderThan(peer) ? peer : from;
    heardNanos = nowNanos;
  }

  /// Whether the client may be asked now if it is there: not within `intervalNanos` of the last
  /// time.
  public boolean mayProbe(long nowNanos, long intervalNanos) {
    if (nowNanos - probedNanos < intervalNanos) {
      return false;
    }
    probedNanos = nowNanos;
    return true;
  }

  /// Whether the client wants news.
  public boolean wantsNews() {
    return wantsNews;
  }

  void wantsNews(boolean wanted) {
    wantsNews = wanted;
  }

  /// The news the client asked for; null when it wants none.
  public @Nullable Subscription subscription() {
    return subscription;
  }

  /// The client wants news.
  public void subscribe(Subscription wanted) {
    subscription = wanted;
  }
}
