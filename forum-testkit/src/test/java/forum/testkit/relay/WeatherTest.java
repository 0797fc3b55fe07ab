package forum.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import forum.testkit.SeededChance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeatherTest {
  private static final int DATAGRAMS = 20_000;

  @Test
  void fair_weather_lets_everything_through_at_once() {
    assertThat(fates(Weather.FAIR, 1)).allMatch(List.of(0L)::equals);
  }

  @Test
  void the_same_seed_makes_the_same_weather() {
    assertThat(fates(Weather.STORM, 7)).isEqualTo(fates(Weather.STORM, 7));
    assertThat(fates(Weather.STORM, 7)).isNotEqualTo(fates(Weather.STORM, 8));
  }

  @Test
  void a_storm_loses_and_doubles_as_often_as_it_says() {
    List<List<Long>> fates = fates(Weather.STORM, 3);
    assertThat(share(fates, 0)).isCloseTo(0.3, within(0.02));
    assertThat(share(fates, 2)).isCloseTo(0.7 * 0.2, within(0.02));
  }

  @Test
  void a_copy_is_under_way_at_least_for_the_delay_and_at_most_for_all_times_together() {
    Weather weather =
        Weather.STORM
            .delaying(Duration.ofMillis(50), Duration.ofMillis(10))
            .holding(Duration.ofMillis(100));
    assertThat(fates(weather, 5).stream().flatMap(List::stream))
        .allMatch(nanos -> nanos >= 50_000_000 && nanos < 160_000_000)
        .anyMatch(nanos -> nanos > 100_000_000);
  }

  private static List<List<Long>> fates(Weather weather, long seed) {
    SeededChance chance = new SeededChance(seed);
    return Stream.generate(() -> weather.fates(chance)).limit(DATAGRAMS).toList();
  }

  private static double share(List<List<Long>> fates, int copies) {
    return fates.stream().filter(fate -> fate.size() == copies).count() / (double) DATAGRAMS;
  }
}
