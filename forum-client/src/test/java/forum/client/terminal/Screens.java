package forum.client.terminal;

import forum.client.verb.Verbs;
import java.nio.file.Path;
import java.util.Map;

/// Puts screens on terminals in memory, for tests of other packages.
public final class Screens {
  private Screens() {}

  public static Screen on(
      HeadlessTerminal terminal, boolean plain, Path history, Verbs verbs, Suggestions known) {
    Screen.Options options = new Screen.Options(plain, "never", Map.of(), history);
    return Screen.on(terminal.terminal(), options, verbs, known);
  }
}
