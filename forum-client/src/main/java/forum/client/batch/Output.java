package forum.client.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Lines of UTF-8 on their way out. Owned by the thread that runs the script.
final class Output {
  private final BufferedOutputStream out;

  Output(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /// A line, later.
  ///
  /// @throws BrokenPipe when nobody reads any more
  void line(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new BrokenPipe(e);
    }
  }

  /// Everything, now.
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new BrokenPipe(e);
    }
  }

  /// The bytes themselves, behind what was written so far.
  OutputStream bytes() {
    return out;
  }
}
