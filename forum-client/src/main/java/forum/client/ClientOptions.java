package forum.client;

import forum.protocol.seal.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What was asked for on the command line or in the environment.
///
/// @param host as it was named
/// @param commands of `-c`
/// @param user of `-u`
/// @param passwordFile whose first line is the password; `-` is the standard input
/// @param tokenFile whose first line is a token to log in with
/// @param invitationFile whose first line is the code of an invitation
/// @param timeout how long a request may stay unanswered
/// @param color `auto`, `always` or `never`
record ClientOptions(
    Optional<String> host,
    Optional<Integer> port,
    List<String> commands,
    Optional<String> user,
    Optional<String> passwordFile,
    Optional<String> tokenFile,
    Optional<String> invitationFile,
    boolean takeover,
    Duration timeout,
    Safety safety,
    Script script,
    boolean plain,
    String color,
    boolean help,
    boolean version) {

  /// Which server is the right one.
  ///
  /// @param fingerprint of its key
  /// @param acceptNew whether one that was not met before is
  /// @param inTheClear whether nothing is to be sealed
  record Safety(Optional<Fingerprint> fingerprint, boolean acceptNew, boolean inTheClear) {}

  /// How scripts are run.
  record Script(boolean json, boolean echo, boolean failFast, boolean quiet, boolean verbose) {}
}
