package forum.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// What a program has written so far. Filled by a thread of its own, so that the program never
/// waits for its reader.
public final class Output {
  private final StringBuilder text = new StringBuilder();
  private final Thread thread;

  Output(String name, InputStream from) {
    thread = Thread.ofVirtual().name(name).start(() -> read(from));
  }

  private void read(InputStream from) {
    char[] chars = new char[8192];
    try (Reader reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
      for (int count = reader.read(chars); count >= 0; count = reader.read(chars)) {
        append(chars, count);
      }
    } catch (IOException e) {
      append(new char[0], 0); // closed because the program was killed; what came before counts
    }
  }

  private synchronized void append(char[] chars, int count) {
    text.append(chars, 0, count);
  }

  /// All of it.
  public synchronized String text() {
    return text.toString();
  }

  /// Line by line, without the last one if it is not finished.
  public List<String> lines() {
    String all = text();
    return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
  }

  /// Whether a finished line fulfils `wanted`.
  public boolean hasLine(Predicate<String> wanted) {
    return lines().stream().anyMatch(wanted);
  }

  /// Waits until `wanted` has been written; false when that did not happen in time.
  public boolean awaitText(String wanted, Deadline deadline) {
    return deadline.await(() -> text().contains(wanted));
  }

  /// Waits for the end.
  void awaitEnd() throws InterruptedException {
    thread.join();
  }
}
