package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.seal.SelfSigned;
import forum.protocol.wire.Frame;
import forum.server.net.DatagramGate;
import forum.server.net.Sealing;
import forum.testkit.SeededChance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes come from an address that has proven nothing, of any type, version and length: no
/// more bytes go there because of them, and none anywhere else.
class ReflectionTest {
  private static final long SEED = Long.getLong("forum.seed", 1);
  private static final int DATAGRAMS = 100_000;
  private static final int ADDRESSES = 50;

  private final SeededChance chance = new SeededChance(SEED);
  private final Set<InetSocketAddress> answered = new HashSet<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nobody_gets_more_than_was_sent_in_his_name(boolean plainFromAnywhere) throws Exception {
    Noise noise = new Noise();
    DatagramGate gate =
        new DatagramGate(
            noise,
            chance,
            plainFromAnywhere,
            Optional.of(Sealing.of(SelfSigned.create(), Runnable::run)),
            _ -> {});
    long nowNanos = 1;
    while (noise.left > 0) {
      nowNanos += 1_000_000;
      gate.next(nowNanos, 1);
    }
    assertThat(answered).as("the gate does answer").hasSize(ADDRESSES);
  }

  /// What comes in, and where what goes out is counted.
  private final class Noise implements DatagramPort {
    private int left = DATAGRAMS;
    private InetSocketAddress from = address(0);
    private int in;
    private int out;

    private byte[] next() {
      int length = chance.below(chance.happens(0.5) ? 80 : Limits.DATAGRAM_BYTES + 1);
      byte[] bytes = chance.bytes(length);
      int type = chance.below(20);
      if (bytes.length > 0 && type < 16) { // of this version, and then of any other
        bytes[0] = (byte) (0x80 | (chance.happens(0.2) ? chance.below(64) : type));
      }
      return type == 16 ? hello() : bytes;
    }

    private byte[] hello() {
      byte[] flight = chance.bytes(chance.below(Frame.HELLO_BYTES + 1));
      return Attacker.bytes(
          new Frame.Hello(
              chance.number(), new Frame.Cookie(chance.number(), chance.number()), 0, 1, flight));
    }

    @Override
    public InetSocketAddress receive(ByteBuffer buffer) {
      buffer.clear();
      left--;
      byte[] bytes = next();
      from = address(chance.below(ADDRESSES));
      in = bytes.length;
      out = 0;
      buffer.put(bytes).flip();
      return from;
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer datagram) {
      assertThat(to).isEqualTo(from);
      answered.add(to);
      out += datagram.remaining();
      assertThat(out).as("bytes to %s", to).isLessThanOrEqualTo(in);
      datagram.position(datagram.limit());
    }

    private static InetSocketAddress address(int number) {
      try {
        byte[] bytes = {(byte) 192, 0, 2, (byte) number};
        return new InetSocketAddress(InetAddress.getByAddress(bytes), 4000 + number);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public InetSocketAddress address() {
      return address(99);
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}
