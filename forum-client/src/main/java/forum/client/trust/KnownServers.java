package forum.client.trust;

import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.protocol.seal.Fingerprint;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The file in which the keys of servers are remembered: `HOST:PORT FINGERPRINT`, one a line, for
/// its owner only. Lines of other servers are kept as they are, and so are those that begin with
/// anything else. Any number of clients may use it at a time.
public final class KnownServers {
  private final Path file;
  private final Ticker ticker;

  /// Remembers in `file`.
  public KnownServers(Path file, Ticker ticker) {
    this.file = file.toAbsolutePath();
    this.ticker = ticker;
  }

  /// How a server is called here.
  public static String name(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return (lower.contains(":") ? "[" + lower + "]" : lower) + ":" + port;
  }

  /// The key that is known under a name.
  ///
  /// @throws IOException when the file is there but cannot be read, or has a line for this name
  ///   that makes no sense: that must not pass for a server that was never met
  Optional<Fingerprint> find(String name) throws IOException {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (isOf(name, lines.get(i))) {
        return Optional.of(fingerprint(lines.get(i), i + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String name, String line) {
    return words(line)[0].equals(name);
  }

  private static String[] words(String line) {
    return line.strip().split("\\s+", -1);
  }

  private Fingerprint fingerprint(String line, int number) throws IOException {
    String[] words = words(line);
    try {
      if (words.length == 2) {
        return new Fingerprint(words[1]);
      }
    } catch (IllegalArgumentException e) {
      // As bad as none, or more behind it.
    }
    throw new IOException(
        "%s, line %d: behind %s there is no fingerprint; put one there, or use --fingerprint"
            .formatted(file, number, words[0]));
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8", e);
    }
  }

  /// Remembers a key, in the place of what was known under the name.
  void remember(String name, Fingerprint fingerprint) throws IOException {
    replace(name, List.of(name + " " + fingerprint));
  }

  /// Remembers nothing under the name any more.
  void forget(String name) throws IOException {
    replace(name, List.of());
  }

  private void replace(String name, List<String> wanted) throws IOException {
    if (lines().stream().filter(line -> isOf(name, line)).toList().equals(wanted)) {
      return;
    }
    FileSystemDisk disk = FileSystemDisk.at(Objects.requireNonNull(file.getParent()));
    try (Turn _ = Turn.at(file, ticker)) {
      List<String> kept = new ArrayList<>(lines());
      kept.removeIf(line -> isOf(name, line));
      kept.addAll(wanted);
      String text = String.join("\n", kept) + (kept.isEmpty() ? "" : "\n");
      disk.replaceSecret(
          Objects.requireNonNull(file.getFileName()), text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
