package forum.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Limits;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferFrameTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void a_ticket_is_45_bytes() {
    byte[] secret = new byte[32];
    secret[0] = 7;
    assertThat(hex(new TransferFrame.Ticket(secret, 0x0102030405060708L)))
        .isEqualTo("00000028" + "01" + "07" + "00".repeat(31) + "0102030405060708");
  }

  @Test
  void go_is_21_bytes() {
    assertThat(hex(new TransferFrame.Go(1, 1L << 32)))
        .isEqualTo("00000010" + "02" + "0000000000000001" + "0000000100000000");
  }

  @Test
  void data_is_its_bytes_behind_the_head() {
    assertThat(hex(new TransferFrame.Data(ByteBuffer.wrap(new byte[] {1, 2, 3}))))
        .isEqualTo("00000003" + "03" + "010203");
  }

  @Test
  void the_end_carries_the_digest() {
    assertThat(hex(new TransferFrame.End(Sha256.of(new byte[0]))))
        .isEqualTo("00000020" + "04" + EMPTY);
  }

  @Test
  void done_is_a_bare_head() {
    assertThat(hex(new TransferFrame.Done())).isEqualTo("00000000" + "05");
  }

  @Test
  void a_refusal_is_a_number_and_a_sentence() {
    assertThat(hex(new TransferFrame.Refused(Refusal.DISK_FULL, "é")))
        .isEqualTo("00000003" + "06" + "02" + "c3a9");
  }

  @Test
  void every_frame_is_read_as_it_was_written() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] written = Frames.bytes(Frames.any(random));
      assertThat(Frames.bytes(read(written))).isEqualTo(written);
    }
  }

  @Test
  void every_shorter_prefix_is_no_frame() {
    byte[] frame = Frames.bytes(new TransferFrame.Refused(Refusal.CHECKSUM, "no"));
    for (int length = 0; length < frame.length; length++) {
      byte[] prefix = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> read(prefix)).isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000002701", "0000002901", "0000000f02", "0000001102", "0000000003", "0001000103",
        "8000000003", "ffffffff03", "0000001f04", "0000002104", "0000000105", "0000000006",
        "0000020206", "0000000000", "0000000007", "00000000ff"
      })
  void a_head_that_no_frame_has_is_refused_before_its_payload(String head) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(head)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("type");
  }

  @Test
  void a_size_beyond_63_bits_is_refused() {
    byte[] frame = Frames.bytes(new TransferFrame.Go(0, 0));
    frame[13] = (byte) 0x80;
    assertThatThrownBy(() -> read(frame)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void nothing_begins_behind_its_end() {
    byte[] frame = Frames.bytes(new TransferFrame.Go(0, 4));
    frame[12] = 5;
    assertThatThrownBy(() -> read(frame)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void a_sentence_must_be_utf_8() {
    byte[] frame = Frames.bytes(new TransferFrame.Refused(Refusal.CHECKSUM, "a"));
    frame[6] = (byte) 0xc3;
    assertThatThrownBy(() -> read(frame)).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void an_unknown_reason_is_an_internal_one() throws Exception {
    byte[] frame = Frames.bytes(new TransferFrame.Refused(Refusal.CHECKSUM, "a"));
    frame[5] = 77;
    assertThat(read(frame)).isEqualTo(new TransferFrame.Refused(Refusal.INTERNAL, "a"));
  }

  @Test
  void a_sentence_that_is_too_long_is_cut_between_characters() throws Exception {
    var refused = new TransferFrame.Refused(Refusal.INTERNAL, "a" + "ä".repeat(1000));
    assertThat(refused.sentence().getBytes(StandardCharsets.UTF_8)).hasSize(511);
    assertThat(read(Frames.bytes(refused))).isEqualTo(refused);
  }

  @Test
  void the_longest_frame_fits_the_buffer() throws Exception {
    var data = new TransferFrame.Data(ByteBuffer.allocate(Limits.TRANSFER_FRAME_BYTES));
    assertThat(read(Frames.bytes(data))).isInstanceOf(TransferFrame.Data.class);
  }

  private static TransferFrame read(byte[] bytes) throws Exception {
    return new FrameReader(ByteStream.whole(bytes)).read();
  }

  private static String hex(TransferFrame frame) {
    return HexFormat.of().formatHex(Frames.bytes(frame));
  }
}
