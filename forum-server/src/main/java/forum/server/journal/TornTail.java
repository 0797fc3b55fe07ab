package forum.server.journal;

import java.nio.file.Path;

/// What a crash left behind the last whole record and a start has cut off. Nothing on the disk says
/// that any of it was safe; but a last batch that was acknowledged and damaged since looks the
/// same.
///
/// @param file the segment
/// @param offset where the whole records end in it
/// @param bytes how many bytes were cut
/// @param records how many records were cut, at least
public record TornTail(Path file, long offset, long bytes, int records) {
  @Override
  public String toString() {
    return "cut %d bytes behind byte %d of %s: %s or more, not known to have been acknowledged"
        .formatted(bytes, offset, file, records == 1 ? "1 record" : records + " records");
  }
}
