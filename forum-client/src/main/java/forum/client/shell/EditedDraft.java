package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.terminal.Typed;
import forum.client.text.Line;
import forum.client.verb.Composition;
import forum.client.verb.Draft;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A text in an editor. Its file lives until the text was taken or the user drops it. Used by the
/// thread that runs the command.
final class EditedDraft implements Composition {
  private final Draft draft;
  private final String user;
  private final EditorProgram editor;
  private final Screen screen;
  private final Path file;
  private Optional<String> refusal = Optional.empty();
  private final Foreground.Hold hold;
  private Optional<String> written = Optional.empty();
  private boolean over;
  private boolean taken;

  EditedDraft(Draft draft, String user, EditorProgram editor, Screen screen, DraftFile place) {
    this.draft = draft;
    this.user = user;
    this.editor = editor;
    this.screen = screen;
    this.file = place.file();
    this.hold = place.hold();
  }

  /// Where it is written, and the screen meanwhile.
  record DraftFile(Path file, Foreground.Hold hold) {}

  @Override
  public Optional<String> text() throws Failure, InterruptedException {
    if (over) {
      return Optional.empty();
    }
    try {
      write();
      return edited();
    } catch (IOException e) {
      throw new Failure(
          Problem.of(LocalCode.LOCAL_FILE, "local: the editor did not work: " + e.getMessage()));
    }
  }

  private void write() throws IOException {
    if (!Files.exists(file)) {
      Drafts.write(file, DraftText.written(draft, user, Optional.empty()));
    } else if (refusal.isPresent()) {
      Draft present = new Draft(draft.thread(), draft.purpose(), read());
      Drafts.write(file, DraftText.written(present, user, refusal));
      written = refusal;
    }
  }

  private String read() throws IOException {
    return DraftText.read(Files.readString(file), written);
  }

  private Optional<String> edited() throws IOException, InterruptedException {
    boolean well = editor.edit(file);
    String text = read();
    if (!well) {
      return left("The editor ended with an error; the text is kept in " + file);
    }
    if (text.isBlank()) {
      Files.deleteIfExists(file);
      return left("The text is empty");
    }
    if (text.equals(draft.text()) && refusal.isEmpty()) {
      Files.deleteIfExists(file);
      return left("The text is unchanged");
    }
    return Optional.of(text);
  }

  private Optional<String> left(String reason) {
    over = true;
    screen.printer().print(Line.of(reason));
    return Optional.empty();
  }

  @Override
  public void refused(Problem problem) {
    screen.printer().print(ProblemLines.of(problem));
    refusal = Optional.of(problem.what());
    String question = "Text kept. (e)dit again, (d)raft, (c)ancel? ";
    String answer =
        screen.input().answer(question) instanceof Typed.Text(var typed) ? typed.strip() : "d";
    switch (answer.isEmpty() ? "e" : answer.substring(0, 1)) {
      case "e" -> over = false;
      case "c" -> drop();
      default -> left("Kept in " + file);
    }
  }

  private void drop() {
    over = true;
    delete();
  }

  @Override
  public void done() {
    taken = true;
    delete();
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      screen.printer().print(Line.of("The draft could not be deleted: " + file));
    }
  }

  @Override
  public void close() {
    if (!taken && !over && Files.exists(file)) {
      screen.printer().print(Line.of("The text is kept in " + file));
    }
    hold.close();
  }
}
