package forum.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  @ParameterizedTest
  @CsvSource({
    "I\u00ADX, IX",
    "user, user",
    "USER, USER",
    "\u00AA, a",
    "\u2168, IX",
    "two\u00A0words, two words",
    "ide\u3000graphic, ide graphic",
    "cafe\u0301, caf\u00E9",
    "jedi*knight, jedi*knight"
  })
  void one_password_has_one_form(String typed, String prepared) {
    assertThat(Password.of(typed).bytes()).isEqualTo(prepared.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0007", "a\nb", "\u0085", "\u202Eabc", "\uE000", "\uFFFD", "\uD800x", "\uFFFF"})
  void refuses_what_cannot_be_seen(String typed) {
    assertThatThrownBy(() -> Password.of(typed))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("a password must not contain controls or invisible characters");
  }

  @Test
  void refuses_one_without_any_character() {
    assertThatThrownBy(() -> Password.of("")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Password.of("\u00AD")).isInstanceOf(InvalidValue.class);
  }

  @Test
  void counts_characters_and_not_their_halves() {
    Password.of("\uD83D\uDE00".repeat(256));
    assertThatThrownBy(() -> Password.of("x".repeat(257)))
        .hasMessage("a password has at most 256 characters, this one 257");
  }

  @Test
  void knows_when_it_is_short() {
    assertThat(Password.of("1234567").isShort()).isTrue();
    assertThat(Password.of("12345678").isShort()).isFalse();
  }

  @Test
  void is_never_shown() {
    assertThat(Password.of("jedi*knight")).hasToString("(a password)");
  }
}
