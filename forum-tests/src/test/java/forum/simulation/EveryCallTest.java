package forum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every single call of the disk fails once, in every way, while a few people talk: the first, the
/// second, and so on, until none is left. Whatever the call was for, nothing that was acknowledged
/// is lost, and nothing that was not is taken for done.
class EveryCallTest {
  private static final int STRIDE = 5;

  @Test
  void now_and_then_a_call_fails() {
    failEach(1 + System.currentTimeMillis() % STRIDE, STRIDE);
  }

  @Test
  @Tag("campaign")
  void every_call_fails() {
    failEach(1, 1);
  }

  private static void failEach(long first, long stride) {
    List<String> failures = new ArrayList<>();
    int runs = 0;
    for (Fault fault : Fault.values()) {
      long calls = Long.MAX_VALUE;
      for (long call = first; call <= calls; call += stride) {
        runs++;
        calls = run(call, fault, failures);
      }
    }
    System.out.printf(
        "simulation: %d runs with one failing call of the disk, from number %d on every %d%n",
        runs, first, stride);
    assertThat(failures).isEmpty();
  }

  /// @return how many calls there were
  private static long run(long call, Fault fault, List<String> failures) {
    try {
      return new World(Scenario.quiet(call)).failing(call, fault).run().diskCalls();
    } catch (Violation e) {
      failures.add("call " + call + ", " + fault + ": " + e.getMessage());
      return call;
    }
  }
}
