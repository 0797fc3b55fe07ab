package forum.simulation;

import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the server's clock may have shown when it decided about an entry. No entry is older than
/// the one before it, whatever the clock says: so an entry of a later time was made at its time,
/// and one of the same time then or, if the clock was set back, earlier.
///
/// @param exact whether there is one moment only
record Moments(Instant at, boolean exact) {
  static Moments of(JournalEntry entry, Model before) {
    return new Moments(entry.at(), entry.at().isAfter(before.at()));
  }

  /// One of each span in which the decision is the same.
  Stream<Instant> each(Model before, Request.Change change, @Nullable Event event) {
    if (exact) {
      return Stream.of(at);
    }
    return Stream.of(
            Stream.of(at),
            Stream.ofNullable(told(change, event)),
            before.people().ends().map(end -> end.minusMillis(1)))
        .flatMap(moments -> moments)
        .filter(moment -> !moment.isAfter(at));
  }

  /// Where something is to last for a while, its end tells when it began.
  private static @Nullable Instant told(Request.Change change, @Nullable Event event) {
    Long until =
        switch (event) {
          case Event.Banned banned -> banned.until();
          case Event.TokenCreated created -> Long.valueOf(created.until());
          case null, default -> null;
        };
    Long seconds =
        switch (change) {
          case Request.Ban ban -> ban.seconds();
          case Request.CreateToken create -> Long.valueOf(create.seconds());
          default -> null;
        };
    return until == null || seconds == null
        ? null
        : Instant.ofEpochMilli(until).minusSeconds(Objects.requireNonNull(seconds));
  }
}
