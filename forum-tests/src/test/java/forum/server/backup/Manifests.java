package forum.server.backup;

import forum.protocol.transfer.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The manifest of a backup, for tests elsewhere.
public final class Manifests {
  private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

  private Manifests() {}

  /// That of a backup with these members.
  public static byte[] of(List<String> names, List<byte[]> contents) {
    List<Manifest.Member> members =
        java.util.stream.IntStream.range(0, names.size())
            .mapToObj(i -> new Manifest.Member(names.get(i), Sha256.of(contents.get(i))))
            .toList();
    return new Manifest(AT, 0, 7, members).bytes();
  }

  /// Reads one and writes it.
  ///
  /// @throws NoBackup when it is none
  public static byte[] readAndWrite(byte[] bytes) throws NoBackup {
    return Manifest.of(bytes).bytes();
  }

  /// The same lines with the right digest behind them.
  public static byte[] checked(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int lastAt = text.lastIndexOf("# sha256 ");
    String before = lastAt < 0 ? text : text.substring(0, lastAt);
    String digest = Sha256.of(before.getBytes(StandardCharsets.UTF_8)).hex();
    return (before + "# sha256 " + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
