package forum.client.library;

import forum.protocol.FileName;
import forum.protocol.UserName;
import java.time.Duration;
import java.time.Instant;

/// Reads the lines of views. PLACEHOLDER
final class Lines {
  private Lines() {}

  static Entry entry(String line) {
    String[] parts = line.split("\t", -1);
    String[] words = parts[0].split(" ", 3);
    if (words[1].endsWith(":")) {
      return new Entry.Message(
          Integer.parseInt(words[0]),
          new UserName(words[1].substring(0, words[1].length() - 1)),
          words[2].replace("\\n", "\n"),
          Instant.parse(parts[1]),
          Long.parseLong(parts[2]),
          Integer.parseInt(parts[3]));
    }
    return new Entry.Upload(
        new UserName(words[0]),
        new FileName(words[2]),
        Instant.parse(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        "");
  }

  static ThreadRow thread(String line) {
    String[] parts = line.split("\t", -1);
    return new ThreadRow(
        parts[0],
        parts[1],
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        parts[4].isEmpty() ? null : parts[4],
        parts[5].isEmpty() ? null : Instant.parse(parts[5]));
  }

  static UserRow user(String line) {
    String[] parts = line.split("\t", -1);
    return new UserRow(
        parts[0], Instant.parse(parts[1]), parts[2], Duration.ofSeconds(Long.parseLong(parts[3])));
  }
}
