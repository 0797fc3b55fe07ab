package forum.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.DiskFull;
import forum.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderAndReceiverTest {
  private static final int FRAME = Limits.TRANSFER_FRAME_BYTES;

  private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
  private long moved;

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "1, 1",
    "65535, 0",
    "65536, 0",
    "65537, 0",
    "131072, 0",
    "200000, 65537",
    "200000, 199999",
    "200000, 200000",
    "3000000, 1"
  })
  void what_is_sent_from_an_offset_is_received_behind_it(int size, int offset) throws Exception {
    byte[] bytes = Frames.bytes(new Random(size), size);
    Sha256 found = receive(sent(bytes, offset), bytes, offset);
    assertThat(found).isEqualTo(Sha256.of(bytes));
    assertThat(stored.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, offset, size));
    assertThat(moved).isEqualTo(size - offset);
  }

  @Test
  void a_turned_bit_is_found() throws Exception {
    byte[] bytes = Frames.bytes(new Random(1), 100_000);
    byte[] stream = sent(bytes, 0);
    stream[70_000] ^= 1;
    assertThatThrownBy(() -> receive(stream, bytes, 0))
        .isInstanceOfSatisfying(
            TransferRefused.class,
            e -> {
              assertThat(e.refusal()).isEqualTo(Refusal.CHECKSUM);
              assertThat(e.isByPeer()).isFalse();
            });
  }

  @Test
  void a_wrong_part_is_found() throws Exception {
    byte[] bytes = Frames.bytes(new Random(1), 1000);
    byte[] stream = sent(bytes, 500);
    byte[] other = bytes.clone();
    other[3] ^= 1;
    assertThatThrownBy(() -> receive(stream, other, 500))
        .isInstanceOfSatisfying(
            TransferRefused.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.CHECKSUM));
  }

  @Test
  void more_bytes_than_agreed_are_refused_before_they_are_stored() throws Exception {
    byte[] bytes = new byte[2 * FRAME + 1];
    byte[] stream = sent(bytes, 0);
    assertThatThrownBy(() -> receiver(stream).receive(this::store, digest(), 0, 2 * FRAME))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("more than");
    assertThat(stored.size()).isEqualTo(2 * FRAME);
  }

  @Test
  void an_end_that_comes_too_early_is_refused() throws Exception {
    byte[] stream = sent(new byte[10], 0);
    assertThatThrownBy(() -> receiver(stream).receive(this::store, digest(), 0, 11))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("ends after 10 of 11 bytes");
  }

  @Test
  void a_source_that_has_shrunk_is_refused_by_its_own_end() {
    assertThatThrownBy(() -> sender().send(source(new byte[10]), 0, 11))
        .isInstanceOfSatisfying(
            TransferRefused.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.CHANGED));
  }

  @Test
  void a_full_disk_is_told_apart_from_a_broken_one() throws Exception {
    byte[] stream = sent(new byte[10], 0);
    assertThat(refusal(stream, new DiskFull("write", "nothing left"))).isEqualTo(Refusal.DISK_FULL);
    assertThat(refusal(stream, new IOException("input/output error"))).isEqualTo(Refusal.STORAGE);
  }

  @Test
  void the_sender_may_give_up_between_two_frames() throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(Channels.newChannel(stream));
    writer.write(new TransferFrame.Data(ByteBuffer.allocate(5)));
    writer.write(new TransferFrame.Refused(Refusal.STORAGE, "the disk failed"));
    assertThatThrownBy(() -> receiver(stream.toByteArray()).receive(this::store, digest(), 0, 10))
        .isInstanceOfSatisfying(TransferRefused.class, e -> assertThat(e.isByPeer()).isTrue());
  }

  private static Refusal refusal(byte[] stream, IOException failure) {
    Sink broken =
        (bytes, position) -> {
          throw failure;
        };
    try {
      new Receiver(new FrameReader(ByteStream.whole(stream)), bytes -> {})
          .receive(broken, digest(), 0, 10);
      throw new AssertionError("received");
    } catch (TransferRefused e) {
      return e.refusal();
    } catch (IOException | MalformedFrame e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sent(byte[] bytes, long offset) throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Sender sender = new Sender(new FrameWriter(Channels.newChannel(stream)), count -> {});
    sender.send(source(bytes), offset, bytes.length);
    return stream.toByteArray();
  }

  private static Sender sender() {
    return new Sender(
        new FrameWriter(Channels.newChannel(new ByteArrayOutputStream())), count -> {});
  }

  private static Source source(byte[] bytes) {
    return new Source() {
      @Override
      public int read(ByteBuffer target, long position) {
        int count = Math.min(target.remaining(), bytes.length - (int) position);
        target.put(bytes, (int) position, count);
        return count;
      }

      @Override
      public Sha256 sha256() {
        return Sha256.of(bytes);
      }
    };
  }

  /// Receives the bytes behind `offset`; those before it are taken from `known`.
  private Sha256 receive(byte[] stream, byte[] known, int offset) throws Exception {
    MessageDigest digest = digest();
    digest.update(known, 0, offset);
    return receiver(stream).receive(this::store, digest, offset, known.length);
  }

  private Receiver receiver(byte[] stream) {
    return new Receiver(new FrameReader(ByteStream.whole(stream)), count -> moved += count);
  }

  private void store(ByteBuffer bytes, long position) {
    while (bytes.hasRemaining()) {
      stored.write(bytes.get());
    }
  }

  private static MessageDigest digest() {
    return Sha256.computation();
  }
}
