package forum.simulation;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.wire.Token;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.time.Instant;
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

  private static final int TOKEN_SESSIONS_MAX = 8;

  private final int sessionsPerUser;
  private final Secrets secrets;
  private final Ordered ordered;
  private final Tally tally = new Tally();
  private final List<byte[]> payloads = new ArrayList<>();
  private final Model model = new Model();
  private final Map<String, Integer> lastNumbers = new HashMap<>();
  private final Set<String> texts = new HashSet<>();
  private boolean diskWasShort;

  /// @param ordered what the operator has wanted
  History(int sessionsPerUser, Secrets secrets, Ordered ordered) {
    this.sessionsPerUser = sessionsPerUser;
    this.secrets = secrets;
    this.ordered = ordered;
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
  void tallyUp(Tally all) {
    all.add(tally);
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
      Incidents.of(entry, model).forEach(tally::count);
      model.happen(entry);
      count(entry);
      payloads.add(payload);
    }
  }

  private void justify(JournalEntry entry, Map<Key, Submission> submissions) {
    if (entry.answered() == null) {
      justify(entry);
      return;
    }
    JournalEntry.Answered answered = entry.answered();
    Submission asked = submissions.get(new Key(answered.sid(), answered.seq()));
    Violation.unless(asked != null, "nobody has asked for %s", entry);
    Sitting sitting = model.sitting(answered.sid());
    Violation.unless(sitting != null, "I9: a session that is over was answered: %s", entry);
    Violation.unless(
        fits(asked, entry, sitting.user()) || isExcused(asked, entry, sitting.user()),
        "%s%n  became %s%n  expected %s",
        asked,
        entry,
        judge(sitting.user(), asked, entry.at()));
    Integer before = lastNumbers.put(answered.sid(), asked.number());
    Violation.unless(
        before == null || before < asked.number(), "%s stands behind #%d", asked, before);
  }

  private boolean fits(Submission asked, JournalEntry entry, UserName user) {
    Reply reply = entry.answered().reply();
    return Moments.of(entry, model)
        .each(model, asked.change(), entry.event())
        .map(moment -> judge(user, asked, moment))
        .anyMatch(
            right ->
                right.fits(reply, entry.event())
                    && right.audited() == (entry.act() != null)
                    && isProven(asked, entry.event(), user));
  }

  private boolean isProven(Submission asked, @Nullable Event event, UserName user) {
    return !(event instanceof Event.PasswordChanged)
        || (asked.change() instanceof Request.PasswordFinish finish
            && secrets.isRight(finish.proof(), model.people().verifier(user)));
  }

  private Judge.Sentence judge(UserName user, Submission asked, Instant now) {
    Token session = asked.session();
    return new Judge(model, session.hex(), user, now).judge(asked.change(), asked.tail());
  }

  /// What depends on more than the state.
  private boolean isExcused(Submission asked, JournalEntry entry, UserName user) {
    if (entry.event() != null) {
      return false;
    }
    return switch (entry.answered().reply().code()) {
      case READ_ONLY -> diskWasShort;
      case STAGE_LOST -> asked.change() instanceof Request.AttachFile;
      // The challenge is forgotten, or there were too many guesses.
      case AUTH_REQUIRED, BUSY -> asked.change() instanceof Request.PasswordFinish;
      case AUTH_FAILED ->
          asked.change() instanceof Request.PasswordFinish finish
              && !secrets.isRight(finish.proof(), model.people().verifier(user));
      default -> false;
    };
  }

  private void justify(JournalEntry entry) {
    boolean own =
        switch (entry.event()) {
          case Event.Started _, Event.Registered _, Event.SessionClosed _ -> true;
          case Event.SessionOpened opened -> {
            justify(opened, Moments.of(entry, model));
            yield true;
          }
          case Event.RoleGiven given -> entry.act() != null && ordered.isWanted(given);
          case null, default -> false;
        };
    Violation.unless(own, "nobody has asked for %s", entry);
  }

  /// Nobody comes in who is kept out, or with a token that is not valid any more.
  private void justify(Event.SessionOpened opened, Moments moments) {
    People people = model.people();
    Violation.unless(
        !people.isBanned(opened.user().text(), moments.at()), "%s, who is kept out", opened);
    if (opened.token() != null) {
      People.Key key = people.key(opened.token());
      Violation.unless(
          key != null && !key.revoked() && (!moments.exact() || key.opens(moments.at())),
          "%s with %s",
          opened,
          key);
    }
  }

  private void count(JournalEntry entry) {
    if (entry.event() instanceof Event.SessionOpened(_, UserName user, _, _, _)) {
      Violation.unless(
          model.sittingsOf(user, false) <= sessionsPerUser
              && model.sittingsOf(user, true) <= TOKEN_SESSIONS_MAX,
          "I10: too many sessions of %s",
          user);
    }
    if (entry.event() instanceof Event.MessagePosted post) {
      Violation.unless(texts.add(post.text()), "posted twice: %s", post);
    }
  }
}
