package forum.server.model;

import forum.protocol.Limits;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What there can be too much of, and how much is allowed unless the operator says otherwise. Files
/// are counted under every thread they are attached to.
public enum Quota {
  /// Threads in all.
  THREADS(1_000_000),
  /// Threads that one user has created and nobody has removed.
  THREADS_PER_USER(250_000),
  /// Messages of one user.
  MESSAGES_PER_USER(10_000_000),
  /// Messages of one thread.
  MESSAGES_PER_THREAD(10_000_000),
  /// Files that one user has attached.
  FILES_PER_USER(100_000),
  /// Files attached to one thread.
  FILES_PER_THREAD(1_000),
  /// Bytes of all attached files.
  BYTES(1L << 50),
  /// Bytes of the files that one user has attached.
  BYTES_PER_USER(64L << 30),
  /// Bytes of one attached file.
  BYTES_PER_FILE(Limits.FILE_BYTES),
  /// Commands of one user in a second.
  COMMANDS_PER_SECOND(10_000),
  /// Queries in a second from one address that is not logged in.
  LOGIN_QUERIES_PER_SECOND(5_000);

  private static final long RATE_MAX = 1_000_000;

  private final long usual;

  Quota(long usual) {
    this.usual = usual;
  }

  /// What is allowed when nobody has decided otherwise.
  public long usual() {
    return usual;
  }

  /// The most that can be allowed.
  public long most() {
    return switch (this) {
      case BYTES_PER_FILE -> Limits.FILE_BYTES;
      case COMMANDS_PER_SECOND, LOGIN_QUERIES_PER_SECOND -> RATE_MAX;
      default -> 1L << 50;
    };
  }

  /// The least that can be allowed: who may ask for nothing cannot even leave.
  public long least() {
    return most() == RATE_MAX ? 1 : 0;
  }

  /// Its name for people: `threads-per-user`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one of this name.
  public static Optional<Quota> of(String word) {
    return Stream.of(values()).filter(quota -> quota.word().equals(word)).findFirst();
  }
}
