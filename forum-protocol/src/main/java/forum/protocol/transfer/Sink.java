package forum.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where the received bytes go, in order. Owned by the thread that receives.
@FunctionalInterface
public interface Sink {
  /// Takes all of `bytes`, which belong at `position`.
  void write(ByteBuffer bytes, long position) throws IOException;
}
