package forum.simulation;

import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Datagrams from people who should not send any: rubbish, requests under addresses that are not
/// their own, tokens they have made up.
final class Noise {
  private static final int BYTES_MAX = 1300;

  private final SimulatedNetwork network;
  private final SeededChance chance;

  Noise(SimulatedNetwork network, SeededChance chance) {
    this.network = network;
    this.chance = chance;
  }

  void send(InetSocketAddress from) {
    SimulatedPort port = network.open(from);
    for (int i = chance.below(30); i >= 0; i--) {
      port.send(SimulatedServer.ADDRESS, datagram());
    }
    port.close();
  }

  private ByteBuffer datagram() {
    return switch (chance.below(4)) {
      case 0 -> ByteBuffer.wrap(chance.bytes(chance.below(BYTES_MAX)));
      case 1 -> bytes(new Frame.Stranger(chance.number(), cookie(), login()));
      case 2 -> cut(bytes(new Frame.Plain(token(), login())));
      default -> spoiled(bytes(new Frame.Plain(token(), login())));
    };
  }

  private Frame.Cookie cookie() {
    return chance.happens(0.5)
        ? Frame.Cookie.NONE
        : new Frame.Cookie(chance.number(), chance.number());
  }

  private Token token() {
    return new Token(chance.number(), chance.number());
  }

  private Inner login() {
    Request start =
        new Request.LoginStart(new UserName("user0"), "n".repeat(20), "an attacker", 1, true);
    Inner.Kind[] kinds = Inner.Kind.values();
    Inner.Kind kind = chance.happens(0.5) ? Inner.Kind.QUERY : kinds[chance.below(kinds.length)];
    byte[] body = Body.request(start, new byte[0]).bytes();
    return Inner.whole(kind, 0, chance.below(5), chance.below(5), 0, body);
  }

  private static ByteBuffer bytes(Frame frame) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
    frame.writeTo(bytes);
    return bytes.flip();
  }

  private ByteBuffer cut(ByteBuffer datagram) {
    return datagram.limit(chance.below(datagram.limit()));
  }

  private ByteBuffer spoiled(ByteBuffer datagram) {
    int at = chance.below(datagram.limit());
    return datagram.put(at, (byte) (datagram.get(at) ^ 1 << chance.below(8)));
  }
}
