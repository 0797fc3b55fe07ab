package forum.server.session;

import forum.protocol.delivery.Reassembly;
import forum.protocol.wire.Inner;
import forum.server.model.ServerLimits;
import forum.server.session.EarlyRequests.Arrived;
import forum.server.session.EarlyRequests.Collected;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of one session has arrived before its turn, and how much memory it takes: about, and rather
/// too much than too little, since small requests are mostly what is around them.
final class Early {
  private static final int SESSION_BYTES = 512;
  private static final int REQUEST_BYTES = 160;
  private static final int SEGMENT_BYTES = 24;

  private final Map<Long, Arrived> held = new HashMap<>();
  private int heldBytes;
  private @Nullable Reassembly reassembly;
  private int segmentBytes;

  boolean isEmpty() {
    return held.isEmpty() && reassembly == null;
  }

  /// How much memory it takes.
  int bytes() {
    return isEmpty() ? 0 : SESSION_BYTES + held.size() * REQUEST_BYTES + heldBytes + segmentBytes;
  }

  /// Keeps a request, if there is room.
  ///
  /// @return whether it is new
  boolean hold(Arrived arrived) {
    int bytes = arrived.request().body().length;
    boolean kept =
        heldBytes + bytes <= ServerLimits.HELD_BYTES
            && held.putIfAbsent(arrived.request().seq(), arrived) == null;
    heldBytes += kept ? bytes : 0;
    return kept;
  }

  @Nullable Arrived release(long seq) {
    Arrived released = held.remove(seq);
    if (released != null) {
      heldBytes -= released.request().body().length;
    }
    return released;
  }

  /// Takes a segment. There is room for one request: the oldest, since it is the one whose turn
  /// comes first.
  Collected collect(Inner segment) {
    if (held.containsKey(segment.seq())) {
      return new Collected.Nothing(); // what a late copy would begin, nothing would ever end
    }
    Reassembly present = reassembly;
    if (present == null || present.seq() > segment.seq()) {
      present = new Reassembly(segment);
      begin(present);
    }
    return present.seq() == segment.seq() ? collect(present, segment) : new Collected.Nothing();
  }

  private Collected collect(Reassembly into, Inner segment) {
    boolean isNew = into.add(segment);
    segmentBytes += isNew ? SEGMENT_BYTES + segment.body().length : 0;
    if (into.isWhole()) {
      begin(null);
      return new Collected.Whole(into.body());
    }
    return new Collected.Part(into.present(), isNew);
  }

  private void begin(@Nullable Reassembly next) {
    reassembly = next;
    segmentBytes = 0;
  }
}
