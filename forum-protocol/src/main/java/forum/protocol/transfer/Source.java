package forum.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where the sent bytes come from. Read once, from the agreed offset to the end. Owned by the
/// thread that sends.
public interface Source {
  /// Reads at `position` into `target` until it is full or there are no more bytes.
  ///
  /// @return bytes read
  int read(ByteBuffer target, long position) throws IOException;

  /// The digest of the whole; asked for after the last byte was read.
  Sha256 sha256();

  /// Fills `target`.
  ///
  /// @throws TransferRefused when that is impossible
  default void readFully(ByteBuffer target, long position) throws TransferRefused {
    try {
      int wanted = target.remaining();
      int found = read(target, position);
      if (found < wanted) {
        throw new TransferRefused(
            Refusal.CHANGED, "the file has become shorter while it was being sent");
      }
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }
}
