package forum.client.shell;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.verb.Draft;
import forum.protocol.ThreadTitle;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTextTest {
  private static String roundTrip(String text, Optional<String> refusal) {
    Draft draft = new Draft(new ThreadTitle("general"), "is posted", text);
    return DraftText.read(DraftText.written(draft, "hans", refusal), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "# a heading\ntext", "one\n\ntwo\n", "  x  ", "# ---- x ----"})
  void what_is_written_is_read_back(String text) {
    assertThat(roundTrip(text, Optional.empty())).isEqualTo(text);
    assertThat(roundTrip(text, Optional.of("too much\ntoday"))).isEqualTo(text);
  }

  @Test
  void a_file_without_its_foot_loses_only_its_last_newline() {
    assertThat(DraftText.read("one\ntwo\n", Optional.empty())).isEqualTo("one\ntwo");
    assertThat(DraftText.read("one\r\ntwo\r\n", Optional.empty())).isEqualTo("one\ntwo");
    assertThat(DraftText.read("", Optional.empty())).isEmpty();
  }
}
