package forum.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Limits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {
  private static final Frame.Cookie COOKIE = new Frame.Cookie(0x0102030405060708L, -2);

  @ParameterizedTest
  @EnumSource(Inner.Kind.class)
  void every_kind_of_inner_frame_is_read_as_it_was_written(Inner.Kind kind) throws Exception {
    Inner inner = new Inner(kind, 0, 255, -1, Long.MIN_VALUE, -7, 63, 64, new byte[] {1, 2, 3});
    Frame.Plain read = (Frame.Plain) read(bytes(new Frame.Plain(new Token(3, 4), inner)));

    assertThat(read.token()).isEqualTo(new Token(3, 4));
    assertThat(read.inner()).usingRecursiveComparison().isEqualTo(inner);
  }

  @Test
  void the_frames_without_a_session_are_read_as_they_were_written() throws Exception {
    assertSame(new Frame.Retry(9, COOKIE));
    assertSame(new Frame.UseVersion(9, 1));
    assertSame(new Frame.Stranger(9, COOKIE, Inner.bare(Inner.Kind.PING, 1, 2, 3)));
  }

  @Test
  void a_retry_is_smaller_than_what_it_answers() {
    byte[] smallest = bytes(new Frame.Stranger(9, COOKIE, Inner.bare(Inner.Kind.PING, 1, 2, 3)));

    assertThat(bytes(new Frame.Retry(9, COOKIE)).length).isLessThan(smallest.length);
  }

  @Test
  void the_largest_frame_fits_a_datagram() {
    byte[] body = new byte[Limits.BODY_BYTES];
    Inner inner = Inner.whole(Inner.Kind.QUERY, 0, 1, 2, 3, body);

    assertThat(bytes(new Frame.Stranger(9, COOKIE, inner)).length)
        .isLessThanOrEqualTo(Limits.DATAGRAM_BYTES);
  }

  @Test
  void every_shorter_prefix_of_a_frame_is_refused_or_has_a_shorter_body() throws Exception {
    byte[] whole =
        bytes(
            new Frame.Plain(
                new Token(3, 4), Inner.whole(Inner.Kind.REQUEST, 0, 1, 2, 3, new byte[10])));
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      if (length < 17 + Inner.HEAD_BYTES) {
        assertThatThrownBy(() -> read(prefix)).isInstanceOf(MalformedDatagram.class);
      } else {
        assertThat(((Frame.Plain) read(prefix)).inner().body())
            .hasSize(length - 17 - Inner.HEAD_BYTES);
      }
    }
  }

  @Test
  void a_body_that_is_too_long_is_refused() {
    byte[] longest = bytes(new Frame.Plain(new Token(3, 4), whole(Limits.BODY_BYTES)));
    byte[] longer = Arrays.copyOf(longest, longest.length + 1);

    assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedDatagram.class);
  }

  @Test
  void a_segment_that_cannot_be_is_refused() {
    byte[] frame = bytes(new Frame.Plain(new Token(3, 4), whole(5)));
    ByteBuffer.wrap(frame).putShort(17 + 24, (short) 2).putShort(17 + 26, (short) 2);

    assertThatThrownBy(() -> read(frame))
        .isInstanceOf(MalformedDatagram.class)
        .hasMessage("segment 2 of 2");
  }

  @Test
  void another_version_of_ours_is_told_from_noise() {
    byte[] frame = bytes(new Frame.Stranger(77, COOKIE, whole(5)));
    frame[0] |= 0x10;

    assertThatThrownBy(() -> read(frame))
        .isInstanceOfSatisfying(
            Frame.UnknownVersion.class,
            e -> {
              assertThat(e.version()).isEqualTo(2);
              assertThat(e.aid()).isEqualTo(77);
              assertThat(e.bytes()).isEqualTo(frame.length);
            });
  }

  @Test
  void noise_is_refused_and_nothing_else_happens() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      if (noise.length > 0 && random.nextBoolean()) {
        noise[0] = (byte) (0x80 | noise[0] & 0x3f);
      }
      try {
        read(noise);
      } catch (MalformedDatagram | Frame.UnknownVersion expected) {
        assertThat(expected).hasNoSuppressedExceptions();
      }
    }
  }

  private static Inner whole(int bytes) {
    return Inner.whole(Inner.Kind.REQUEST, 0, 1, 2, 3, new byte[bytes]);
  }

  private static void assertSame(Frame frame) throws Exception {
    assertThat(read(bytes(frame))).usingRecursiveComparison().isEqualTo(frame);
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static Frame read(byte[] bytes) throws MalformedDatagram, Frame.UnknownVersion {
    return Frame.readFrom(ByteBuffer.wrap(bytes));
  }
}
