package forum.server.admin;

import forum.protocol.InvalidValue;
import forum.protocol.login.Password;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the operator for the password of a user: never on the command line, where all who list
/// processes would see it.
final class NewPassword {
  private static final String STANDARD_INPUT = "-";

  private NewPassword() {}

  /// The first line of `file`, of the standard input when that is `-`, or what is typed twice at
  /// the terminal when it is null.
  static Password of(@Nullable String file) throws IOException {
    try {
      return Password.of(file == null ? typed() : firstLine(file));
    } catch (InvalidValue e) {
      throw new Refused(String.valueOf(e.getMessage()), "", "forum-server admin user add NAME");
    }
  }

  private static String typed() throws Refused {
    Console console = terminal();
    char[] first = console.readPassword("New password: ");
    char[] again = console.readPassword("Again: ");
    if (first == null || !Arrays.equals(first, again)) {
      throw new Refused("the two are not the same", "", "forum-server admin user add NAME");
    }
    return new String(first);
  }

  /// Since JDK 25 there is no console where there is no terminal, as there was none before JDK 22.
  private static Console terminal() throws Refused {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .orElseThrow(
            () ->
                new Refused(
                    "a password is needed, and there is no terminal to ask at",
                    "",
                    "forum-server admin user add NAME --password-file FILE"));
  }

  private static String firstLine(String file) throws IOException {
    try (BufferedReader lines =
        file.equals(STANDARD_INPUT)
            ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      String line = lines.readLine();
      if (line == null) {
        throw new Refused("there is no password in " + file, "it is empty", "cat " + file);
      }
      return line;
    }
  }
}
