package forum.server.transfer;

import forum.protocol.UserName;
import forum.protocol.transfer.Sha256;
import forum.server.model.ServerLimits;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All transfers that wait or run: the few things the command loop and the connections' threads
/// share. Only the loop adds. Safe for any thread.
final class TransferTable {
  private final Map<Sha256, Transfer> byFingerprint = new ConcurrentHashMap<>();

  void add(Transfer transfer) {
    byFingerprint.put(transfer.fingerprint(), transfer);
  }

  /// Takes a ticket. The connection is admitted to what is returned; nobody else will be.
  ///
  /// @return null when the ticket is unknown, expired or used
  @Nullable Transfer redeem(byte[] ticket, Connection connection, long nowNanos) {
    Transfer transfer = byFingerprint.get(Tickets.fingerprint(ticket));
    return transfer != null && transfer.begin(connection, nowNanos) ? transfer : null;
  }

  /// The loop knows that this transfer has ended.
  void remove(Transfer transfer) {
    byFingerprint.remove(transfer.fingerprint());
    transfer.told();
  }

  /// All, and those that have ended until the loop knows.
  Collection<Transfer> all() {
    return byFingerprint.values();
  }

  /// All that wait or run.
  Stream<Transfer> live() {
    return all().stream().filter(transfer -> !transfer.isEnded());
  }

  /// Whether nothing waits or runs.
  boolean isIdle() {
    return live().findAny().isEmpty();
  }

  /// The permission that was given for this very offer and has not been used.
  @Nullable Transfer waiting(TransferOffer offer) {
    return find(transfer -> transfer.isWaiting() && transfer.offer().equals(offer));
  }

  /// Another session of the same user that is uploading the same to the same place.
  @Nullable Transfer elsewhere(TransferOffer offer) {
    return find(
        transfer ->
            !transfer.isWaiting()
                && offer.sharesPart(transfer.offer())
                && !offer.sid().equals(transfer.offer().sid()));
  }

  /// Older connections that write the same part. One that has ended counts until the loop knows, so
  /// that it hears of them in order.
  Stream<Transfer> rivals(Transfer transfer) {
    return all().stream()
        .filter(rival -> rival.number() < transfer.number() && !rival.isWaiting())
        .filter(rival -> transfer.offer().sharesPart(rival.offer()));
  }

  /// Whether there is room for one more offer of this user. The same offer over a second connection
  /// takes the place of the first.
  boolean hasRoom(TransferOffer offer) {
    UserName user = offer.user();
    long others =
        all().stream()
            .filter(Transfer::isOpen)
            .map(Transfer::offer)
            .filter(other -> other.user().equals(user) && !other.equals(offer))
            .distinct()
            .count();
    return others < ServerLimits.TRANSFERS_PER_USER
        && byFingerprint.size() < ServerLimits.TRANSFERS;
  }

  /// Bytes that other granted and running uploads will still bring.
  long awaitedBytesBeside(TransferOffer offer) {
    return live()
        .filter(transfer -> transfer.offer().cargo() instanceof Cargo.Upload)
        .filter(transfer -> !transfer.offer().sharesPart(offer))
        .mapToLong(Transfer::remaining)
        .sum();
  }

  /// Whether a transfer needs the blob of this digest.
  boolean uses(Sha256 sha256) {
    Predicate<Cargo> same =
        cargo ->
            switch (cargo) {
              case Cargo.Upload upload -> upload.sha256().equals(sha256);
              case Cargo.Download download -> download.sha256().equals(sha256);
              case Cargo.FilePiece _, Cargo.Text _ -> false;
            };
    return find(transfer -> same.test(transfer.offer().cargo())) != null;
  }

  private @Nullable Transfer find(Predicate<Transfer> wanted) {
    return live().filter(wanted).findFirst().orElse(null);
  }
}
