package forum.simulation;

import forum.machine.Ticker;
import forum.protocol.UserName;
import forum.protocol.wire.Token;
import java.util.HashMap;
import java.util.Map;

/// Who was heard when: nobody's session may expire before its time.
final class Leases {
  private final Ticker ticker;
  private final long leaseNanos;
  private final Map<Token, Long> heardNanos = new HashMap<>();
  private final Map<Token, UserName> users = new HashMap<>();

  Leases(Ticker ticker, long leaseSeconds) {
    this.ticker = ticker;
    this.leaseNanos = leaseSeconds * 1_000_000_000L;
  }

  /// From the first answer that tells of it, or from the journal, because that answer may never
  /// have been given. Repeating it is no sign of life: the client does not speak in the session
  /// yet.
  void opened(Token sid, UserName user) {
    if (users.putIfAbsent(sid, user) == null) {
      heard(sid);
    }
  }

  void heard(Token sid) {
    heardNanos.put(sid, ticker.nanos());
  }

  /// A new process has heard nobody yet.
  void serverStarted() {
    heardNanos.replaceAll((_, _) -> ticker.nanos());
  }

  /// The server says so.
  void expired(UserName user) {
    boolean due =
        users.entrySet().stream()
            .filter(known -> known.getValue().equals(user))
            .anyMatch(known -> ticker.nanos() - heardNanos.get(known.getKey()) > leaseNanos);
    Violation.unless(due || !users.containsValue(user), "%s was here and has expired", user);
  }
}
