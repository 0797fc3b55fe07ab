package forum.client.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRangeTest {
  @Test
  void ranges_are_read() {
    assertThat(MessageRange.of("7")).contains(new MessageRange(7, 7, null));
    assertThat(MessageRange.of("3-9")).contains(new MessageRange(3, 9, null));
    assertThat(MessageRange.of("12-")).contains(new MessageRange(12, null, null));
    assertThat(MessageRange.of("-5")).contains(new MessageRange(null, null, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "0", "-0", "9-3", "a", "1-b", "1--2", "1234567890", "general"})
  void other_words_are_none(String word) {
    assertThat(MessageRange.of(word)).isEmpty();
  }
}
