package forum.simulation;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the forum must be after each entry of the journal. Written a second time, and the plainest
/// way, so that it does not share the server's mistakes.
public final class Model {
  private final Map<ThreadTitle, Topic> byTitle = new HashMap<>();
  private final Map<Long, Topic> byId = new LinkedHashMap<>();
  private final Map<UserName, String> verifiers = new HashMap<>();
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

  @Nullable String verifier(UserName user) {
    return verifiers.get(user);
  }

  Map<UserName, String> verifiers() {
    return verifiers;
  }

  /// The open session of this name.
  public @Nullable Sitting sitting(String sid) {
    return sittings.get(sid);
  }

  Map<String, Sitting> sittings() {
    return sittings;
  }

  long sittingsOf(UserName user) {
    return sittings.values().stream().filter(open -> open.user().equals(user)).count();
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
      case Event.Registered(UserName user, String verifier, _) -> {
        Violation.unless(!verifiers.containsKey(user), "%s was registered twice", user);
        verifiers.put(user, verifier);
      }
      case Event.SessionOpened(String sid, UserName user, _, _, _) -> open(sid, user);
      case Event.SessionClosed(String sid, _) ->
          Violation.unless(sittings.remove(sid) != null, "%s was closed twice", sid);
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
      case Event.ThreadLocked _, Event.OfPeople _ ->
          Violation.unless(false, "nobody here has power: %s", event);
    }
  }

  private void open(String sid, UserName user) {
    Violation.unless(verifiers.containsKey(user), "a session of a stranger, %s", user);
    Violation.unless(sittings.put(sid, new Sitting(user)) == null, "%s was opened twice", sid);
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
