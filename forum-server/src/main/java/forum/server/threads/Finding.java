package forum.server.threads;

import java.nio.file.Path;

/// A file that was not as it should be, and what became of it: for the operator.
///
/// @param file which
/// @param found what is wrong with it
/// @param done what was done about it
public record Finding(Path file, String found, String done) {
  /// One sentence.
  public String sentence() {
    return file + ": " + found + "; " + done;
  }
}
