package forum.server;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `forum-server --help` says: one screen of 80 by 24.
final class ServerHelp {
  static final String TEXT =
      """
      Usage: forum-server [PORT] [OPTION]...
      Serves a forum: commands over UDP and files over TCP, under one PORT [10005].

        --data DIR             folder everything is kept in [the current one]
        --bind ADDRESS         where to listen; 0.0.0.0 is everywhere [127.0.0.1]
        --exact-port           if PORT is busy, fail instead of using the next one
        --plain                let other computers in without encryption
        --fresh                begin with an empty forum; refused if DIR holds one
        --force                with --fresh: move the forum in DIR aside
        --sessions-per-user N  how often a user may be logged in at a time [1]
        --lease TIME           end logins silent for so long: 30m, 24h, 7d [24h]
        --file-limit SIZE      largest file that can be attached: 20M, 4G [4G]
        --disk-reserve SIZE    leave so much of the disk free [64M]
        --log-file FILE        events [DIR/forum-data/log/forum-server.log]
        --log-format FORMAT    text or json [text]
        --log-level LEVEL      error, warn, info or debug [info]
        --no-console           show only the port and what is wrong
        --help, --version      show this, or the version

      Examples:
        forum-server                            try it out on this computer
        forum-server 10005 --data /srv/forum    a forum of your own
      """;

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
  private static final int ALIKE_MIN = 4;

  private ServerHelp() {}

  /// The options there are.
  static List<String> options() {
    return OPTION.matcher(TEXT).results().map(MatchResult::group).distinct().sorted().toList();
  }

  /// The option that begins most like `name`, if any does.
  static Optional<String> nearest(String name) {
    return options().stream()
        .max(Comparator.comparingInt(option -> alike(option, name)))
        .filter(option -> alike(option, name) >= ALIKE_MIN);
  }

  private static int alike(String option, String name) {
    int length = 0;
    while (length < Math.min(option.length(), name.length())
        && option.charAt(length) == name.charAt(length)) {
      length++;
    }
    return length;
  }
}
