package forum.server.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LongTextTest {
  private static final String WHOLE = "general lab ops";

  private final LongText text =
      LongText.of(
          Stream.of("gen", "", "eral ", "l", "ab ops", "")
              .map(part -> part.getBytes(UTF_8))
              .toList());

  private String read(int position, int count) {
    ByteBuffer target = ByteBuffer.allocate(count);
    int bytes = text.read(target, position);
    return new String(Arrays.copyOf(target.array(), bytes), UTF_8);
  }

  @Test
  void any_part_is_read_as_if_there_were_one_piece() {
    assertThat(text.bytes()).isEqualTo(WHOLE.length());
    for (int from = 0; from <= WHOLE.length(); from++) {
      for (int count = 0; count <= WHOLE.length() + 2; count++) {
        int end = Math.min(WHOLE.length(), from + count);
        assertThat(read(from, count)).isEqualTo(WHOLE.substring(from, end));
      }
    }
  }

  @Test
  void an_empty_text_has_nothing() {
    LongText empty = LongText.of(List.of());
    assertThat(empty.bytes()).isZero();
    assertThat(empty.read(ByteBuffer.allocate(5), 0)).isZero();
  }
}
