package forum.server.admin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A path to a folder that is short enough for the name of a socket, which systems limit to about a
/// hundred bytes: the folder's own, or a link that is there as long as it is needed.
record Shortcut(Path path, @Nullable Path link) implements Closeable {
  private static final int BYTES_MAX = 80;

  static Shortcut to(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (real.toString().getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX) {
      return new Shortcut(real, null);
    }
    Path link = Files.createTempDirectory("forum").resolve("data");
    return new Shortcut(Files.createSymbolicLink(link, real), link);
  }

  @Override
  public void close() throws IOException {
    if (link != null) {
      Files.delete(link);
      Files.delete(Objects.requireNonNull(link.getParent()));
    }
  }
}
