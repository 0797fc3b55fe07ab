package forum.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.InvalidValue;
import forum.protocol.UserName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final String KEY = "A".repeat(43) + "=";
  private final byte[] salt = "saltsaltsaltsalt".getBytes(StandardCharsets.US_ASCII);
  private final Verifier verifier = Verifier.of(Password.of("pencil"), salt, 4096);

  @Test
  void knows_its_password() {
    assertThat(verifier.isOf(Password.of("pencil"))).isTrue();
    assertThat(verifier.isOf(Password.of("Pencil"))).isFalse();
  }

  @Test
  void reads_the_word_it_writes() {
    assertThat(Verifier.ofText(verifier.text())).isEqualTo(verifier);
  }

  @Test
  void refuses_every_shorter_prefix_of_its_word() {
    String text = verifier.text();
    for (int length = 0; length < text.length() - 1; length++) {
      String prefix = text.substring(0, length);
      assertThatThrownBy(() -> Verifier.ofText(prefix)).isInstanceOf(InvalidValue.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$scram-sha-256$i=4095$c2FsdHNhbHQ=$KEY$KEY",
        "$scram-sha-256$i=10000001$c2FsdHNhbHQ=$KEY$KEY",
        "$scram-sha-256$i=99999999999$c2FsdHNhbHQ=$KEY$KEY",
        "$scram-sha-256$i=4096$c2FsdA==$KEY$KEY",
        "$scram-sha-256$i=4096$c2FsdHNhbHQ=$KEY$AAAA",
        "$scram-sha-256$i=4096$c2FsdHNhbHQ=$KEY$!!!",
        "$scram-sha-256$i=4096$c2FsdHNhbHQ=$KEY$KEY$KEY",
        "x$scram-sha-256$i=4096$c2FsdHNhbHQ=$KEY$KEY",
        "$scram-sha-1$i=4096$c2FsdHNhbHQ=$KEY$KEY"
      })
  void refuses_a_word_that_is_not_one(String text) {
    assertThatThrownBy(() -> Verifier.ofText(text.replace("KEY", KEY)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void is_never_shown() {
    assertThat(verifier).hasToString("(a verifier of 4096 rounds)");
  }

  @Test
  void a_decoy_looks_the_same_each_time_and_differs_from_name_to_name() {
    byte[] secret = {1, 2, 3};
    Verifier decoy = Verifier.decoy(secret, new UserName("yoda"), 4096);
    assertThat(Verifier.decoy(secret, new UserName("yoda"), 4096)).isEqualTo(decoy);
    assertThat(Verifier.decoy(secret, new UserName("hans"), 4096).salt())
        .isNotEqualTo(decoy.salt());
  }
}
