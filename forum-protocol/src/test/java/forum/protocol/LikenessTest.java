package forum.protocol;

import static org.assertj.core.api.Assertions.assertThat;

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
