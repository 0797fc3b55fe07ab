package forum.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether the command line is UTF-8. Java shows a byte that is none as U+FFFD, which somebody may
/// also have typed, so the system is asked.
final class ArgumentBytes {
  private static final Path OWN = Path.of("/proc/self/cmdline");
  private static final char REPLACED = '\uFFFD';

  private ArgumentBytes() {}

  /// Refuses arguments with bytes in them that mean nothing, because they would be posted as
  /// something else.
  static void require(List<String> arguments) throws BadOptions {
    boolean suspicious = arguments.stream().anyMatch(text -> text.indexOf(REPLACED) >= 0);
    if (suspicious && !isUtf8()) {
      throw new BadOptions("the command line is not UTF-8");
    }
  }

  private static boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(OWN)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    } catch (IOException e) {
      return true; // no such file on this system: nothing can be proved
    }
  }
}
