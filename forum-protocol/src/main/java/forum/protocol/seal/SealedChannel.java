package forum.protocol.seal;

import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.MalformedDatagram;
import org.jspecify.annotations.Nullable;

/// One end of an association: seals what goes out under a packet number that was never used, opens
/// what comes in at most once. PROTOCOL.md, section 15.
///
/// A packet number is used up by sealing, whether the datagram arrives or not: what is sent again
/// is sealed anew. Owned by one thread.
public final class SealedChannel {
  /// Packets a key may seal, far below what would weaken AES-GCM (RFC 9001, appendix B).
  public static final long PACKETS_MAX = 1L << 28;

  /// Packets after which a client makes a new association.
  public static final long PACKETS_FRESH = 1L << 26;

  private final long cid;
  private final Aead aead;
  private final TrafficKey outKey;
  private final TrafficKey inKey;
  private final ReplayWindow seen = new ReplayWindow();
  private long next;

  SealedChannel(long cid, Aead aead, TrafficKey outKey, TrafficKey inKey, long next) {
    this.cid = cid;
    this.aead = aead;
    this.outKey = outKey;
    this.inKey = inKey;
    this.next = next;
  }

  /// The name of the association.
  public long cid() {
    return cid;
  }

  /// Whether the keys have served long enough.
  public boolean isWorn() {
    return Math.max(next, seen.top()) >= PACKETS_FRESH;
  }

  /// Whether nothing can be sealed any more.
  public boolean isUsedUp() {
    return next >= PACKETS_MAX;
  }

  /// The highest packet number that was opened, -1 when there is none.
  public long highest() {
    return seen.top();
  }

  /// Seals for the other end.
  ///
  /// @throws IllegalStateException when the channel [#isUsedUp]
  public Frame.Sealed seal(Content content) {
    if (isUsedUp()) {
      throw new IllegalStateException("packet number " + next + ", the keys are used up");
    }
    long number = next++;
    byte[] head = Frame.sealedHead(cid, number);
    return new Frame.Sealed(cid, number, aead.seal(outKey, number, head, content.bytes()));
  }

  /// Opens what the other end has sealed.
  ///
  /// @return null when it was opened before, is too old, or was not sealed by the other end
  public @Nullable Content open(Frame.Sealed datagram) {
    long number = datagram.number();
    boolean expected = datagram.cid() == cid && number >= 0 && number < PACKETS_MAX;
    if (!expected || seen.isSeen(number)) {
      return null;
    }
    byte[] head = Frame.sealedHead(cid, number);
    byte[] content = aead.open(inKey, number, head, datagram.sealed());
    if (content == null) {
      return null;
    }
    seen.mark(number);
    return read(content);
  }

  /// Even what was sealed by the right hands may make no sense.
  private static @Nullable Content read(byte[] content) {
    try {
      return Content.of(content);
    } catch (MalformedDatagram e) {
      return null;
    }
  }
}
