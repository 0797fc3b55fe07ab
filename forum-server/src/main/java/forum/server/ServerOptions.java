package forum.server;

import forum.server.event.Level;
import forum.server.event.LogFormat;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;

/// What the operator decided on the command line.
///
/// @param fileBytes size of the largest attachment
record ServerOptions(
    Endpoint endpoint, Folder folder, Visits visits, long fileBytes, Reports reports) {

  /// Where the forum is served.
  ///
  /// @param exactPort whether no other port will do
  record Endpoint(InetAddress address, int port, boolean exactPort) {}

  /// Where the forum is kept.
  ///
  /// @param fresh whether it starts empty
  /// @param erase whether a forum that is there is erased for that
  record Folder(Path path, boolean fresh, boolean erase) {}

  /// How long and how often users are logged in.
  ///
  /// @param sessionsPerUser how often at a time
  /// @param lease how long a login outlives its client's silence
  record Visits(int sessionsPerUser, Duration lease) {}

  /// What is told to the operator.
  ///
  /// @param briefConsole whether the screen only shows what scripts wait for and what is wrong
  record Reports(Path file, LogFormat format, Level level, boolean briefConsole) {}
}
