package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.seal.Identity;
import forum.protocol.seal.Pem;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.Program;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A certificate authority, made with the JDK's `keytool`.
final class Authority {
  private static final String SECRET = "changeit";

  private final Path folder;
  private final Path keys;
  private int certificates;

  /// Its files are kept in `folder`.
  Authority(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.keys = folder.resolve("keys.p12");
    make("authority", "-ext", "bc:c", "-ext", "ku=keyCertSign");
  }

  private void make(String alias, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("-genkeypair", "-alias", alias));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
    words.addAll(List.of(options));
    keytool(keys, words);
  }

  private void keytool(Path store, List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(words);
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", SECRET));
    try (Program program = Program.start(command, folder)) {
      Finished finished = program.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isZero();
    }
  }

  /// The options of a server with a new key and a certificate for it.
  ///
  /// @param names as keytool wants them: `dns:…` and `ip:…`
  /// @param validity options of keytool
  List<String> certificate(String names, String... validity) throws Exception {
    String alias = "server" + ++certificates;
    List<String> options = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + names));
    options.addAll(List.of(validity));
    make(alias, options.toArray(String[]::new));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, SECRET.toCharArray());
    }
    PrivateKey key = (PrivateKey) store.getKey(alias, SECRET.toCharArray());
    List<X509Certificate> chain =
        Arrays.stream(store.getCertificateChain(alias)).map(Authority::x509).toList();
    String both = Pem.write(new Identity(key, chain));
    int end = both.indexOf("-----BEGIN CERTIFICATE");
    Path secret = Files.writeString(folder.resolve(alias + ".key"), both.substring(0, end));
    Path shown = Files.writeString(folder.resolve(alias + ".pem"), both.substring(end));
    return List.of("--cert", shown.toString(), "--key", secret.toString());
  }

  private static X509Certificate x509(Certificate certificate) {
    return (X509Certificate) certificate;
  }

  /// The flags by which a JVM trusts it, and nobody else.
  List<String> flags() throws Exception {
    Path trust = folder.resolve("trust.p12");
    if (!Files.exists(trust)) {
      Path certificate = folder.resolve("authority.pem");
      keytool(
          keys,
          List.of("-exportcert", "-rfc", "-alias", "authority", "-file", certificate.toString()));
      keytool(
          trust,
          List.of("-importcert", "-noprompt", "-alias", "a", "-file", certificate.toString()));
    }
    return trusting(trust);
  }

  /// The flags by which a JVM trusts whom `store` names.
  static List<String> trusting(Path store) {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + SECRET);
  }
}
