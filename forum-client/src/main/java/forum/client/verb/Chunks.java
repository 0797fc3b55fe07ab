package forum.client.verb;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Takes a stream in pieces, so that columns can be aligned within a piece without holding all.
final class Chunks {
  private static final int SIZE = 200;

  private Chunks() {}

  /// Gives all elements to `consumer`, some at a time, and closes the stream.
  ///
  /// @return how many there were
  static <T> int each(Stream<T> stream, Consumer<List<T>> consumer) {
    int count = 0;
    try (stream) {
      Iterator<T> elements = stream.iterator();
      while (elements.hasNext()) {
        List<T> chunk = new ArrayList<>(SIZE);
        while (chunk.size() < SIZE && elements.hasNext()) {
          chunk.add(elements.next());
        }
        count += chunk.size();
        consumer.accept(chunk);
      }
    }
    return count;
  }
}
