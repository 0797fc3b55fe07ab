package forum.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};

  private final RecordCodec codec = new RecordCodec(42);

  @Test
  void it_reads_what_it_wrote() {
    ByteBuffer bytes = written();
    JournalRecord record = codec.read(bytes, 3);
    assertThat(record).isEqualTo(new JournalRecord(3, bytes.limit(), 7, 5));
    assertThat(RecordCodec.payload(bytes, record)).isEqualTo(PAYLOAD);
    assertThat(record.isMark()).isFalse();
  }

  @Test
  void it_refuses_every_shorter_record() {
    ByteBuffer bytes = written();
    while (bytes.limit() > 3) {
      bytes.limit(bytes.limit() - 1);
      assertThat(codec.read(bytes, 3)).isNull();
    }
  }

  @Test
  void it_refuses_every_changed_bit() {
    for (int at = 3; at < written().limit(); at++) {
      for (int bit = 0; bit < 8; bit++) {
        ByteBuffer bytes = written();
        bytes.put(at, (byte) (bytes.get(at) ^ 1 << bit));
        assertThat(codec.read(bytes, 3)).isNull();
      }
    }
  }

  @Test
  void it_refuses_records_of_another_segment_and_zeros() {
    assertThat(new RecordCodec(43).read(written(), 3)).isNull();
    assertThat(codec.read(ByteBuffer.allocate(100), 0)).isNull();
  }

  @Test
  void it_knows_the_length_of_a_batch() {
    assertThat(RecordCodec.bytes(List.of(PAYLOAD, new byte[0])))
        .isEqualTo(2 * RecordCodec.HEAD_BYTES + PAYLOAD.length);
  }

  @Test
  void a_mark_is_told_from_a_record() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(100);
    codec.writeMark(bytes, 7);
    JournalRecord mark = codec.read(bytes.flip(), 0);
    assertThat(mark).isNotNull();
    assertThat(mark.isMark()).isTrue();
  }

  private ByteBuffer written() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(100).position(3);
    codec.write(bytes, 7, 5, PAYLOAD);
    return bytes.flip();
  }
}
