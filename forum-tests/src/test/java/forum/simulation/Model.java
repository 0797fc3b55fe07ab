package forum.simulation;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import forum.protocol.wire.GoneReason;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the forum must be after each entry of the journal. Written a second time, and the plainest
/// way, so that it does not share the server's mistakes.
public final class Model {
  private final Map<ThreadTitle, Topic> byTitle = new HashMap<>();
  private final Map<Long, Topic> byId = new LinkedHashMap<>();
  private final People people = new People();
  private final Map<String, Sitting> sittings = new HashMap<>();
  private long lsn;
  private int boot;
  private Instant at = Instant.EPOCH;

  /// The number of the last entry that is in here.
  public long lsn() {
    return lsn;
  }

  int boot() {
    return boot;
  }

  public @Nullable Topic topic(ThreadTitle title) {
    return byTitle.get(title);
  }

  /// In the order of their creation.
  Collection<Topic> topics() {
    return byId.values();
  }

  /// The time of the last entry.
  Instant at() {
    return at;
  }

  People people() {
    return people;
  }

  /// The open session of this name.
  public @Nullable Sitting sitting(String sid) {
    return sittings.get(sid);
  }

  Map<String, Sitting> sittings() {
    return sittings;
  }

  long sittingsOf(UserName user) {
    return of(user).count();
  }

  /// Those that a password has opened, or those that tokens have.
  long sittingsOf(UserName user, boolean withToken) {
    return of(user).filter(open -> (open.key() != null) == withToken).count();
  }

  private Stream<Sitting> of(UserName user) {
    return sittings.values().stream().filter(open -> open.user().equals(user));
  }

  byte[] list() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    byId.values().forEach(topic -> lines.writeBytes(topic.summary().write()));
    return lines.toByteArray();
  }

  /// Takes the next entry.
  public void happen(JournalEntry entry) {
    lsn++;
    Violation.unless(!entry.at().isBefore(at), "entry %d is older than the one before", lsn);
    at = entry.at();
    if (entry.answered() != null) {
      Sitting sitting = sittings.get(entry.answered().sid());
      Violation.unless(sitting != null, "I9: entry %d answers a session that is over", lsn);
      sitting.answered(entry.answered(), lsn);
    }
    if (entry.event() != null) {
      happen(entry.event());
    }
  }

  private void happen(Event event) {
    switch (event) {
      case Event.Started(int number) -> {
        Violation.unless(number == boot + 1, "start %d follows start %d", number, boot);
        boot = number;
      }
      case Event.Registered registered -> people.registered(registered);
      case Event.SessionOpened opened -> open(opened);
      case Event.SessionClosed(String sid, int reason) -> close(sid, GoneReason.of(reason));
      case Event.ThreadCreated(ThreadTitle title, UserName by) -> {
        Topic topic = new Topic(lsn, title, by, at);
        Violation.unless(byTitle.put(title, topic) == null, "%s was created twice", title);
        byId.put(lsn, topic);
      }
      case Event.ThreadRemoved(long id) -> {
        Topic removed = byId.remove(id);
        Violation.unless(removed != null, "thread %d was removed twice", id);
        byTitle.remove(removed.title());
      }
      case Event.OfThread change -> change(change);
      case Event.ThreadLocked(long id, boolean locked) -> {
        Topic topic = byId.get(id);
        Violation.unless(topic != null && topic.isLocked() != locked, "in vain: %s", event);
        topic.lock(locked);
      }
      case Event.OfPeople change -> {
        people.happen(lsn, at, change);
        condemn(change);
      }
    }
  }

  private void open(Event.SessionOpened opened) {
    UserName user = opened.user();
    String sid = opened.sid();
    Violation.unless(people.verifier(user) != null, "a session of a stranger, %s", user);
    People.Key key = opened.token() == null ? null : people.key(opened.token());
    Violation.unless(
        opened.token() == null || (key != null && key.user().equals(user)),
        "%s has no such token: %s",
        user,
        opened);
    Violation.unless(sittings.put(sid, new Sitting(user, key)) == null, "%s was opened twice", sid);
  }

  /// A session that was made to end was condemned, or its token has expired.
  private void close(String sid, GoneReason reason) {
    Sitting closed = sittings.remove(sid);
    Violation.unless(closed != null, "%s was closed twice", sid);
    boolean forced = reason == GoneReason.EXPELLED || reason == GoneReason.REVOKED;
    boolean outlived =
        reason == GoneReason.REVOKED
            && closed.key() != null
            && !at.isBefore(closed.key().expires());
    Violation.unless(
        !forced || outlived || closed.isCondemned(reason),
        "nobody wanted %s to end: %s",
        sid,
        reason);
  }

  /// Whose sessions have to end because of this.
  private void condemn(Event.OfPeople event) {
    switch (event) {
      case Event.Kicked(UserName user) ->
          of(user).forEach(open -> open.condemn(GoneReason.EXPELLED, lsn));
      case Event.Banned(String subject, _, _, _) ->
          sittings.values().stream()
              .filter(open -> open.user().text().equals(subject))
              .forEach(open -> open.condemn(GoneReason.EXPELLED, lsn));
      case Event.TokenRevoked(UserName user, long id) ->
          of(user)
              .filter(open -> open.key() != null && open.key().id() == id)
              .forEach(open -> open.condemn(GoneReason.REVOKED, lsn));
      case Event.PasswordChanged(UserName user, _, String own) ->
          sittings.forEach(
              (sid, open) -> {
                if (open.user().equals(user) && open.key() == null && !sid.equals(own)) {
                  open.condemn(GoneReason.REVOKED, lsn);
                }
              });
      default -> {
        // Ends no session.
      }
    }
  }

  private void change(Event.OfThread change) {
    Topic topic = byId.get(change.thread());
    Violation.unless(topic != null, "%s, but there is no such thread", change);
    switch (change) {
      case Event.MessagePosted(_, UserName by, int n, String text) -> {
        Violation.unless(n == topic.messages() + 1, "message %d follows %d", n, topic.messages());
        topic.add(new Message(n, by, text, at, lsn, 0), by);
      }
      case Event.MessageEdited(_, long id, int rev, String text, _) ->
          topic.edit(id, text, rev, lsn);
      case Event.MessageDeleted(_, long id, int n, UserName author) -> {
        Message deleted = topic.identified(id);
        Violation.unless(
            deleted != null && deleted.number() == n, "message %d is not number %d", id, n);
        Violation.unless(deleted.author().equals(author), "message %d is not of %s", id, author);
        topic.delete(id, lsn);
      }
      case Event.FileAttached(_, UserName by, var file, long size, String sha256) ->
          topic.add(new Upload(by, file, at, lsn, size, sha256), by);
      case Event.ThreadRemoved _ -> throw new IllegalStateException();
    }
  }
}
