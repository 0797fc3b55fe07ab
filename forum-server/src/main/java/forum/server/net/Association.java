package forum.server.net;

import forum.machine.Chance;
import forum.protocol.login.ChannelBinding;
import forum.protocol.seal.SealedChannel;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A client that has made keys with this server. PROTOCOL.md, sections 15 and 16.
///
/// It is where its newest datagram came from. An address it has moved to gets at most three times
/// the bytes that came from there, until the client has answered from there what only it can read:
/// whoever sends on a captured datagram from elsewhere can have nobody flooded.
///
/// ```
///   PROVEN --newest datagram from elsewhere--> MOVED --the challenge is answered from there--> PROVEN
///                                              MOVED --newest datagram from the proven address--> PROVEN
/// ```
///
/// Owned by the command loop.
public final class Association implements Peer {
  private static final int MOVED_FACTOR = 3;

  private final long serial;
  private final SealedChannel channel;
  private final ChannelBinding binding;
  private InetSocketAddress address;
  private InetSocketAddress proven;
  private Token token = Token.NONE;
  private long challenge;
  private long bytesFromThere;
  private long bytesToThere;
  private long heardNanos;

  /// `from` is proven by the handshake; `serial` is higher than that of any association before.
  Association(
      long serial,
      SealedChannel channel,
      ChannelBinding binding,
      InetSocketAddress from,
      long nowNanos) {
    this.serial = serial;
    this.channel = channel;
    this.binding = binding;
    this.address = from;
    this.proven = from;
    this.heardNanos = nowNanos;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public ChannelBinding binding() {
    return binding;
  }

  @Override
  public boolean isPrivate() {
    return true;
  }

  @Override
  public boolean isOlderThan(Peer other) {
    return other instanceof Association later && later.serial > serial;
  }

  long cid() {
    return channel.cid();
  }

  long heardNanos() {
    return heardNanos;
  }

  boolean isUsedUp() {
    return channel.isUsedUp();
  }

  /// Opens a datagram of `bytes` bytes.
  ///
  /// @param chance gives a number nobody can guess when the client has moved
  /// @return null when it is not authentic, or was here before
  @Nullable Content open(
      Frame.Sealed datagram, InetSocketAddress from, int bytes, Chance chance, long nowNanos) {
    long highest = channel.highest();
    Content content = channel.open(datagram);
    if (content == null) {
      return null;
    }
    heardNanos = nowNanos;
    token = content.token();
    if (datagram.number() > highest && !from.equals(address)) {
      moved(from, chance.number());
    }
    if (from.equals(address)) {
      bytesFromThere += bytes;
      answered(content.inner());
    }
    return content;
  }

  private void moved(InetSocketAddress to, long number) {
    address = to;
    challenge = number;
    bytesFromThere = 0;
    bytesToThere = 0;
  }

  private void answered(Inner inner) {
    if (inner.kind() == Inner.Kind.PONG && inner.seq() == challenge) {
      proven = address;
    }
  }

  /// Whether it has shown that it is where it was heard last.
  boolean isProven() {
    return address.equals(proven);
  }

  /// The last address of which that was shown.
  InetSocketAddress proven() {
    return proven;
  }

  /// What the client has to be asked to prove its new address; null when it is proven.
  @Nullable Content challenge() {
    return isProven() ? null : new Content(token, Inner.bare(Inner.Kind.PING, challenge, 0, 0));
  }

  /// Seals for the client.
  Frame.Sealed seal(Content content) {
    return channel.seal(content);
  }

  /// Whether `bytes` may be sent to where the client is; counts them.
  boolean maySend(int bytes) {
    if (isProven()) {
      return true;
    }
    boolean may = bytesToThere + bytes <= MOVED_FACTOR * bytesFromThere;
    bytesToThere += may ? bytes : 0;
    return may;
  }
}
