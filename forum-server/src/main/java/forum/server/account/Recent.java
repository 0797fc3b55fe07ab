package forum.server.account;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A map that forgets what was not used for longest when there is too much.
final class Recent<K, V> {
  private final SequencedMap<K, V> map = new LinkedHashMap<>(16, 0.75f, true);
  private final int entriesMax;

  Recent(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  V get(K key, Supplier<V> made) {
    V value = map.computeIfAbsent(key, _ -> made.get());
    if (map.size() > entriesMax) {
      map.pollFirstEntry();
    }
    return value;
  }

  @Nullable V find(K key) {
    return map.get(key);
  }

  void remove(K key) {
    map.remove(key);
  }
}
