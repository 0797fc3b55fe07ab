package forum.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names in a folder: as programs see them, and as a loss of power leaves them.
///
/// A file system writes changes of names in order, so that after a loss of power the first few of
/// those that were not forced have happened, and no others. Folders know nothing of each other: a
/// rename from one to another may survive in either, in both or in none.
final class SimulatedFolder implements SimulatedNode {
  @FunctionalInterface
  private interface Change {
    void applyTo(Map<String, SimulatedNode> names);
  }

  private final Map<String, SimulatedNode> durable = new HashMap<>();
  private final List<Change> unforced = new ArrayList<>();
  // sorted, so that the same seed meets the files in the same order
  private final Map<String, SimulatedNode> seen = new TreeMap<>();

  @Nullable SimulatedNode node(String name) {
    return seen.get(name);
  }

  List<String> names() {
    return List.copyOf(seen.keySet());
  }

  List<SimulatedNode> nodes() {
    return List.copyOf(seen.values());
  }

  void put(String name, SimulatedNode node) {
    change(names -> names.put(name, node));
  }

  void remove(String name) {
    change(names -> names.remove(name));
  }

  /// In one step, as the system promises within a folder.
  void rename(String source, String target, SimulatedNode node) {
    change(
        names -> {
          names.remove(source);
          names.put(target, node);
        });
  }

  private void change(Change change) {
    change.applyTo(seen);
    unforced.add(change);
  }

  void force() {
    unforced.forEach(change -> change.applyTo(durable));
    unforced.clear();
  }

  void losePower(SeededChance chance) {
    int kept = chance.below(unforced.size() + 1);
    unforced.subList(0, kept).forEach(change -> change.applyTo(durable));
    unforced.clear();
    seen.clear();
    seen.putAll(durable);
  }
}
