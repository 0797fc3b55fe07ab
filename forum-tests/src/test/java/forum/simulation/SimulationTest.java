package forum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The whole server and its clients in one thread, on a simulated network, disk and clock, under
/// all misfortune that a [Scenario] can think of.
class SimulationTest {
  private static final int FIXED = 150;
  private static final int FRESH = 50;
  private static final int REPORTED = 1000;

  @Test
  void every_promise_holds_whatever_goes_wrong() throws InterruptedException {
    long fresh = System.currentTimeMillis();
    System.out.println("simulation: seeds 1 to " + FIXED + " and " + FRESH + " from " + fresh);
    Campaign campaign =
        check(
            LongStream.concat(
                    LongStream.rangeClosed(1, FIXED), LongStream.range(fresh, fresh + FRESH))
                .boxed()
                .toList());
    assertThat(campaign.tally().missing()).as("what never went wrong").isEmpty();
  }

  @Test
  void the_same_seed_has_the_same_course() {
    Outcome first = new World(Scenario.of(17)).run();
    assertThat(new World(Scenario.of(17)).run()).isEqualTo(first);
  }

  /// `-Dsimulation.seed=` tells which, `-Dsimulation.tail=` how many lines of what happened.
  @Test
  @EnabledIfSystemProperty(named = "simulation.seed", matches = "-?\\d+")
  void one_seed() throws InterruptedException {
    check(List.of(Long.getLong("simulation.seed")));
  }

  /// `-Dsimulation.seeds=` tells how many, `-Dsimulation.first=` where to begin.
  @Test
  @Tag("campaign")
  void a_long_campaign() throws InterruptedException {
    int count = Integer.getInteger("simulation.seeds", 10_000);
    long first = Long.getLong("simulation.first", System.currentTimeMillis());
    System.out.println("simulation: " + count + " seeds from " + first);
    Campaign campaign = Campaign.of(List.of());
    for (long from = first; from < first + count; from += REPORTED) {
      long to = Math.min(from + REPORTED, first + count);
      campaign = campaign.and(Campaign.of(LongStream.range(from, to).boxed().toList()));
      System.out.println(campaign.summary());
    }
    check(campaign);
  }

  private static Campaign check(List<Long> seeds) throws InterruptedException {
    return check(Campaign.of(seeds));
  }

  private static Campaign check(Campaign campaign) {
    System.out.println(campaign.summary());
    System.out.println("simulation: " + campaign.tally());
    assertThat(campaign.failures()).isEmpty();
    assertThat(campaign.acknowledged()).isGreaterThan(10L * campaign.seeds());
    return campaign;
  }
}
