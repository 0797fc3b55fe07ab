package forum.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Ticker;
import forum.protocol.seal.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a client makes of a file of known servers, for tests elsewhere.
public final class KnownLines {
  /// A server that may be in the file.
  public static final String NAME = "localhost:10005";

  private static final Fingerprint OTHER = new Fingerprint("SHA256:" + "B".repeat(43));

  private KnownLines() {}

  /// Whatever is in the file, a key is remembered and forgotten, and other lines stay.
  ///
  /// @throws IOException when the file is refused
  public static void use(Path file) throws IOException {
    KnownServers known = new KnownServers(file, Ticker.system());
    List<String> others = others(file);
    known.remember(NAME, OTHER);
    assertThat(known.find(NAME)).isEqualTo(Optional.of(OTHER));
    assertThat(others(file)).isEqualTo(others);
    known.forget(NAME);
    assertThat(known.find(NAME)).isEmpty();
    assertThat(others(file)).isEqualTo(others);
  }

  /// Looks the server up.
  ///
  /// @throws IOException when the file is refused
  public static Optional<Fingerprint> find(Path file) throws IOException {
    return new KnownServers(file, Ticker.system()).find(NAME);
  }

  private static List<String> others(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.strip().split("\\s+", -1)[0].equals(NAME))
        .toList();
  }
}
