package forum.server.check;

import forum.server.journal.DamagedJournal;
import java.nio.file.Path;

/// Something on the disk that is not as it must be.
///
/// @param file where, relative to the data folder
/// @param place where in the file, for example "line 17"; empty when the whole file is meant
/// @param found what is wrong
public record Difference(Path file, String place, String found) {
  static Difference of(Path file, String found) {
    return new Difference(file, "", found);
  }

  /// Records that cannot be read.
  public static Difference of(DamagedJournal damage) {
    return new Difference(
        damage.file(),
        damage.offset() == 0 ? "" : "byte " + damage.offset(),
        unreadable(damage.first(), damage.last()));
  }

  private static String unreadable(long first, long last) {
    return first == last
        ? "record %d cannot be read".formatted(first)
        : "%d records, %d to %d, cannot be read".formatted(last - first + 1, first, last);
  }

  static Difference inLine(Path file, long line, String found) {
    return new Difference(file, line == 0 ? "" : "line " + line, found);
  }

  /// One sentence.
  public String sentence() {
    return file + (place.isEmpty() ? "" : ", " + place) + ": " + found;
  }
}
