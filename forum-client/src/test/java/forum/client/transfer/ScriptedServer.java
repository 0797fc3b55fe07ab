package forum.client.transfer;

import forum.protocol.Reply;
import forum.protocol.transfer.FrameReader;
import forum.protocol.transfer.FrameWriter;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server that serves one connection as the test says.
final class ScriptedServer implements AutoCloseable {
  @FunctionalInterface
  interface Script {
    void play(Peer peer) throws Exception;
  }

  /// The server's end of the connection; the ticket has been shown.
  record Peer(SocketChannel socket, FrameReader in, FrameWriter out, TransferFrame.Ticket ticket) {
    /// Sends these bytes from the ticket's offset on.
    void send(byte[] bytes) throws IOException {
      out.write(new TransferFrame.Go(ticket.offset(), bytes.length));
      data(bytes, (int) ticket.offset(), bytes.length);
      out.write(new TransferFrame.End(Sha256.of(bytes)));
    }

    void data(byte[] bytes, int from, int to) throws IOException {
      for (int at = from; at < to; at += 65536) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(65536, to - at));
        out.write(new TransferFrame.Data(piece));
      }
    }
  }

  private final ServerSocketChannel listener;
  private final CompletableFuture<@Nullable Void> played = new CompletableFuture<>();

  ScriptedServer(Script script) throws IOException {
    listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(() -> play(script));
  }

  private void play(Script script) {
    try (SocketChannel socket = listener.accept()) {
      ByteBuffer first = ByteBuffer.allocate(1);
      socket.read(first);
      FrameReader in = new FrameReader(socket);
      if (first.get(0) != (byte) TransferFrame.PLAIN) {
        throw new AssertionError("first byte " + first.get(0));
      }
      TransferFrame.Ticket ticket = in.read(TransferFrame.Ticket.class);
      script.play(new Peer(socket, in, new FrameWriter(socket), ticket));
      played.complete(null);
    } catch (Throwable e) {
      played.completeExceptionally(e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  Reply.Grant grant(long size, @Nullable String sha256) {
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    return new Reply.Grant(ticket, address().getPort(), size, sha256, null);
  }

  Reply.Grant grant(byte[] bytes) {
    return grant(bytes.length, Sha256.of(bytes).hex());
  }

  /// Waits until the script has come to its end; fails as it failed.
  void awaitEnd() throws Exception {
    played.get(20, TimeUnit.SECONDS);
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
