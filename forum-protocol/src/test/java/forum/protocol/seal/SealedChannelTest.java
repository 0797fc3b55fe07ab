package forum.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Limits;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedChannelTest {
  private static final byte[] EXPORTED = exported();

  private final ChannelKeys keys = ChannelKeys.of(EXPORTED);
  private final SealedChannel client = keys.client(new Aead());
  private final SealedChannel server = keys.server(new Aead());

  private static byte[] exported() {
    byte[] bytes = new byte[ChannelKeys.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static Content content(String text) {
    return new Content(new Token(1, 2), Inner.whole(Inner.Kind.QUERY, 0, 1, 2, 3, text.getBytes()));
  }

  private static String text(Content content) {
    return new String(Objects.requireNonNull(content).inner().body());
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void what_one_end_seals_the_other_opens() {
    assertThat(text(server.open(client.seal(content("there"))))).isEqualTo("there");
    assertThat(text(client.open(server.seal(content("and back"))))).isEqualTo("and back");
  }

  @Test
  void the_bytes_are_those_of_the_document() {
    byte[] sealed = bytes(client.seal(content("abc")));

    assertThat(HexFormat.of().formatHex(sealed, 0, 17))
        .isEqualTo("83" + "0001020304050607" + "0000000000000000");
    assertThat(sealed).hasSize(17 + 16 + 28 + 3 + 16);
  }

  @Test
  void the_longest_content_fits_a_datagram() {
    assertThat(bytes(client.seal(content("x".repeat(Limits.BODY_BYTES)))))
        .hasSizeLessThanOrEqualTo(Limits.DATAGRAM_BYTES);
  }

  @Test
  void a_changed_bit_anywhere_leaves_nothing_to_open() throws Exception {
    byte[] datagram = bytes(client.seal(content("secret")));

    for (int bit = 0; bit < 8 * datagram.length; bit++) {
      byte[] changed = datagram.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(opened(changed)).as("bit %d", bit).isNull();
    }
    assertThat(opened(datagram)).isNotNull();
  }

  private Content opened(byte[] datagram) throws Frame.UnknownVersion {
    try {
      return Frame.readFrom(ByteBuffer.wrap(datagram)) instanceof Frame.Sealed sealed
          ? server.open(sealed)
          : null;
    } catch (MalformedDatagram e) {
      return null;
    } catch (Frame.UnknownVersion e) {
      return null;
    }
  }

  @Test
  void a_datagram_cut_short_leaves_nothing_to_open() throws Exception {
    byte[] datagram = bytes(client.seal(content("secret")));

    for (int length = 0; length < datagram.length; length++) {
      assertThat(opened(Arrays.copyOf(datagram, length))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void a_datagram_is_opened_once() {
    Frame.Sealed datagram = client.seal(content("once"));

    assertThat(server.open(datagram)).isNotNull();
    assertThat(server.open(datagram)).isNull();
  }

  @Test
  void in_any_order_each_is_opened_once() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      SealedChannel receiver = keys.server(new Aead());
      SealedChannel sender = keys.client(new Aead());
      List<Frame.Sealed> sent = new ArrayList<>();
      for (int i = 0; i < ReplayWindow.SIZE; i++) {
        sent.add(sender.seal(content("m" + i)));
      }
      List<Frame.Sealed> arriving = new ArrayList<>(sent);
      arriving.addAll(sent);
      Collections.shuffle(arriving, random);

      assertThat(arriving.stream().map(receiver::open).filter(Objects::nonNull)).hasSize(1024);
    }
  }

  @Test
  void what_is_too_far_behind_is_not_opened() {
    Frame.Sealed first = client.seal(content("late"));
    Frame.Sealed second = client.seal(content("just in time"));
    for (int i = 2; i <= ReplayWindow.SIZE; i++) {
      assertThat(server.open(client.seal(content("later")))).isNotNull();
    }

    assertThat(server.open(first)).isNull();
    assertThat(server.open(second)).isNotNull();
  }

  @Test
  void what_cannot_be_opened_does_not_move_the_window() {
    Frame.Sealed honest = client.seal(content("honest"));
    Frame.Sealed forged = new Frame.Sealed(honest.cid(), 1 << 20, honest.sealed());

    assertThat(server.open(forged)).isNull();
    assertThat(server.open(honest)).isNotNull();
  }

  @Test
  void an_end_does_not_open_what_it_has_sealed_itself() {
    assertThat(client.open(client.seal(content("echo")))).isNull();
  }

  @Test
  void the_last_number_is_used_once() {
    SealedChannel worn = keys.client(new Aead(), SealedChannel.PACKETS_MAX - 1);

    assertThat(worn.isUsedUp()).isFalse();
    assertThat(server.open(worn.seal(content("last")))).isNotNull();
    assertThat(worn.isUsedUp()).isTrue();
    assertThatThrownBy(() -> worn.seal(content("one more")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_number_beyond_the_last_is_not_opened() {
    Frame.Sealed any = client.seal(content("any"));

    assertThat(server.open(new Frame.Sealed(any.cid(), SealedChannel.PACKETS_MAX, any.sealed())))
        .isNull();
    assertThat(server.open(new Frame.Sealed(any.cid(), -1, any.sealed()))).isNull();
  }

  @Test
  void keys_wear_at_either_end() {
    SealedChannel worn = keys.client(new Aead(), SealedChannel.PACKETS_FRESH - 1);

    assertThat(worn.isWorn()).isFalse();
    assertThat(server.open(worn.seal(content("")))).isNotNull();
    assertThat(server.isWorn()).isFalse();
    assertThat(server.open(worn.seal(content("")))).isNotNull();
    assertThat(worn.isWorn()).isTrue();
    assertThat(server.isWorn()).isTrue();
  }

  @Test
  void each_number_has_a_nonce_of_its_own() {
    TrafficKey key =
        new TrafficKey(new byte[16], HexFormat.of().parseHex("000102030405060708090a0b"));

    assertThat(HexFormat.of().formatHex(key.nonce(0))).isEqualTo("000102030405060708090a0b");
    assertThat(HexFormat.of().formatHex(key.nonce(0x0102030405060708L)))
        .isEqualTo("00010203050705030d0f0d03");
  }
}
