package forum.server.rate;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A map that forgets what was not used for longest when there is too much.
public final class Recent<K, V> {
  private final SequencedMap<K, V> map = new LinkedHashMap<>(16, 0.75f, true);
  private final int entriesMax;

  /// Keeps so many.
  public Recent(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  /// What belongs to `key`; if nothing does, what `made` makes does from now on.
  public V get(K key, Supplier<V> made) {
    V value = map.computeIfAbsent(key, _ -> made.get());
    if (map.size() > entriesMax) {
      map.pollFirstEntry();
    }
    return value;
  }

  /// What belongs to `key`, null when nothing does.
  public @Nullable V find(K key) {
    return map.get(key);
  }

  /// Forgets what belongs to `key`.
  public void remove(K key) {
    map.remove(key);
  }
}
