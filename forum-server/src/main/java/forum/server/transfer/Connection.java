package forum.server.transfer;

import forum.protocol.seal.TlsChannel;
import forum.protocol.transfer.FrameReader;
import forum.protocol.transfer.FrameWriter;
import forum.protocol.transfer.Pace;
import forum.protocol.transfer.TransferFrame;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// One TCP connection. Used by its own thread; [#cut] and [#pace] are for any.
final class Connection {
  private static final long WINDOW_NANOS =
      TimeUnit.SECONDS.toNanos(ServerLimits.TRANSFER_WINDOW_SECONDS);

  private final SocketChannel socket;
  private final Pace pace = new Pace(ServerLimits.TRANSFER_WINDOW_BYTES, WINDOW_NANOS);
  private final AtomicReference<TransferResult.@Nullable Reason> cut = new AtomicReference<>();
  private @Nullable FrameReader in;
  private @Nullable FrameWriter out;
  private boolean sealed;

  Connection(SocketChannel socket) {
    this.socket = socket;
  }

  SocketAddress peer() throws IOException {
    return socket.getRemoteAddress();
  }

  Pace pace() {
    return pace;
  }

  FrameReader in() {
    return Objects.requireNonNull(in, "not begun");
  }

  FrameWriter out() {
    return Objects.requireNonNull(out, "not begun");
  }

  /// Whether the peer is on this computer.
  boolean isFromHere() throws IOException {
    return peer() instanceof InetSocketAddress from && from.getAddress().isLoopbackAddress();
  }

  /// Begins, in the way the peer's first byte says: in the clear if that `mayBeClear`, in TLS if
  /// there are `engines` for it.
  ///
  /// @return false when it is neither
  boolean begin(boolean mayBeClear, Optional<Supplier<SSLEngine>> engines) throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer first = ByteBuffer.allocate(1);
    int kind = socket.read(first) == 1 ? first.get(0) & 0xff : -1;
    if (kind == TransferFrame.PLAIN && mayBeClear) {
      speakOver(socket);
      return true;
    }
    if (kind == TransferFrame.TLS && engines.isPresent()) {
      TlsChannel channel = new TlsChannel(socket, engines.get().get(), first.array());
      channel.handshake();
      sealed = true;
      speakOver(channel);
      return true;
    }
    return false;
  }

  private void speakOver(ByteChannel channel) {
    in = new FrameReader(channel);
    out = new FrameWriter(channel);
  }

  /// Whether nobody else can read what is said.
  boolean isSealed() {
    return sealed;
  }

  /// Takes what the peer still sends, and forgets it, until the peer closes. Closing with bytes
  /// unread would make the system reset the connection, and the last word could be lost with it.
  void drain() throws IOException {
    socket.shutdownOutput();
    ByteBuffer forgotten = ByteBuffer.allocate(4096);
    while (socket.read(forgotten.clear()) >= 0) {
      // more of what nobody wants
    }
  }

  /// Ends the connection from outside: whatever its thread waits for fails.
  void cut(TransferResult.Reason reason) {
    cut.compareAndSet(null, reason);
    close();
  }

  /// Why the connection failed.
  TransferResult.Reason reason() {
    TransferResult.Reason reason = cut.get();
    return reason == null ? TransferResult.Reason.CUT : reason;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same; nothing that was promised depends on how.
    }
  }
}
