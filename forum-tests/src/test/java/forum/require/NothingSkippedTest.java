package forum.require;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.opentest4j.TestAbortedException;

class NothingSkippedTest {
  private static final Throwable SKIPPED = new TestAbortedException("no loop device");
  private static final Throwable FAILED = new AssertionError("one thing is not another");

  @Test
  void who_requires_nothing_has_tests_skipped() {
    assertThat(new NothingSkipped(false).judged(SKIPPED)).isSameAs(SKIPPED);
  }

  @Test
  void who_requires_all_has_no_test_skipped() {
    assertThat(new NothingSkipped(true).judged(SKIPPED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no loop device");
  }

  @Test
  void what_has_failed_has_failed() {
    assertThat(new NothingSkipped(true).judged(FAILED)).isSameAs(FAILED);
  }

  @Test
  void it_is_found_for_every_test() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(NothingSkipped.class);
  }
}
