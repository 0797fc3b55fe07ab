package forum.server.session;

import forum.protocol.UserName;
import forum.protocol.delivery.Reassembly;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.model.ServerLimits;
import forum.server.net.Peer;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One login. Durable: who, since when, and which requests were answered. Volatile: where the
/// client is, when it was heard, what has arrived too early. Owned by the command loop.
public final class Session {
  private final Token sid;
  private final UserName user;
  private final Instant openedAt;
  private final AnsweredRequests requests = new AnsweredRequests();
  private @Nullable Early early;
  private Peer peer;
  private long heardNanos;
  private long probedNanos;
  private boolean wantsNews;
  private @Nullable Subscription subscription;
  private @Nullable Long token;

  /// A request, and when it arrived.
  public record Arrived(Inner request, long atNanos) {}

  /// What has arrived before its turn; droppable at any time, because the client repeats it.
  private static final class Early {
    final Map<Long, Arrived> held = new HashMap<>();
    int heldBytes;
    @Nullable Reassembly reassembly;
  }

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

  /// Keeps a request that came before its turn, if there is room.
  public void hold(Arrived arrived) {
    Early present = early();
    int bytes = arrived.request().body().length;
    if (present.heldBytes + bytes <= ServerLimits.HELD_BYTES
        && present.held.putIfAbsent(arrived.request().seq(), arrived) == null) {
      present.heldBytes += bytes;
    }
  }

  /// Takes the request `seq` out of those that came early; null when it is not among them.
  public @Nullable Arrived release(long seq) {
    if (early == null) {
      return null;
    }
    Arrived released = early.held.remove(seq);
    if (released != null) {
      early.heldBytes -= released.request().body().length;
    }
    if (early.held.isEmpty() && early.reassembly == null) {
      early = null;
    }
    return released;
  }

  /// The segments of the request this one belongs to. There is room for one request: the oldest,
  /// since it is the one whose turn comes first.
  ///
  /// @return null when it has to wait for an older one, or is held already
  public @Nullable Reassembly reassembly(Inner segment) {
    Early present = early();
    if (present.held.containsKey(segment.seq())) {
      return null; // what a late copy would begin, nothing would ever end
    }
    if (present.reassembly == null || present.reassembly.seq() > segment.seq()) {
      present.reassembly = new Reassembly(segment);
    }
    return present.reassembly.seq() == segment.seq() ? present.reassembly : null;
  }

  /// The request was put together.
  public void reassembled() {
    Objects.requireNonNull(early).reassembly = null;
  }

  private Early early() {
    if (early == null) {
      early = new Early();
    }
    return early;
  }
}
