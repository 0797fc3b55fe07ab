package forum.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Thread files and views as the classic forum has them: each line ends at its first TAB.
public final class Classic {
  private Classic() {}

  /// The lines of `text`.
  public static List<String> lines(String text) {
    return List.of(text.split("\n")).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> line.indexOf('\t') < 0 ? line : line.substring(0, line.indexOf('\t')))
        .toList();
  }

  /// The lines of a thread's file, the creator's included.
  public static List<String> file(Path data, String thread) throws IOException {
    return lines(Files.readString(data.resolve("threads").resolve(thread)));
  }
}
