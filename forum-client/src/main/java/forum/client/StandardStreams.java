package forum.client;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the standard streams are connected to.
final class StandardStreams {
  private StandardStreams() {}

  /// Whether the stream of this number is a terminal. Asks the system and no library, because a
  /// script must not pay for one.
  static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return isTerminalElsewhere(stream);
    }
  }

  /// Where there is no `/proc`.
  private static boolean isTerminalElsewhere(int stream) {
    try {
      return new ProcessBuilder("test", "-t", Integer.toString(stream))
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
