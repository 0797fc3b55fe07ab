package forum.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long NEAR_OVERFLOW = Long.MAX_VALUE - 5;

  private final Pace pace = new Pace(100, 10);

  @Test
  void an_answer_has_a_deadline_across_an_overflow_of_the_clock() {
    pace.answer(NEAR_OVERFLOW, 10);
    assertThat(pace.isOver(NEAR_OVERFLOW + 9)).isFalse();
    assertThat(pace.isOver(NEAR_OVERFLOW + 10)).isTrue();
  }

  @Test
  void enough_bytes_in_each_window_are_enough() {
    pace.bytes(0);
    for (int window = 1; window <= 5; window++) {
      pace.moved(100);
      assertThat(pace.isOver(10 * window)).isFalse();
    }
  }

  @Test
  void bytes_of_an_earlier_window_do_not_count() {
    pace.bytes(0);
    pace.moved(1000);
    assertThat(pace.isOver(10)).isFalse();
    pace.moved(99);
    assertThat(pace.isOver(20)).isTrue();
  }

  @Test
  void nobody_is_blamed_for_what_this_end_does() {
    pace.bytes(0);
    pace.ours();
    assertThat(pace.isOver(1000)).isFalse();
    pace.bytes(1000);
    assertThat(pace.isOver(1009)).isFalse();
    assertThat(pace.isOver(1010)).isTrue();
  }
}
