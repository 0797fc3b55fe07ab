package forum.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationCodeTest {
  @Test
  void is_read_however_it_is_typed() {
    for (int i = 0; i < 100; i++) {
      InvitationCode code = InvitationCode.random(Chance.system());
      String text = code.text();
      assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
      for (String typed :
          new String[] {
            text,
            text.toLowerCase(Locale.ROOT),
            text.replace("-", ""),
            " " + text.replace("-", " - ") + " ",
            text.replace('0', 'O').replace('1', 'l')
          }) {
        assertThat(InvitationCode.of(typed).digest()).as(typed).isEqualTo(code.digest());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEFG", "U123-4567-89AB-CDEF"})
  void anything_else_is_none_and_is_not_shown(String typed) {
    assertThatThrownBy(() -> InvitationCode.of(typed))
        .isInstanceOf(InvalidValue.class)
        .hasMessageNotContaining("CDE");
    assertThat(InvitationCode.of("0123-4567-89AB-CDEF").toString()).doesNotContain("CDEF");
  }
}
