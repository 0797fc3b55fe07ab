package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyAnswersTest {
  private static final long DELAY = SteadyAnswers.DELAY_NANOS;

  private final SteadyAnswers steady = new SteadyAnswers();
  private final List<String> sent = new ArrayList<>();

  @Test
  void an_answer_leaves_when_its_time_has_come_and_not_before() {
    steady.add(100, () -> sent.add("one"));
    steady.add(200, () -> sent.add("two"));

    assertThat(steady.tick(100 + DELAY - 1)).isEqualTo(100 + DELAY);
    assertThat(sent).isEmpty();
    assertThat(steady.tick(100 + DELAY)).isEqualTo(200 + DELAY);
    assertThat(sent).containsExactly("one");
    assertThat(steady.tick(300 + DELAY)).isEqualTo(Long.MAX_VALUE);
    assertThat(sent).containsExactly("one", "two");
  }
}
