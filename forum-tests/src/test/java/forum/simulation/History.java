package forum.simulation;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Token;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The journal as it was found after each start: only ever longer, and every entry in it justified
/// by what a client had asked for.
final class History {
  /// A request as it is known in the journal.
  record Key(String sid, long seq) {}

  private final int sessionsPerUser;
  private final List<byte[]> payloads = new ArrayList<>();
  private final Model model = new Model();
  private final Map<String, Integer> lastNumbers = new HashMap<>();
  private final Set<String> texts = new HashSet<>();
  private boolean diskWasShort;

  History(int sessionsPerUser) {
    this.sessionsPerUser = sessionsPerUser;
  }

  /// The state after the last entry.
  Model model() {
    return model;
  }

  /// All entries.
  List<byte[]> payloads() {
    return payloads;
  }

  /// From now on changes may be refused for want of room, because there is none or because the disk
  /// does not say.
  void diskIsShort() {
    diskWasShort = true;
  }

  /// Counts what the journal knows of.
  void tallyUp(Tally tally) {
    for (byte[] payload : payloads) {
      JournalEntry entry = JournalEntry.of(payload);
      if (entry.answered() != null && entry.event() == null) {
        boolean room = entry.answered().reply().code() == Code.READ_ONLY;
        tally.count(room ? Incident.REFUSED_FOR_WANT_OF_ROOM : Incident.REFUSAL);
      }
      Incident incident = incident(entry.event());
      if (incident != null) {
        tally.count(incident);
      }
    }
  }

  private static @Nullable Incident incident(@Nullable Event event) {
    return switch (event) {
      case Event.MessagePosted _ -> Incident.POST;
      case Event.MessageEdited _ -> Incident.EDIT;
      case Event.MessageDeleted _ -> Incident.DELETION;
      case Event.ThreadRemoved _ -> Incident.REMOVAL;
      case Event.FileAttached _ -> Incident.ATTACHMENT;
      case Event.SessionClosed(_, int reason) ->
          switch (GoneReason.of(reason)) {
            case EXIT -> Incident.EXIT;
            case EXPIRED -> Incident.EXPIRY;
            case SUPERSEDED -> Incident.TAKEOVER;
            case UNKNOWN, EXPELLED, REVOKED -> null;
          };
      case null, default -> null;
    };
  }

  boolean diskWasShort() {
    return diskWasShort;
  }

  /// Takes the journal as a start has found it.
  ///
  /// @param told the highest number any answer has told anybody
  void extend(List<byte[]> found, long told, Map<Key, Submission> submissions) {
    Violation.unless(
        found.size() >= Math.max(told, payloads.size()),
        "I2: the journal ends with %d, but %d was told and %d was recovered before",
        found.size(),
        told,
        payloads.size());
    for (int i = 0; i < payloads.size(); i++) {
      Violation.unless(Arrays.equals(found.get(i), payloads.get(i)), "entry %d has changed", i + 1);
    }
    for (byte[] payload : found.subList(payloads.size(), found.size())) {
      JournalEntry entry = JournalEntry.of(payload);
      justify(entry, submissions);
      model.happen(entry);
      count(entry);
      payloads.add(payload);
    }
  }

  private void justify(JournalEntry entry, Map<Key, Submission> submissions) {
    if (entry.answered() == null) {
      justify(entry.event());
      return;
    }
    JournalEntry.Answered answered = entry.answered();
    Submission asked = submissions.get(new Key(answered.sid(), answered.seq()));
    Violation.unless(asked != null, "nobody has asked for %s", entry);
    Sitting sitting = model.sitting(answered.sid());
    Violation.unless(sitting != null, "I9: a session that is over was answered: %s", entry);
    Judge.Sentence right = judge(sitting.user(), asked);
    Violation.unless(
        right.fits(answered.reply(), entry.event()) || isExcused(asked, entry),
        "%s%n  became %s%n  expected %s",
        asked,
        entry,
        right);
    Integer before = lastNumbers.put(answered.sid(), asked.number());
    Violation.unless(
        before == null || before < asked.number(), "%s stands behind #%d", asked, before);
  }

  private Judge.Sentence judge(UserName user, Submission asked) {
    Token session = asked.session();
    return new Judge(model, session.hex(), user).judge(asked.change(), asked.tail());
  }

  /// What depends on more than the state.
  private boolean isExcused(Submission asked, JournalEntry entry) {
    Code code = entry.answered().reply().code();
    return entry.event() == null
        && ((code == Code.READ_ONLY && diskWasShort)
            || (code == Code.STAGE_LOST && asked.change() instanceof Request.AttachFile));
  }

  private static void justify(Event event) {
    boolean own =
        switch (event) {
          case Event.Started _, Event.Registered _, Event.SessionOpened _, Event.SessionClosed _ ->
              true;
          case null, default -> false;
        };
    Violation.unless(own, "nobody has asked for %s", event);
  }

  private void count(JournalEntry entry) {
    if (entry.event() instanceof Event.SessionOpened(_, UserName user, _, _, _)) {
      Violation.unless(
          model.sittingsOf(user) <= sessionsPerUser, "I10: too many sessions of %s", user);
    }
    if (entry.event() instanceof Event.MessagePosted post) {
      Violation.unless(texts.add(post.text()), "posted twice: %s", post);
    }
  }
}
