package forum.client.transfer;

import forum.protocol.seal.Tls;
import forum.protocol.seal.TlsChannel;
import forum.protocol.seal.Witness;
import forum.protocol.transfer.TransferFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.security.PublicKey;

/// What protects the bytes of a transfer on their way.
@FunctionalInterface
public interface Protection {
  /// Nothing.
  Protection CLEAR =
      (socket, server) -> {
        socket.write(ByteBuffer.wrap(new byte[] {(byte) TransferFrame.PLAIN}));
        return socket;
      };

  /// Begins to speak over a connected socket, which blocks.
  ByteChannel over(SocketChannel socket, InetSocketAddress server) throws IOException;

  /// TLS with the server that has this key, and nobody else.
  static Protection sealed(PublicKey key) {
    return (socket, server) -> {
      TlsChannel channel =
          new TlsChannel(
              socket,
              Tls.clientEngine(
                  new Witness(), server.getHostString(), server.getPort(), Tls.TRANSFERS),
              new byte[0]);
      channel.handshake();
      if (!channel.peer().getFirst().getPublicKey().equals(key)) {
        throw new IOException("somebody with another key than the server's has answered");
      }
      return channel;
    };
  }
}
