package forum.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {
  @ParameterizedTest
  @CsvSource({
    "general, GENERAL",
    "straße, STRASSE",
    "stra\u1e9ee, STRASSE",
    "office, o\ufb03ce",
    "'a b', 'a\u00a0  b'",
    "ab, a\u200db",
    "ab, a\ufe0fb",
    "ΣΑΣ, σας"
  })
  void names_that_look_the_same_are_alike(String one, String other) {
    assertThat(Likeness.of(one)).isEqualTo(Likeness.of(other));
  }

  @ParameterizedTest
  @CsvSource({"a, b", "a, ä", "'a b', ab", "a-b, a_b", "l, 1", "O, 0"})
  void names_that_differ_are_not(String one, String other) {
    assertThat(Likeness.of(one)).isNotEqualTo(Likeness.of(other));
  }

  /// Names that somebody has chosen to fall into one place of every table. Tables make trees of
  /// them, if they can be compared.
  @Test
  void names_that_collide_on_purpose_can_be_compared() {
    Map<Likeness, Integer> alike = new HashMap<>();
    Map<ThreadTitle, Integer> titles = new HashMap<>();
    for (int i = 0; i < 1 << 15; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        name.append((i >> bit & 1) == 0 ? "a~" : "b_");
      }
      alike.put(Likeness.of(name.toString()), i);
      titles.put(new ThreadTitle(name.toString()), i);
    }
    assertThat(alike.keySet().stream().map(Likeness::hashCode).distinct()).hasSize(1);
    assertThat(alike).hasSize(1 << 15);
    assertThat(titles).hasSize(1 << 15);
    assertThat(List.of(Likeness.class, ThreadTitle.class, FileName.class, UserName.class))
        .allMatch(Comparable.class::isAssignableFrom);
  }

  @Test
  void what_nobody_sees_is_blank() {
    assertThat(Likeness.of("\u3164\u200d\ufe0f\u2800").isBlank()).isTrue();
    assertThat(Likeness.of("a\u3164").isBlank()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p\u0430ypal", "x \u0391lpha y", "a\u13a2"})
  void a_word_of_two_alphabets_is_mixed(String text) {
    assertThat(Alphabets.mixedWord(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "Linux и сети",
        "日本語とLatin",
        "한국어abc",
        "caf\u00e9",
        "x²",
        "a-б",
        "100%",
        ""
      })
  void what_people_write_is_not(String text) {
    assertThat(Alphabets.mixedWord(text)).isNull();
  }
}
