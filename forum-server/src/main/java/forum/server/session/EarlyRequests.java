package forum.server.session;

import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The requests of all sessions that have arrived before their turn, or not whole yet. Any of it
/// may be forgotten at any time, because the client repeats it; and it is, where all of it together
/// would take too much memory: first that of the session which has waited longest without getting
/// on. So nobody can fill the memory by never sending what everything else waits for, however many
/// sessions he has. Owned by the command loop.
public final class EarlyRequests {
  /// A request, and when it arrived.
  public record Arrived(Inner request, long atNanos) {}

  /// What a segment comes to.
  public sealed interface Collected {
    /// It was the last one missing: the body of the request.
    record Whole(byte[] body) implements Collected {}

    /// Others are missing.
    ///
    /// @param present which are here, as a bit map
    /// @param isNew whether this one was not
    record Part(long present, boolean isNew) implements Collected {}

    /// It has to wait for an older request, or its own is held already.
    record Nothing() implements Collected {}
  }

  /// In the order in which they last got on.
  private final LinkedHashMap<Token, Early> bySession = new LinkedHashMap<>();

  private final long bytesMax;
  private long bytes;

  /// Keeps `bytesMax` bytes and no more.
  EarlyRequests(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Keeps a request that came before its turn, if there is room for it among those of its session.
  public void hold(Token sid, Arrived arrived) {
    Early early = of(sid);
    int before = early.bytes();
    boolean gotOn = early.hold(arrived);
    changed(sid, early, before, gotOn);
  }

  /// Takes out the request `seq`; null when it is not here.
  public @Nullable Arrived release(Token sid, long seq) {
    Early early = bySession.get(sid);
    if (early == null) {
      return null;
    }
    int before = early.bytes();
    Arrived released = early.release(seq);
    changed(sid, early, before, released != null);
    return released;
  }

  /// Takes a segment of a request.
  public Collected collect(Token sid, Inner segment) {
    Early early = of(sid);
    int before = early.bytes();
    Collected collected = early.collect(segment);
    boolean gotOn = collected instanceof Collected.Part(_, boolean isNew) && isNew;
    changed(sid, early, before, gotOn);
    return collected;
  }

  /// The session has ended.
  void forget(Token sid) {
    forget(bySession.remove(sid));
  }

  /// How much memory they take, about.
  long bytes() {
    return bytes;
  }

  private Early of(Token sid) {
    return Objects.requireNonNullElseGet(bySession.get(sid), Early::new);
  }

  private void changed(Token sid, Early early, int before, boolean gotOn) {
    bytes += early.bytes() - before;
    if (early.isEmpty()) {
      bySession.remove(sid);
    } else if (gotOn) {
      bySession.putLast(sid, early);
    } else {
      bySession.putIfAbsent(sid, early);
    }
    while (bytes > bytesMax) {
      Map.Entry<Token, Early> oldest = bySession.pollFirstEntry();
      forget(oldest.getValue());
    }
  }

  private void forget(@Nullable Early early) {
    bytes -= early == null ? 0 : early.bytes();
  }
}
