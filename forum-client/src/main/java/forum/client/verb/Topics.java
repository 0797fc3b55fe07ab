package forum.client.verb;

import java.util.List;
import java.util.Optional;

/// What the help says beyond single commands.
public final class Topics {
  private static final String QUOTING =
      """
      How a line is read
        A word ends at a blank. A title or name with blanks in it stands in "quotes";
        within them \\" is a quote and \\\\ a backslash. Nothing else is special: no
        variables, no patterns, no history with !. Don't, C:\\temp\\a.txt and *.txt are
        ordinary words.
        The text of CRT, MSG and EDT begins behind exactly one blank after the last
        word and is kept as typed, to the end of the line.
        Several lines:  MSG general <<END
                        first line
                        second line
                        END
        -- ends options. A line that begins with # is skipped.
        In scripts, a command with - before it may fail without counting.
        . stands for the thread named last.
      """;

  private static final String KEYS =
      """
      Keys at the prompt
        Tab          complete; again: choose from the list
        Alt-Enter    a new line within a message
        Ctrl-X Ctrl-E  write the line in $EDITOR
        Ctrl-R       search the history; a line that begins with a blank is not kept
        F1           help for the command on the line
        Ctrl-L       clear the screen
        Ctrl-C       stop waiting; or drop what is typed
        Ctrl-D       leave (on an empty line)
        Ctrl-Z       stop the client; fg brings it back
        Pasting several lines puts them into one message.
      """;

  private static final String EXIT_CODES =
      """
      Exit status of a script: that of the first command that failed
        0   all done
        1   refused: no such thread, not yours, exists, number has moved, too large
        2   written wrongly: unknown command, bad option, missing word
        3   no server, or no answer within --timeout
        4   login: wrong password, already on-line, session over
        5   the server speaks another version of the protocol
        6   a local file: missing, in the way, disk full, wrong checksum
        7   sent but not confirmed: applied at most once
        130 interrupted
      """;

  private static final String JSON =
      """
      forum-client --json: one JSON object per line on standard output, nothing else
        {"schema":"forum.1","line":7,"cmd":"MSG","ok":true,"code":"POSTED",
         "thread":"general","n":15,"id":"4711","ms":1.9,"replayed":false}
        {"schema":"forum.1","line":8,"cmd":"DLT","ok":false,"code":"STALE","exit":1,
         "message":"message 4 is now 3","hint":"DLT general 3"}
      RDT, LST, WHO, STA and HLP give one object per item first, each with a "type":
        {"schema":"forum.1","line":9,"type":"message","thread":"general","n":15,...}
      Without --json the same fields come as columns with TABs between them; in
      them newline, TAB, CR and \\ are written \\n, \\t, \\r and \\\\. Times are UTC.
      Data go to standard output, messages to standard error.
      """;

  private static final String ENV =
      """
      Environment variables
        FORUM_SERVER         HOST or HOST:PORT when none is given
        FORUM_USER           as -u
        FORUM_PASSWORD_FILE  as --password-file
        FORUM_TOKEN_FILE     as --token-file
        FORUM_EDITOR         then VISUAL, EDITOR, nano, vi: writes messages
        FORUM_PAGER          then PAGER, less -FRX: shows what is long
        FORUM_STATE_DIR      in place of $XDG_STATE_HOME/forum (history, drafts)
        NO_COLOR             no colour; CLICOLOR_FORCE=1: colour in any case
        ACCESSIBLE           =1: as --plain
      """;

  private static final String FILES =
      """
      Files of the client, readable by you alone
        ~/.local/state/forum/history   what you typed: 2000 lines, never passwords;
                                       a line that begins with a blank is left out
        ~/.local/state/forum/drafts/   messages from the editor until they are posted
        NAME.part beside a download    what has arrived so far
      """;

  private static final String LOSSY =
      """
      On a bad network
        Commands travel in datagrams that are repeated until they are answered. Each
        is executed exactly once, in the order typed. After 0.3 s you see ...,
        after 3 s the prompt is yours again and the result comes as a notice.
        "Not confirmed" means: it was applied once or not at all. Look, then repeat.
        Uploads and downloads that are cut off go on where they stopped.
        STA shows the round-trip time and how much was lost.
      """;

  private static final String A11Y =
      """
      forum-client --plain, or ACCESSIBLE=1
        No colour, no status line, nothing is painted over; news comes only between
        commands, and progress is said every 10 %. For screen readers and slow lines.
        Nothing is ever said by colour alone, in any mode.
      """;

  private Topics() {}

  /// All topics.
  public static List<String> names() {
    return List.of("quoting", "keys", "exit-codes", "json", "env", "files", "lossy", "a11y");
  }

  static Optional<String> text(String topic) {
    return switch (topic) {
      case "quoting" -> Optional.of(QUOTING);
      case "keys" -> Optional.of(KEYS);
      case "exit-codes" -> Optional.of(EXIT_CODES);
      case "json" -> Optional.of(JSON);
      case "env" -> Optional.of(ENV);
      case "files" -> Optional.of(FILES);
      case "lossy" -> Optional.of(LOSSY);
      case "a11y" -> Optional.of(A11Y);
      default -> Optional.empty();
    };
  }
}
