package forum.server.transfer;

import java.io.IOException;
import java.nio.file.Path;

/// The forum has an attachment, but its bytes are gone from the disk.
public final class BytesMissing extends IOException {
  private static final long serialVersionUID = 1;

  BytesMissing(Path blob) {
    super(blob + " is missing");
  }
}
