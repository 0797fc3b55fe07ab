package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import forum.process.Bot;
import forum.process.NothingLeft;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.seal.Pem;
import forum.protocol.seal.SelfSigned;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NothingLeft.class)
class ServerIdentityTest {
  private static final int NOT_TRUSTED = 4;
  private static final String PASSWORD = "a password of their own";
  private static final Pattern SHOWN = Pattern.compile("host key (SHA256:\\S+)");

  @TempDir Path folder;

  private Finished client(InetSocketAddress server, String... options) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    return ClientProcess.run(server, home, "ann\n" + PASSWORD + "\nLST\n", options);
  }

  private static String fingerprint(ForumProcess server) {
    Matcher shown = SHOWN.matcher(server.program().out().text());
    assertThat(shown.find()).as("%s", server).isTrue();
    return shown.group(1);
  }

  @Test
  void a_script_remembers_a_server_of_this_computer_and_stops_when_its_key_has_changed()
      throws Exception {
    Path data = folder.resolve("data");
    int port = Ports.free();
    Path key = data.resolve("forum-data/host-key.pem");
    String first;
    try (ForumProcess server = ForumProcess.start(data, port, "--exact-port")) {
      first = fingerprint(server);
      assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
      assertThat(client(server.address()).err()).contains("New server", first);
      Finished again = client(server.address());
      assertThat(again.status()).as("%s", again).isZero();
      assertThat(again.err()).doesNotContain("New server");
    }
    Files.writeString(key, Pem.write(SelfSigned.create()));
    try (ForumProcess server = ForumProcess.start(data, port, "--exact-port")) {
      String second = fingerprint(server);
      Finished refused = client(server.address());
      assertThat(refused.status()).as("%s", refused).isEqualTo(NOT_TRUSTED);
      assertThat(refused.err()).contains("has another key", first, second);
      assertThat(refused.err()).contains("127.0.0.1 " + port + " --fingerprint " + second);
      assertThat(client(server.address(), "--accept-new").status()).isEqualTo(NOT_TRUSTED);

      Finished accepted = client(server.address(), "--fingerprint", second);
      assertThat(accepted.status()).as("%s", accepted).isZero();
      assertThat(client(server.address()).status()).isZero();
      assertThat(client(server.address(), "--fingerprint", first).status()).isEqualTo(NOT_TRUSTED);
    }
  }

  @Test
  void the_key_stays_the_same_over_starts_and_a_fresh_forum() throws Exception {
    Path data = folder.resolve("data");
    int port = Ports.free();
    String first;
    try (ForumProcess server = ForumProcess.start(data, port)) {
      first = fingerprint(server);
    }
    try (ForumProcess server = ForumProcess.start(data, port, "--fresh", "--force")) {
      assertThat(fingerprint(server)).isEqualTo(first);
    }
  }

  @Test
  void a_key_of_ones_own_is_used_and_one_that_makes_no_sense_is_refused() throws Exception {
    Path pem = Files.writeString(folder.resolve("own.pem"), Pem.write(SelfSigned.create()));
    Path data = folder.resolve("data");
    String[] both = {"--cert", pem.toString(), "--key", pem.toString()};
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), both)) {
      assertThat(client(server.address()).status()).isZero();
      assertThat(data.resolve("forum-data/host-key.pem")).doesNotExist();
    }
    Files.writeString(pem, "nothing");
    try (Program program = ForumProcess.launch(data, Ports.free(), "--cert", pem.toString())) {
      Finished finished = program.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).isEqualTo(NOT_TRUSTED);
      assertThat(finished.err()).contains("there is no certificate with its key", "try:");
    }
  }

  @Test
  void elsewhere_a_script_has_to_say_that_it_trusts() throws Exception {
    Optional<InetAddress> away = Elsewhere.address();
    assumeThat(away).isPresent();
    try (ForumProcess server =
        ForumProcess.start(folder.resolve("data"), Ports.free(), "--bind", "0.0.0.0")) {
      InetSocketAddress address = new InetSocketAddress(away.get(), server.port());
      Finished refused = client(address);
      assertThat(refused.status()).as("%s", refused).isEqualTo(NOT_TRUSTED);
      assertThat(refused.err()).contains("is not known here", fingerprint(server), "--accept-new");

      Finished accepted = client(address, "--accept-new");
      assertThat(accepted.status()).as("%s", accepted).isZero();
      assertThat(client(address).status()).isZero();

      try (Attacker attacker = new Attacker(address)) {
        Inner ping = Inner.bare(Inner.Kind.QUERY, 1, 0, 0);
        attacker.send(Attacker.bytes(new Frame.Stranger(1, Frame.Cookie.NONE, ping)));
        attacker.send(Attacker.bytes(new Frame.Plain(new Token(1, 2), ping)));
        assertThat(attacker.bytesBack()).as("answers to the clear from afar").isZero();
      }
    }
  }

  @Test
  void in_the_clear_one_speaks_only_when_told_to_and_it_is_said() throws Exception {
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free())) {
      Finished clear = client(server.address(), "--insecure-plain");

      assertThat(clear.status()).as("%s", clear).isZero();
      assertThat(clear.err()).contains("In the clear");
    }
  }

  @Test
  void a_man_in_the_middle_cannot_pass_on_a_login_even_if_he_is_accepted() throws Exception {
    try (ForumProcess server = ForumProcess.start(folder.resolve("data"), Ports.free())) {
      try (Bot bot = Bot.login(server.address(), "ann", PASSWORD)) {
        bot.does(new Request.CreateThread(new ThreadTitle("hers")));
        bot.does(new Request.Exit());
      }
      try (Impostor impostor = new Impostor(server.address())) {
        assertThatThrownBy(() -> Bot.login(impostor.address(), "ann", PASSWORD))
            .hasMessageContaining("AUTH_FAILED");
        assertThat(impostor.passedOn()).as("queries passed on").isGreaterThanOrEqualTo(2);
      }
      boolean told = server.program().out().awaitText("Incorrect password", Deadline.inSeconds(30));
      assertThat(told).as("%s", server).isTrue();
    }
  }
}
