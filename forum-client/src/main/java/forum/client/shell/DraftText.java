package forum.client.shell;

import forum.client.verb.Draft;
import forum.protocol.Limits;
import java.util.Optional;

/// What the editor's file holds: the text, and around it words to the writer that are cut off
/// again. They are marked by whole lines, because a text may well have lines that begin with `#`.
final class DraftText {
  private static final String BEGIN = "# ---- your text begins below this line ----";
  private static final String END = "# ---- everything from this line on is cut off ----";

  private DraftText() {}

  static String written(Draft draft, String user, Optional<String> refusal) {
    return refusal.map(DraftText::above).orElse("")
        + draft.text()
        + "\n"
        + END
        + "\n# by "
        + user
        + "; "
        + draft.purpose()
        + "; at most "
        + Limits.TEXT_BYTES
        + " bytes\n# leave the text empty to cancel\n";
  }

  private static String above(String refusal) {
    return "# " + refusal.replace("\n", " ") + "\n" + BEGIN + "\n";
  }

  /// The text alone, without the newline an editor puts behind the last line.
  static String read(String file, Optional<String> refusal) {
    String written = file.replace("\r\n", "\n");
    String text = refusal.map(reason -> written.replace(above(reason), "")).orElse(written);
    int end = ("\n" + text).lastIndexOf("\n" + END);
    text = end < 0 ? text : text.substring(0, Math.max(0, end - 1));
    return end < 0 && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
