package forum.testkit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folders and files of a [SimulatedDisk] by their paths.
final class SimulatedTree {
  private final SimulatedFolder root = new SimulatedFolder();

  @Nullable SimulatedNode node(Path path) {
    SimulatedNode at = root;
    for (String name : names(path)) {
      at = at instanceof SimulatedFolder folder ? folder.node(name) : null;
    }
    return at;
  }

  SimulatedNode existing(Path path) throws IOException {
    SimulatedNode node = node(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  SimulatedFile file(Path path) throws IOException {
    if (existing(path) instanceof SimulatedFile file) {
      return file;
    }
    throw new IOException(path + " is a folder");
  }

  SimulatedFolder folder(Path path) throws IOException {
    if (existing(path) instanceof SimulatedFolder folder) {
      return folder;
    }
    throw new IOException(path + " is not a folder");
  }

  /// The folder that holds `path`.
  SimulatedFolder parent(Path path) throws IOException {
    Path parent = path.getParent();
    return parent == null ? root : folder(parent);
  }

  /// Makes the folder and its parents where they are missing.
  ///
  /// @return the folders that hold their names
  List<SimulatedFolder> make(Path path) throws IOException {
    List<SimulatedFolder> parents = new ArrayList<>();
    SimulatedFolder at = root;
    for (String name : names(path)) {
      parents.add(at);
      at = make(at, name);
    }
    return parents;
  }

  private static SimulatedFolder make(SimulatedFolder parent, String name) throws IOException {
    if (parent.node(name) == null) {
      parent.put(name, new SimulatedFolder());
    }
    if (parent.node(name) instanceof SimulatedFolder folder) {
      return folder;
    }
    throw new FileAlreadyExistsException(name);
  }

  void rename(Path source, Path target) throws IOException {
    SimulatedNode node = existing(source);
    SimulatedFolder from = parent(source);
    SimulatedFolder to = parent(target);
    if (from == to) {
      from.rename(name(source), name(target), node);
    } else {
      to.put(name(target), node);
      from.remove(name(source));
    }
  }

  void losePower(SeededChance chance) {
    loseNames(root, chance);
    files().forEach(file -> file.losePower(chance));
  }

  private static void loseNames(SimulatedFolder folder, SeededChance chance) {
    folder.losePower(chance);
    for (SimulatedNode node : folder.nodes()) {
      if (node instanceof SimulatedFolder inner) {
        loseNames(inner, chance);
      }
    }
  }

  long bytes() {
    return files().stream().mapToLong(SimulatedFile::size).sum();
  }

  /// Each file once, however many names it has.
  Set<SimulatedFile> files() {
    Set<SimulatedFile> files = new LinkedHashSet<>();
    collect(root, files);
    return files;
  }

  private static void collect(SimulatedFolder folder, Set<SimulatedFile> files) {
    for (SimulatedNode node : folder.nodes()) {
      switch (node) {
        case SimulatedFile file -> files.add(file);
        case SimulatedFolder inner -> collect(inner, files);
      }
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    names.remove(""); // what the root consists of
    return names;
  }
}
