package forum.client.shell;

import forum.client.terminal.Suggestion;
import forum.client.text.Sizes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Files and folders of this computer for completion, with sizes; `~` is the home folder.
final class LocalFiles {
  private static final int ENTRIES_MAX = 500;

  private final Path working;
  private final Path home;

  LocalFiles(Path working, Path home) {
    this.working = working;
    this.home = home;
  }

  /// What could stand where `typed` stands. Hidden files only when they are asked for by a dot.
  List<Suggestion> matching(String typed) {
    String parent = typed.substring(0, typed.lastIndexOf('/') + 1);
    boolean hidden = typed.startsWith(".", parent.length());
    List<Suggestion> suggestions = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(parent))) {
      for (Path entry : entries) {
        boolean dotted = entry.getFileName().toString().startsWith(".");
        if (dotted == hidden && suggestions.size() < ENTRIES_MAX) {
          suggestions.add(suggestion(parent, entry));
        }
      }
    } catch (IOException | InvalidPathException e) {
      return List.of(); // no such folder: nothing to offer
    }
    suggestions.sort(Comparator.comparing(Suggestion::value));
    return suggestions;
  }

  private Path folder(String parent) {
    if (parent.equals("~/") || parent.startsWith("~/")) {
      return home.resolve(parent.substring(2));
    }
    return working.resolve(parent);
  }

  private static Suggestion suggestion(String parent, Path entry) throws IOException {
    String name = parent + entry.getFileName();
    if (Files.isDirectory(entry)) {
      return new Suggestion(name + "/", "folder", false);
    }
    long bytes = Files.isRegularFile(entry) ? Files.size(entry) : -1;
    return Suggestion.of(name, bytes < 0 ? "" : Sizes.shown(bytes));
  }
}
