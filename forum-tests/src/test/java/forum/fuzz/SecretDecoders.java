package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.client.trust.KnownLines;
import forum.protocol.InvalidValue;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.InvitationCode;
import forum.protocol.seal.Identity;
import forum.protocol.seal.Pem;
import forum.protocol.seal.SelfSigned;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What proves who somebody is: keys, tokens, invitations, and what a client knows of servers.
final class SecretDecoders {
  private static final int SIGNING_COST = 10;
  private static final int FORCING_COST = 20;
  private static final SeededChance CHANCE = new SeededChance(1);

  private SecretDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder("known-servers", known(), FORCING_COST, new KnownFile()::check),
        new Decoder("access-token", tokens(), SecretDecoders::token),
        new Decoder("invitation", invitations(), SecretDecoders::invitation),
        new Decoder("pem", identities(), SIGNING_COST, SecretDecoders::identity));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<byte[]> known() {
    String key = " SHA256:" + "A".repeat(43) + "\n";
    return List.of(
        bytes(KnownLines.NAME + key + "[::1]:10005" + key),
        bytes("# mine\n\nforum.example:10005" + key + KnownLines.NAME + " nonsense\n"));
  }

  /// A file of its own, in the place of which others are written.
  private static final class KnownFile {
    private final Path folder;

    KnownFile() {
      try {
        folder = Files.createTempDirectory("known");
        folder.toFile().deleteOnExit();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The key is that of the line, or the line is refused and named; then it can be replaced.
    void check(byte[] input) throws IOException {
      Path file = Files.write(folder.resolve("known_servers"), input);
      try {
        KnownLines.find(file)
            .ifPresent(key -> assertThat(new String(input, UTF_8)).contains(key.text()));
      } catch (IOException e) {
        assertThat(e.getMessage()).contains("known_servers");
      }
      try {
        KnownLines.use(file);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains("not UTF-8");
      } finally {
        Files.delete(file);
        Files.deleteIfExists(folder.resolve("known_servers.lock"));
      }
    }
  }

  private static List<byte[]> tokens() {
    return List.of(
        bytes(AccessToken.random(new UserName("hans"), CHANCE).text() + "\n"),
        bytes("  " + AccessToken.random(new UserName("a:ft_b"), CHANCE).text() + " \r\nmore"));
  }

  /// The first line of a file is a token, or no more is said of it than that it is none.
  private static void token(byte[] input) {
    String text = new String(input, UTF_8).lines().findFirst().orElse("").strip();
    try {
      AccessToken token = AccessToken.of(text);
      AccessToken again = AccessToken.of(token.text());
      assertThat(again.user()).isEqualTo(token.user());
      assertThat(again.digest()).isEqualTo(token.digest());
      assertThat(token.toString()).isEqualTo("(a token)");
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
      assertSecret(text, e);
    }
  }

  private static void assertSecret(String text, InvalidValue refusal) {
    int secretAt = text.lastIndexOf(":ft_");
    if (secretAt >= 0 && text.length() - secretAt > 20) {
      assertThat(refusal.getMessage()).doesNotContain(text.substring(secretAt));
    }
  }

  private static List<byte[]> invitations() {
    return List.of(
        bytes(InvitationCode.random(CHANCE).text()), bytes("oil0 1234 5678 9abc"), bytes("x"));
  }

  private static void invitation(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      InvitationCode code = InvitationCode.of(text);
      InvitationCode again = InvitationCode.of(code.text());
      assertThat(again.text()).isEqualTo(code.text());
      assertThat(again.digest()).isEqualTo(code.digest());
      assertThat(code.toString()).isEqualTo("(an invitation)");
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).hasSize("an invitation has 16 letters and digits, ".length() + 19);
    }
  }

  private static List<byte[]> identities() {
    String whole = Pem.write(SelfSigned.create());
    return List.of(
        bytes(whole),
        bytes(
            "some words\n"
                + whole
                + "\n-----BEGIN EC PARAMETERS-----\n-----END EC PARAMETERS-----"),
        bytes(whole.replace("PRIVATE KEY", "EC PRIVATE KEY")));
  }

  private static void identity(byte[] input) {
    try {
      Identity identity = Pem.read(input);
      Identity again = Pem.read(bytes(Pem.write(identity)));
      assertThat(again.fingerprint()).isEqualTo(identity.fingerprint());
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
