package forum.client.shell;

import forum.client.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's editor: `$FORUM_EDITOR`, `$VISUAL`, `$EDITOR`, else nano or vi.
final class EditorProgram {
  private final String command;
  private final Screen screen;

  private EditorProgram(String command, Screen screen) {
    this.command = command;
    this.screen = screen;
  }

  /// The editor, if there is one.
  static Optional<EditorProgram> of(Map<String, String> environment, Screen screen) {
    for (String name : List.of("FORUM_EDITOR", "VISUAL", "EDITOR")) {
      String command = environment.getOrDefault(name, "");
      if (!command.isBlank()) {
        return Optional.of(new EditorProgram(command, screen));
      }
    }
    return List.of("nano", "vi").stream()
        .filter(program -> Pager.isOnPath(program, environment))
        .findFirst()
        .map(program -> new EditorProgram(program, screen));
  }

  /// Edits a file.
  ///
  /// @return whether the editor ended well
  boolean edit(Path file) throws IOException, InterruptedException {
    try (Screen.Loan _ = screen.lend()) {
      // the command may have arguments, the path may have blanks
      return new ProcessBuilder("sh", "-c", command + " \"$1\"", "editor", file.toString())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    }
  }
}
