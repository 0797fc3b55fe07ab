package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Request;
import forum.protocol.line.Presence;
import forum.server.session.Addresses;
import forum.server.session.Session;
import forum.server.session.Sessions;
import forum.server.transfer.LongText;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;

/// `WHO`: a line for each session whose client was heard lately.
record ListUsersHandler(Sessions sessions, ListedViews views, Ticker ticker) {
  private static final long ON_LINE_NANOS = 45_000_000_000L;

  QueryAnswer answer(Caller caller, Request.ListUsers list) {
    // The time is the version: presence has no other.
    return views.answer(caller, "WHO", ticker.nanos(), list.page(), this::text);
  }

  private LongText text() {
    long nowNanos = ticker.nanos();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    sessions.all().stream()
        .filter(session -> nowNanos - session.heardNanos() < ON_LINE_NANOS)
        .sorted(Comparator.comparing(Session::user).thenComparing(Session::openedAt))
        .forEach(session -> text.writeBytes(presence(session, nowNanos).write()));
    return LongText.of(text.toByteArray());
  }

  private static Presence presence(Session session, long nowNanos) {
    return new Presence(
        session.user(),
        session.openedAt(),
        Addresses.text(session.address()),
        (nowNanos - session.heardNanos()) / 1_000_000_000L);
  }
}
