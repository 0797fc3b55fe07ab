package forum.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the files are that the rules are about.
final class Sources {
  /// The modules whose main code runs at a user's, or plays a part in a simulation of it.
  static final List<String> MODULES =
      List.of("forum-protocol", "forum-server", "forum-client", "forum-testkit");

  private Sources() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("bin/test"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static List<Path> mainSources() {
    return MODULES.stream()
        .flatMap(module -> filesBelow(root().resolve(module).resolve("src/main/java"), ".java"))
        .toList();
  }

  /// All files below `folder` whose names end with `ending`; none where there is no such folder.
  static Stream<Path> filesBelow(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
