package forum.server.commit;

import forum.protocol.wire.Json;
import java.nio.charset.StandardCharsets;

/// A moment of the forum that somebody outside reads from the disk while the server goes on.
///
/// @param checkpoint the checkpoint from which on everything is kept, 0 when there is none yet
/// @param lsn the last record that belongs to the moment
public record Hold(long checkpoint, long lsn) {
  /// As it is told to another process.
  public String text() {
    return new String(Json.write(this), StandardCharsets.UTF_8);
  }

  /// Reads what [#text] made.
  ///
  /// @throws forum.protocol.InvalidValue when it is something else
  public static Hold of(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), Hold.class);
  }
}
