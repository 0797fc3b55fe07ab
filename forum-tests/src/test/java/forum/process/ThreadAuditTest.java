package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.ThreadAudit.Acknowledged;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The test that tests have teeth: whatever the audit is there to find, it finds.
class ThreadAuditTest {
  private static final List<Acknowledged> POSTS =
      List.of(new Acknowledged(1, "ann", "a"), new Acknowledged(2, "bob", "b"));

  @Test
  void finds_nothing_in_a_thread_that_is_right() {
    assertThat(ThreadAudit.findings(List.of("1 ann: a", "2 bob: b"), POSTS)).isEmpty();
  }

  @Test
  void finds_an_acknowledged_post_that_is_missing() {
    assertThat(ThreadAudit.findings(List.of("1 ann: a"), POSTS))
        .singleElement()
        .asString()
        .contains("acknowledged and missing");
  }

  @Test
  void finds_a_post_that_is_there_twice() {
    assertThat(ThreadAudit.findings(List.of("1 ann: a", "2 bob: b", "3 ann: a"), POSTS))
        .anySatisfy(finding -> assertThat(finding).contains("number 3 is number 1 again"));
  }

  @Test
  void finds_a_gap_in_the_numbers() {
    assertThat(ThreadAudit.findings(List.of("1 ann: a", "3 bob: b"), POSTS))
        .anySatisfy(finding -> assertThat(finding).contains("line 2 has the number 3"));
  }

  @Test
  void finds_a_post_of_another_author_or_number() {
    assertThat(ThreadAudit.findings(List.of("1 ann: a", "2 ann: b"), POSTS)).hasSize(2);
    assertThat(ThreadAudit.findings(List.of("1 bob: b", "2 ann: a"), POSTS)).hasSize(2);
  }
}
