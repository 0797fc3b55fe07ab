package forum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededChanceTest {
  @Test
  void the_same_seed_takes_the_same_course() {
    assertThat(new SeededChance(7).bytes(100)).isEqualTo(new SeededChance(7).bytes(100));
    assertThat(new SeededChance(7).bytes(100)).isNotEqualTo(new SeededChance(8).bytes(100));
  }

  @Test
  void a_number_below_a_bound_is_any_of_them() {
    SeededChance chance = new SeededChance(1);
    assertThat(IntStream.range(0, 1000).map(i -> chance.below(3)).boxed())
        .contains(0, 1, 2)
        .allMatch(number -> number >= 0 && number < 3);
  }

  @Test
  void what_happens_half_of_the_time_happens_half_of_the_time() {
    SeededChance chance = new SeededChance(1);
    assertThat(IntStream.range(0, 10_000).filter(i -> chance.happens(0.5)).count())
        .isBetween(4_800L, 5_200L);
  }
}
