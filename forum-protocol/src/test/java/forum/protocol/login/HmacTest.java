package forum.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {
  private final Random random = new Random(7);

  @Test
  void agrees_with_the_hmac_of_the_jdk_for_keys_and_messages_of_any_length()
      throws GeneralSecurityException {
    Mac reference = Mac.getInstance("HmacSHA256");
    for (int length = 1; length < 200; length++) {
      byte[] key = bytes(length);
      byte[] message = bytes(random.nextInt(200));
      reference.init(new SecretKeySpec(key, "HmacSHA256"));
      assertThat(new Hmac(key).of(message)).isEqualTo(reference.doFinal(message));
    }
  }

  @Test
  void agrees_with_the_pbkdf2_of_the_jdk() throws GeneralSecurityException {
    SecretKeyFactory reference = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    for (int rounds = 1; rounds < 100; rounds++) {
      String password = password();
      byte[] salt = bytes(1 + random.nextInt(80));
      PBEKeySpec asked = new PBEKeySpec(password.toCharArray(), salt, rounds, 256);
      Hmac hmac = new Hmac(password.getBytes(StandardCharsets.UTF_8));
      assertThat(hmac.iterated(salt, rounds))
          .isEqualTo(reference.generateSecret(asked).getEncoded());
    }
  }

  @Test
  void can_be_used_many_times() {
    Hmac hmac = new Hmac(bytes(32));
    byte[] first = hmac.of("message");
    hmac.of("another");
    assertThat(hmac.of("message")).isEqualTo(first);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String password() {
    return random
        .ints(1 + random.nextInt(100), 0x20, 0x250)
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .append('x')
        .toString();
  }
}
