package forum.client.trust;

import forum.machine.FileSystemDisk;
import forum.protocol.seal.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The file in which the keys of servers are remembered: `HOST:PORT FINGERPRINT`, one a line, for
/// its owner only. Lines of another form are kept and mean nothing.
public final class KnownServers {
  private final Path file;

  /// Remembers in `file`.
  public KnownServers(Path file) {
    this.file = file;
  }

  /// How a server is called here.
  public static String name(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return (lower.contains(":") ? "[" + lower + "]" : lower) + ":" + port;
  }

  /// The key that is known under a name.
  ///
  /// @throws IOException when the file is there but cannot be read
  Optional<Fingerprint> find(String name) throws IOException {
    for (String line : lines()) {
      String[] words = line.strip().split(" ", -1);
      if (words.length == 2 && words[0].equals(name)) {
        return fingerprint(words[1]);
      }
    }
    return Optional.empty();
  }

  private static Optional<Fingerprint> fingerprint(String text) throws IOException {
    try {
      return Optional.of(new Fingerprint(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /// Remembers a key, in the place of the one that was known under the name.
  void remember(String name, Fingerprint fingerprint) throws IOException {
    List<String> kept = new ArrayList<>(lines());
    kept.removeIf(line -> line.strip().startsWith(name + " "));
    kept.add(name + " " + fingerprint);
    byte[] text = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
    Path folder = file.toAbsolutePath().getParent();
    Path own = file.getFileName();
    if (folder != null && own != null) {
      FileSystemDisk.at(folder).replaceSecret(own, text);
    }
  }
}
