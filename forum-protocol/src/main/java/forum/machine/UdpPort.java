package forum.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// A UDP socket of this computer.
///
/// Interrupting a thread that uses it closes it, as Java does with all its channels; [#wakeUp] is
/// the way to wake one.
public final class UdpPort implements DatagramPort {
  /// Room for a burst of 3000 of the longest datagrams. The system may grant less.
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  private static final int SEND_BUFFER_BYTES = 1 << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress address;

  private UdpPort(DatagramChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.address = (InetSocketAddress) channel.getLocalAddress();
  }

  /// Binds a socket to `local`; port 0 leaves the choice to the system.
  ///
  /// @throws java.net.BindException when the port is taken or the address is not of this computer
  public static UdpPort open(InetSocketAddress local) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      set(channel, StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      set(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      set(channel, ExtendedSocketOptions.IP_DONTFRAGMENT, true);
      channel.bind(local);
      return new UdpPort(channel, watched(channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static <T> void set(DatagramChannel channel, SocketOption<T> option, T value)
      throws IOException {
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, value);
    }
  }

  private static Selector watched(DatagramChannel channel) throws IOException {
    Selector selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    return selector;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void send(InetSocketAddress to, ByteBuffer datagram) throws IOException {
    try {
      channel.send(datagram, to); // 0 when the system's buffer is full
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException | UnsupportedAddressTypeException e) {
      // No route, no such address, nobody there, forbidden by a firewall: the system tells some of
      // the ways in which a datagram can be lost. The peer's silence says it as well.
      datagram.position(datagram.limit());
    }
  }

  @Override
  public @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    InetSocketAddress from = received(buffer);
    buffer.flip();
    return from;
  }

  private @Nullable InetSocketAddress received(ByteBuffer buffer) throws IOException {
    try {
      return (InetSocketAddress) channel.receive(buffer);
    } catch (PortUnreachableException e) {
      return null; // about a datagram sent earlier, which is lost
    }
  }

  @Override
  public void await(long nanos) throws IOException {
    long millis = Math.ceilDiv(nanos, NANOS_PER_MILLI); // never back before the time
    if (millis > 0) {
      selector.select(UdpPort::ignore, millis);
    } else {
      selector.selectNow(UdpPort::ignore);
    }
  }

  /// There is one channel to look at, and [#receive] looks at it anyway.
  private static void ignore(SelectionKey key) {}

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
