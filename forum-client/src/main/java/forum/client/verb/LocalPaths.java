package forum.client.verb;

import forum.protocol.Characters;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Paths of this computer as users write them.
final class LocalPaths {
  private LocalPaths() {}

  /// The path `written` means: relative ones start from the working folder, `~` is the home folder.
  static Path of(Invocation call, String written) throws Failure {
    try {
      if (written.equals("~") || written.startsWith("~/")) {
        return Path.of(System.getProperty("user.home"), written.substring(1));
      }
      return call.surroundings().folder().resolve(written);
    } catch (InvalidPathException e) {
      throw problem(written, "cannot be the name of a file");
    }
  }

  /// A file that is there and can be read.
  static Path existing(Invocation call, String written) throws Failure {
    Path path = of(call, written);
    if (!Files.exists(path)) {
      throw problem(written, "does not exist");
    }
    if (Files.isDirectory(path)) {
      throw problem(written, "is a folder");
    }
    if (!Files.isReadable(path)) {
      throw problem(written, "must not be read by you");
    }
    return path;
  }

  private static Failure problem(String path, String reason) {
    return new Failure(
        Problem.of(LocalCode.LOCAL_FILE, "local: " + Characters.visible(path) + " " + reason));
  }
}
