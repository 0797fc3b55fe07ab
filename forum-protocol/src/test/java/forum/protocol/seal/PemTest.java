package forum.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemTest {
  private final Identity identity = SelfSigned.create();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void what_was_written_is_read() throws Exception {
    Identity read = Pem.read(bytes("a remark\n" + Pem.write(identity)));

    assertThat(read.fingerprint()).isEqualTo(identity.fingerprint());
    assertThat(read.secret()).isEqualTo(identity.secret());
  }

  @Test
  void the_certificate_is_signed_by_its_own_key_and_does_not_end() throws Exception {
    var certificate = identity.getCertificateChain("")[0];

    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=forum");
    assertThat(certificate.getVersion()).isEqualTo(3);
  }

  @Test
  void a_key_without_its_certificate_is_refused() {
    String other = Pem.write(SelfSigned.create());
    String own = Pem.write(identity);
    int cut = own.indexOf("-----BEGIN CERT");

    for (String wrong :
        List.of(
            "",
            own.substring(0, cut),
            own.substring(cut),
            own.substring(0, cut) + other.substring(other.indexOf("-----BEGIN CERT")),
            own.replace("PRIVATE KEY", "EC PRIVATE KEY"))) {
      assertThatThrownBy(() -> Pem.read(bytes(wrong))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_fingerprint_has_the_form_that_ssh_gives_it() {
    assertThat(identity.fingerprint().text()).matches("SHA256:[A-Za-z0-9+/]{43}");
    assertThatThrownBy(() -> new Fingerprint("SHA256:short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_damaged_block_is_explained() {
    String damaged = "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n";
    assertThatThrownBy(() -> Pem.read(damaged.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }
}
