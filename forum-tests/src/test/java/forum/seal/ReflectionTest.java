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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes come from an address that has proven nothing, of any type, version and length: no
/// more bytes go there than came from there.
class ReflectionTest {
  private static final long SEED = Long.getLong("forum.seed", 1);
  private static final int DATAGRAMS = 100_000;
  private static final int ADDRESSES = 50;

  private final SeededChance chance = new SeededChance(SEED);
  private final Map<InetSocketAddress, Long> in = new HashMap<>();
  private final Map<InetSocketAddress, Long> out = new HashMap<>();

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
      gate.next(nowNanos, 10);
      for (Map.Entry<InetSocketAddress, Long> each : out.entrySet()) {
        assertThat(each.getValue()).isLessThanOrEqualTo(in.get(each.getKey()));
      }
    }
    assertThat(out).as("the gate does answer").hasSize(ADDRESSES);
  }

  /// What comes in, and where what goes out is counted.
  private final class Noise implements DatagramPort {
    private int left = DATAGRAMS;

    private byte[] next() {
      byte[] bytes = chance.bytes(chance.below(Limits.DATAGRAM_BYTES + 1));
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
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
      buffer.clear();
      if (left-- <= 0) {
        buffer.flip();
        return null;
      }
      byte[] bytes = next();
      InetSocketAddress from = address(chance.below(ADDRESSES));
      in.merge(from, (long) bytes.length, Long::sum);
      buffer.put(bytes).flip();
      return from;
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer datagram) {
      out.merge(to, (long) datagram.remaining(), Long::sum);
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
