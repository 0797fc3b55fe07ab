package forum.client.shell;

import forum.client.line.CommandLine;
import forum.client.line.TextStart;
import forum.client.terminal.Screen;
import forum.client.text.Line;
import forum.client.verb.Draft;
import forum.client.verb.Verb;
import forum.client.verb.Verbs;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Ctrl-X Ctrl-E: the text on the line, or else the whole line, in an editor and back. Used by the
/// thread that reads what is typed.
final class LineEditing {
  private static final ThreadTitle NOWHERE = new ThreadTitle("line");

  private final Screen screen;
  private final Verbs verbs;
  private final Map<String, String> environment;
  private final String user;

  LineEditing(Screen screen, Verbs verbs, Map<String, String> environment, String user) {
    this.screen = screen;
    this.verbs = verbs;
    this.environment = environment;
    this.user = user;
  }

  /// The line as it came back; as it was when there is no editor.
  String edit(String line) {
    Optional<EditorProgram> editor = EditorProgram.of(environment, screen);
    if (editor.isEmpty()) {
      screen.printer().print(Line.of("There is no editor: set EDITOR"));
      return line;
    }
    int start = textStart(line);
    String head = line.substring(0, start);
    String separator = head.isEmpty() || head.endsWith(" ") ? "" : " ";
    try {
      return head + separator + edited(editor.get(), line.substring(start));
    } catch (IOException e) {
      screen.printer().print(Line.of("The editor did not work: " + e.getMessage()));
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return line;
    }
  }

  private int textStart(String line) {
    return CommandLine.of(line)
        .flatMap(
            command ->
                verbs
                    .find(command.word())
                    .map(Verb::syntax)
                    .map(syntax -> TextStart.in(syntax, command).orElse(0)))
        .orElse(0);
  }

  private String edited(EditorProgram editor, String text)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("forum");
    Path file = folder.resolve("text.txt");
    try {
      Draft draft = new Draft(NOWHERE, "goes back to the line, nothing is sent yet", text);
      Drafts.write(file, DraftText.written(draft, user, Optional.empty()));
      return editor.edit(file) ? DraftText.read(Files.readString(file), Optional.empty()) : text;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
