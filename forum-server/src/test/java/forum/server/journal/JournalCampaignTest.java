package forum.server.journal;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The crash test at the size it has before a release.
@Tag("campaign")
class JournalCampaignTest {
  private static final int SEEDS = 100_000;

  @Test
  void what_was_acknowledged_survives_very_many_random_crashes() {
    long base = System.nanoTime();
    for (long seed = base; seed < base + SEEDS; seed++) {
      CrashScenario scenario = new CrashScenario(seed);
      assertThatCode(scenario::run)
          .as("CrashScenario with seed %d", seed)
          .doesNotThrowAnyException();
    }
  }
}
