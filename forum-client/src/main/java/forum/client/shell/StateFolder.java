package forum.client.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// Where the client keeps what outlives it: history, drafts, keys of servers. For its owner only.
public final class StateFolder {
  private final Path folder;

  private StateFolder(Path folder) {
    this.folder = folder;
  }

  /// `$FORUM_STATE_DIR`, or `forum` in `$XDG_STATE_HOME` or `~/.local/state`; made when it is
  /// missing, empty when it cannot be made.
  public static Optional<StateFolder> of(Map<String, String> environment) {
    Path folder = path(environment);
    try {
      Files.createDirectories(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      return Optional.of(new StateFolder(folder));
    } catch (IOException e) {
      return Optional.empty(); // a read-only home is no reason not to talk
    }
  }

  private static Path path(Map<String, String> environment) {
    String own = environment.getOrDefault("FORUM_STATE_DIR", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_STATE_HOME", "");
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    Path states = shared.isEmpty() ? home.resolve(".local/state") : Path.of(shared);
    return states.resolve("forum");
  }

  /// What was typed.
  public Path history() {
    return folder.resolve("history");
  }

  /// Keys of servers.
  public Path knownServers() {
    return folder.resolve("known_servers");
  }

  /// Messages that are not posted yet; made when it is missing.
  Path drafts() throws IOException {
    return Files.createDirectories(folder.resolve("drafts"));
  }
}
