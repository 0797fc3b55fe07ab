package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import forum.process.NothingLeft;
import forum.protocol.seal.Pem;
import forum.protocol.seal.SelfSigned;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A server with a certificate of an authority, and clients that trust it or do not.
@ExtendWith(NothingLeft.class)
class AuthorityTest {
  private static final int NOT_TRUSTED = 4;
  private static final String LOGIN = "ann\na password of their own\n";
  private static final String HERE = "dns:localhost,ip:127.0.0.1";
  private static final Pattern SHOWN = Pattern.compile("host key (SHA256:\\S+)");

  @TempDir static Path shared;
  private static Authority authority;

  @TempDir Path folder;
  private Path home;
  private final int port = Ports.free();

  @BeforeAll
  static void found() throws Exception {
    authority = new Authority(shared.resolve("authority"));
  }

  @BeforeEach
  void nothingIsKnown() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
  }

  private ForumProcess serving(List<String> identity) throws Exception {
    List<String> options = new ArrayList<>(List.of("--exact-port", "--bind", "0.0.0.0"));
    options.addAll(identity);
    return ForumProcess.start(folder.resolve("data"), port, options.toArray(String[]::new));
  }

  private Finished client(List<String> flags, String host, String... options) throws Exception {
    return ClientProcess.runWith(flags, host, port, home, LOGIN + "LST\n", options);
  }

  private Path known() {
    return home.resolve(".local/state/forum/known_servers");
  }

  private static String fingerprint(ForumProcess server) {
    Matcher shown = SHOWN.matcher(server.program().out().text());
    assertThat(shown.find()).as("%s", server).isTrue();
    return shown.group(1);
  }

  private static void assertUnasked(Finished client) {
    assertThat(client.status()).as("%s", client).isZero();
    assertThat(client.err()).doesNotContain("New server", "not known");
  }

  @Test
  void who_trusts_the_authority_is_asked_nothing_and_remembers_nothing() throws Exception {
    try (ForumProcess server = serving(authority.certificate(HERE))) {
      assertThat(server.port()).isEqualTo(port);
      assertUnasked(client(authority.flags(), "127.0.0.1"));
      assertUnasked(client(authority.flags(), "localhost"));
    }
    try (ForumProcess renewed = serving(authority.certificate(HERE))) {
      assertThat(renewed.port()).isEqualTo(port);
      assertUnasked(client(authority.flags(), "localhost"));
    }
    assertThat(known()).doesNotExist();
  }

  @Test
  void files_travel_to_a_server_with_a_certificate_too() throws Exception {
    try (ForumProcess server = serving(authority.certificate(HERE))) {
      assertThat(server.port()).isEqualTo(port);
      Files.writeString(home.resolve("note.txt"), "contents");
      String script =
          LOGIN + "CRT files\nUPD files note.txt\nDWN -o copy.txt files note.txt\nXIT\n";
      assertUnasked(ClientProcess.runWith(authority.flags(), "localhost", port, home, script));

      assertThat(home.resolve("copy.txt")).hasContent("contents");
    }
  }

  @Test
  void a_certificate_for_another_name_says_nothing() throws Exception {
    assertUnknown(authority.certificate("dns:elsewhere.example,ip:192.0.2.77"), authority.flags());
  }

  @Test
  void a_certificate_that_has_expired_says_nothing() throws Exception {
    assertUnknown(
        authority.certificate(everywhere(), "-startdate", "-10d", "-validity", "5"),
        authority.flags());
  }

  @Test
  void an_authority_that_nobody_trusts_says_nothing() throws Exception {
    Authority other = new Authority(folder.resolve("other"));
    assertUnknown(authority.certificate(everywhere()), other.flags());
  }

  @Test
  void without_a_list_of_authorities_that_can_be_read_nobody_is_trusted() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("nonsense"), "no key store");
    assertUnknown(authority.certificate(everywhere()), Authority.trusting(nonsense));
  }

  @Test
  void who_vouches_for_himself_is_unknown() throws Exception {
    assertUnknown(ownKey(), authority.flags());
  }

  private List<String> ownKey() throws Exception {
    Path pem = Files.writeString(folder.resolve("own.pem"), Pem.write(SelfSigned.create()));
    return List.of("--cert", pem.toString());
  }

  /// On this computer it is said that the server is new, and remembered; elsewhere it is refused.
  private void assertUnknown(List<String> identity, List<String> flags) throws Exception {
    try (ForumProcess server = serving(identity)) {
      Finished here = client(flags, "127.0.0.1");
      assertThat(here.status()).as("%s", here).isZero();
      assertThat(here.err()).contains("New server", fingerprint(server));
      assertThat(known()).content().contains("127.0.0.1:" + port + " " + fingerprint(server));

      Optional<InetAddress> away = Elsewhere.address();
      assumeThat(away).as("an address of this computer that is not loopback").isPresent();
      Finished refused = client(flags, away.get().getHostAddress());
      assertThat(refused.status()).as("%s", refused).isEqualTo(NOT_TRUSTED);
      assertThat(refused.err()).contains("is not known here", fingerprint(server));
    }
  }

  private static String everywhere() throws Exception {
    return HERE + Elsewhere.address().map(away -> ",ip:" + away.getHostAddress()).orElse("");
  }

  @Test
  void a_remembered_key_is_not_replaced_by_one_with_a_certificate() throws Exception {
    try (ForumProcess server = serving(ownKey())) {
      assertThat(client(authority.flags(), "localhost").err())
          .contains("New server", fingerprint(server));
    }
    try (ForumProcess server = serving(authority.certificate(HERE))) {
      Finished refused = client(authority.flags(), "localhost", "--accept-new");
      assertThat(refused.status()).as("%s", refused).isEqualTo(NOT_TRUSTED);
      assertThat(refused.err()).contains("has another key", fingerprint(server));

      assertUnasked(client(authority.flags(), "localhost", "--fingerprint", fingerprint(server)));
    }
    assertThat(known()).content().as("what is known").isEmpty();
    try (ForumProcess renewed = serving(authority.certificate(HERE))) {
      assertThat(renewed.port()).isEqualTo(port);
      assertUnasked(client(authority.flags(), "localhost"));
    }
  }
}
