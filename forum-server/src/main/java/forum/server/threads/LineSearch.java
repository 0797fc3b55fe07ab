package forum.server.threads;

import forum.protocol.line.LineView;
import forum.protocol.line.LineView.Kind;
import forum.protocol.line.MalformedLine;
import forum.server.threads.LineReader.Line;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Finds lines by halves: numbers, ids and times ascend through a file. Uploads have no number; a
/// search by number passes over them.
final class LineSearch {
  /// What is left is read line by line.
  private static final int LINEAR_BYTES = 4 * 1024;

  @FunctionalInterface
  private interface Test {
    boolean of(LineView view) throws MalformedLine;
  }

  private final LineReader lines;

  LineSearch(LineReader lines) {
    this.lines = lines;
  }

  /// Where the first entry begins; the end, if there is none.
  long firstEntry() throws IOException, DamagedThread {
    return lines.at(0).end();
  }

  /// Where the first message begins whose number is at least `number`; the end, if there is none.
  long number(int number) throws IOException, DamagedThread {
    return first(view -> view.kind() == Kind.MESSAGE, view -> view.number() >= number);
  }

  /// Where the first entry begins whose id is at least `id`; the end, if there is none.
  long id(long id) throws IOException, DamagedThread {
    return first(_ -> true, view -> view.id() >= id);
  }

  /// Where the first entry begins that is not older than `since`; the end, if there is none.
  long since(Instant since) throws IOException, DamagedThread {
    return first(_ -> true, view -> !view.at().isBefore(since));
  }

  /// Where the first line begins that counts and is far enough; the end, if there is none. All
  /// lines that count are too near before `low`, and far enough from `found` on; none begins
  /// between `high` and `found`.
  private long first(Test counts, Test far) throws IOException, DamagedThread {
    long low = firstEntry();
    long high = lines.end();
    long found = lines.end();
    while (high - low > LINEAR_BYTES) {
      long middle = (low + high) >>> 1;
      Line line = next(lines.startFrom(middle), high, counts);
      if (line != null && !is(line, far)) {
        low = line.end();
      } else {
        found = line == null ? found : line.start();
        high = middle;
      }
    }
    Line line = next(low, high, counts);
    while (line != null && !is(line, far)) {
      line = next(line.end(), high, counts);
    }
    return line == null ? found : line.start();
  }

  /// The first line that counts and begins at `start` or behind it, but before `high`.
  private @Nullable Line next(long start, long high, Test counts)
      throws IOException, DamagedThread {
    long at = start;
    while (at < high) {
      Line line = lines.at(at);
      if (is(line, counts)) {
        return line;
      }
      at = line.end();
    }
    return null;
  }

  private static boolean is(Line line, Test test) throws DamagedThread {
    try {
      return test.of(line.view());
    } catch (MalformedLine e) {
      throw new DamagedThread(line.start(), e);
    }
  }
}
