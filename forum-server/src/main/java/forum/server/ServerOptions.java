package forum.server;

import forum.server.event.Level;
import forum.server.event.LogFormat;
import forum.server.exchange.Registration;
import forum.server.model.Quotas;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the operator decided on the command line.
record ServerOptions(
    Endpoint endpoint,
    Identity identity,
    Folder folder,
    Visits visits,
    Sizes sizes,
    Reports reports) {

  /// Where the forum is served.
  ///
  /// @param exactPort whether no other port will do
  /// @param plainFromAnywhere whether other computers may speak in the clear
  record Endpoint(InetAddress address, int port, boolean exactPort, boolean plainFromAnywhere) {}

  /// Who the server is; its own key when there is no certificate.
  ///
  /// @param certificate PEM: the certificate, those that vouch for it, and perhaps its key
  /// @param key PEM: the key, if it is in a file of its own
  record Identity(Optional<Path> certificate, Optional<Path> key) {}

  /// Where the forum is kept.
  ///
  /// @param fresh whether it starts empty
  /// @param force whether a forum that is there is moved aside for that
  record Folder(Path path, boolean fresh, boolean force) {}

  /// How long and how often users are logged in.
  ///
  /// @param sessionsPerUser how often at a time
  /// @param lease how long a login outlives its client's silence
  /// @param registration who can make an account
  record Visits(int sessionsPerUser, Duration lease, Registration registration) {}

  /// How much is let in.
  ///
  /// @param quotas how much users may have
  /// @param reserveBytes what stays free on the disk
  record Sizes(Quotas quotas, long reserveBytes) {}

  /// What is told to the operator.
  ///
  /// @param briefConsole whether the screen only shows what scripts wait for and what is wrong
  record Reports(Path file, LogFormat format, Level level, boolean briefConsole) {}
}
