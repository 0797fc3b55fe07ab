package forum.client.batch;

import java.io.IOException;

/// Nobody reads what is written any more; the program ends without a word, as others do.
final class BrokenPipe extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenPipe(IOException cause) {
    super(cause);
  }
}
