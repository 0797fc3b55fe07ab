package forum.protocol.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final double MIDDLE = 0.5;
  private final RoundTrip roundTrip = new RoundTrip();

  @Test
  void before_the_first_sample_the_wait_is_a_second() {
    assertThat(roundTrip.timeoutNanos(0, MIDDLE)).isEqualTo(RoundTrip.FIRST_NANOS);
  }

  @Test
  void on_a_fast_path_the_wait_is_short_but_not_nothing() {
    for (int i = 0; i < 50; i++) {
      roundTrip.sample(100_000);
    }

    assertThat(roundTrip.timeoutNanos(0, MIDDLE))
        .isBetween(RoundTrip.SHORTEST_NANOS, 2 * RoundTrip.SHORTEST_NANOS);
  }

  @Test
  void on_a_slow_path_the_wait_is_longer_than_a_round_trip() {
    for (int i = 0; i < 50; i++) {
      roundTrip.sample(600_000_000 + i % 2 * 200_000_000);
    }

    assertThat(roundTrip.timeoutNanos(0, 0)).isGreaterThan(600_000_000);
  }

  @Test
  void one_answer_that_comes_very_late_hardly_makes_the_wait_longer() {
    for (int i = 0; i < 50; i++) {
      roundTrip.sample(1_000_000);
    }
    long before = roundTrip.timeoutNanos(0, MIDDLE);

    roundTrip.sample(2_000_000_000);

    assertThat(roundTrip.timeoutNanos(0, MIDDLE)).isBetween(before + 1, 3 * before);
  }

  @Test
  void a_path_that_has_become_slow_is_believed_after_a_few_answers() {
    for (int i = 0; i < 50; i++) {
      roundTrip.sample(1_000_000);
    }

    for (int i = 0; i < 6; i++) {
      roundTrip.sample(1_000_000_000);
    }

    assertThat(roundTrip.timeoutNanos(0, MIDDLE)).isGreaterThan(1_000_000_000);
  }

  @Test
  void the_wait_grows_by_half_and_has_an_end() {
    roundTrip.sample(1_000_000);
    long first = roundTrip.timeoutNanos(0, MIDDLE);

    assertThat(roundTrip.timeoutNanos(1, MIDDLE)).isEqualTo(first * 3 / 2);
    assertThat(roundTrip.timeoutNanos(40, MIDDLE)).isEqualTo(RoundTrip.LONGEST_NANOS);
  }

  @Test
  void chance_spreads_the_wait_by_a_quarter() {
    assertThat(roundTrip.timeoutNanos(0, 0)).isEqualTo(RoundTrip.FIRST_NANOS * 3 / 4);
    assertThat(roundTrip.timeoutNanos(0, 1)).isEqualTo(RoundTrip.FIRST_NANOS * 5 / 4);
  }
}
