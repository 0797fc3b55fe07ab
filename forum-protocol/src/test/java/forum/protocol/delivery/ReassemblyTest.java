package forum.protocol.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.wire.Inner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReassemblyTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        Limits.BODY_BYTES + 1,
        2 * Limits.BODY_BYTES,
        2 * Limits.BODY_BYTES + 1,
        Limits.SEGMENTS * Limits.BODY_BYTES
      })
  void segments_in_any_order_and_twice_make_the_body(int bytes) {
    byte[] body = new byte[bytes];
    Random random = new Random(bytes);
    random.nextBytes(body);
    List<Inner> segments = segments(body);
    segments.addAll(segments(body));
    Collections.shuffle(segments, random);
    Reassembly reassembly = new Reassembly(segments.getFirst());
    segments.forEach(reassembly::add);

    assertThat(reassembly.isWhole()).isTrue();
    assertThat(reassembly.body()).isEqualTo(body);
  }

  @org.junit.jupiter.api.Test
  void a_segment_that_does_not_fit_changes_nothing() {
    List<Inner> segments = segments(new byte[3 * Limits.BODY_BYTES]);
    Reassembly reassembly = new Reassembly(segments.getFirst());
    Inner shortOne = segment(1, 3, new byte[5]);
    Inner otherCount = segment(1, 2, new byte[Limits.BODY_BYTES]);

    assertThat(reassembly.add(segments.getFirst())).isTrue();
    assertThat(reassembly.add(segments.getFirst())).isFalse();
    assertThat(reassembly.add(shortOne)).isFalse();
    assertThat(reassembly.add(otherCount)).isFalse();
    assertThat(reassembly.present()).isEqualTo(1);
  }

  private static List<Inner> segments(byte[] body) {
    int count = Segments.count(body.length);
    List<Inner> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(segment(i, count, Segments.cut(body, i)));
    }
    return segments;
  }

  private static Inner segment(int index, int count, byte[] body) {
    return new Inner(Inner.Kind.REQUEST, 0, 0, 1, 1, 0, index, count, body);
  }
}
