package forum.simulation;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.Presence;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Json;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds everything that was said against the journal: goes through it once and looks at each
/// statement when the state is the one it speaks of. So it takes time in proportion to what was
/// said, and needs no search: every answer carries the number of the entry it reflects.
final class Audit {
  private record Given(long lsn, Reply reply) {}

  private record Posted(long lsn, String title, int n, UserName by) {}

  private final boolean diskWasShort;
  private final Model model = new Model();
  private final DoorAudit door;
  private final Map<History.Key, Given> given = new HashMap<>();
  private final Map<String, Posted> posts = new HashMap<>();
  private final Map<String, GoneReason> ended = new HashMap<>();
  private final Map<History.Key, Long> condemnedBy = new HashMap<>();
  private final Map<Long, byte[]> lists = new HashMap<>();

  /// @param diskWasShort whether there was a time when files had no room
  Audit(int sessionsPerUser, boolean diskWasShort, Secrets secrets) {
    this.diskWasShort = diskWasShort;
    this.door = new DoorAudit(model, sessionsPerUser, diskWasShort, secrets);
  }

  /// @param statements in the order of what they reflect
  void run(List<byte[]> payloads, List<Statement> statements) {
    int next = 0;
    for (int lsn = 0; lsn <= payloads.size(); lsn++) {
      if (lsn > 0) {
        happen(JournalEntry.of(payloads.get(lsn - 1)));
      }
      while (next < statements.size() && statements.get(next).lsn() == lsn) {
        check(statements.get(next));
        next++;
      }
    }
    Violation.unless(
        next == statements.size(),
        "I5: the journal has %d entries, but it was said: %s",
        payloads.size(),
        next < statements.size() ? statements.get(next) : "");
  }

  /// What the journal answers to a request; null when it does not know it.
  @Nullable Reply given(Token sid, long seq) {
    Given found = given.get(new History.Key(sid.hex(), seq));
    return found == null ? null : found.reply();
  }

  /// What is asked for happens behind all that anybody was told before.
  void requireBehind(History.Key request, long told) {
    Given found = given.get(request);
    Violation.unless(
        found == null || found.lsn() > told,
        "request %s came when %d was told, and became %s",
        request,
        told,
        found);
    Long condemned = condemnedBy.get(request);
    Violation.unless(
        condemned == null || condemned > told || diskWasShort,
        "request %s came when %d was told, and became %s, though %s had ended its session",
        request,
        told,
        found,
        condemned);
  }

  /// Somebody was told that a session is over, and why.
  void requireEnd(Token sid, GoneReason reason) {
    GoneReason right = ended.get(sid.hex());
    Violation.unless(!isOpen(sid), "%s was said to be over and is open", sid);
    Violation.unless(
        reason == GoneReason.UNKNOWN || reason == right,
        "%s was said to be over because of %s, which was %s",
        sid,
        reason,
        right);
  }

  /// Whoever was to go has gone.
  void requireNobodyCondemned() {
    model
        .sittings()
        .forEach(
            (sid, open) ->
                Violation.unless(
                    open.condemnedBy() == 0,
                    "%s of %s is open, but entry %d has ended it",
                    sid,
                    open.user(),
                    open.condemnedBy()));
  }

  /// Whether a session is open in the end.
  boolean isOpen(Token sid) {
    return model.sitting(sid.hex()) != null;
  }

  private void happen(JournalEntry entry) {
    JournalEntry.Answered answered = entry.answered();
    if (answered != null) {
      Sitting sitting = model.sitting(answered.sid());
      if (sitting != null && sitting.condemnedBy() > 0) {
        condemnedBy.put(new History.Key(answered.sid(), answered.seq()), sitting.condemnedBy());
      }
    }
    model.happen(entry);
    if (answered != null) {
      given.put(
          new History.Key(answered.sid(), answered.seq()),
          new Given(model.lsn(), answered.reply()));
    }
    switch (entry.event()) {
      case Event.SessionOpened opened -> door.opened(opened);
      case Event.SessionClosed(String sid, int reason) -> ended.put(sid, GoneReason.of(reason));
      case Event.MessagePosted(long id, UserName by, int n, String text) -> {
        String title = topic(id).title().text();
        posts.put(text, new Posted(model.lsn(), title, n, by));
      }
      case null, default -> {}
    }
  }

  private Topic topic(long id) {
    return model.topics().stream().filter(topic -> topic.id() == id).findFirst().orElseThrow();
  }

  private void check(Statement statement) {
    try {
      switch (statement) {
        case Statement.Response response -> check(response);
        case Statement.Answer answer -> check(answer);
        case Statement.Admission admission -> door.check(admission);
        case Statement.News news -> check(Json.read(news.body(), Notice.class), news.lsn());
        case Statement.View view -> check(view);
      }
    } catch (MalformedDatagram | MalformedLine e) {
      throw new Violation("unreadable: " + statement, e);
    }
  }

  private void check(Statement.Response response) throws MalformedDatagram {
    Given known = given.get(new History.Key(response.sid().hex(), response.seq()));
    Reply reply = response.body().reply();
    Violation.unless(
        known != null && known.lsn() <= response.lsn() && known.reply().equals(reply),
        "I2: request %d of %s was answered %s as of %d, but the journal has %s",
        response.seq(),
        response.sid().hex(),
        reply,
        response.lsn(),
        known);
  }

  private void check(Statement.Answer answer) throws MalformedDatagram, MalformedLine {
    Reply reply = answer.body().reply();
    switch (answer.query()) {
      case Request.ListThreads(Request.Page page) -> checkList(page, reply, answer);
      case Request.ReadThread read -> checkRead(read, reply, answer);
      case Request.ListUsers _ -> checkUsers(answer.body().tail());
      case Request.PasswordStart _ -> checkChallenge(answer, reply);
      default -> Violation.unless(reply.code() == Code.USAGE, "%s to %s", reply, answer.query());
    }
  }

  /// Whose password was given with the answer before is challenged by what is known of it now.
  private void checkChallenge(Statement.Answer answer, Reply reply) {
    Sitting sitting = model.sitting(answer.sid().hex());
    if (sitting == null) {
      return; // it has ended in the same turn
    }
    boolean right =
        sitting.key() == null
            ? door.isOf(sitting.user(), reply.challenge())
            : reply.code() == Code.NOT_ALLOWED;
    Violation.unless(right, "%s to %s of %s", reply, answer.query(), sitting.user());
  }

  private void checkList(Request.@Nullable Page page, Reply reply, Statement.Answer answer) {
    if (reply.code() == Code.CHANGED && page != null) {
      return;
    }
    byte[] text = page == null ? model.list() : lists.get(page.ver());
    if (isTooLong(reply, text.length)) {
      return;
    }
    Reply.View view = view(reply, answer);
    if (page == null) {
      byte[] before = lists.putIfAbsent(view.ver(), text);
      Violation.unless(
          before == null || Arrays.equals(before, text), "two lists of version %d", view.ver());
    }
    checkPiece(text, view, answer);
    Violation.unless(view.end() == text.length, "the list ends at %d", view.end());
  }

  private void checkRead(Request.ReadThread read, Reply reply, Statement.Answer answer) {
    Topic topic = model.topic(read.thread());
    if (topic == null) {
      Violation.unless(reply.code() == Code.NO_SUCH_THREAD, "%s to %s", reply, read);
      return;
    }
    if (reply.code() == Code.CHANGED && read.page() != null) {
      return;
    }
    if (reply.code() == Code.BUSY && diskWasShort) {
      return;
    }
    int[] range = topic.range(read);
    if (read.page() == null && isTooLong(reply, range[1] - range[0])) {
      return;
    }
    Reply.View view = view(reply, answer);
    checkPiece(topic.file(), view, answer);
    if (read.page() == null) {
      boolean ofNow = topic.version() <= view.ver() && view.ver() <= answer.lsn();
      Violation.unless(
          view.off() == range[0] && view.end() == range[1] && ofNow,
          "%s to %s, expected %d to %d of version %d or later, at most %d",
          view,
          read,
          range[0],
          range[1],
          topic.version(),
          answer.lsn());
    }
  }

  /// A long view is granted over TCP, and the simulated server cannot open a TCP port.
  private static boolean isTooLong(Reply reply, long bytes) {
    return bytes > Limits.DATAGRAM_VIEW_BYTES && reply.code() == Code.BUSY;
  }

  private static Reply.View view(Reply reply, Statement.Answer answer) {
    Violation.unless(reply.isOk() && reply.view() != null, "%s to %s", reply, answer.query());
    return reply.view();
  }

  private static void checkPiece(byte[] text, Reply.View view, Statement.Answer answer) {
    byte[] piece = answer.body().tail();
    long end = view.off() + piece.length;
    boolean right =
        end <= view.end()
            && view.end() <= text.length
            && (piece.length > 0 || view.off() == view.end())
            && Arrays.equals(text, (int) view.off(), (int) end, piece, 0, piece.length);
    Violation.unless(
        right,
        "%s to %s as of %d: %s, expected %s",
        view,
        answer.query(),
        answer.lsn(),
        utf8(piece),
        utf8(Arrays.copyOfRange(text, (int) view.off(), (int) Math.min(end, text.length))));
  }

  private void checkUsers(byte[] text) throws MalformedLine {
    for (String line : utf8(text).lines().toList()) {
      UserName user = Presence.read(line.getBytes(StandardCharsets.UTF_8)).user();
      Violation.unless(model.sittingsOf(user) > 0, "%s is said to be here", user);
    }
  }

  private void check(Statement.View view) {
    byte[] right =
        switch (view.query()) {
          case Request.ReadThread read -> {
            Topic topic = model.topic(read.thread());
            Violation.unless(topic != null, "read what is not there: %s", read);
            int[] range = topic.range(read);
            yield topic.bytes(range[0], range[1]);
          }
          default -> model.list();
        };
    Violation.unless(
        Arrays.equals(view.text(), right),
        "%s as of %d gave%n%s%nexpected%n%s",
        view.query(),
        view.lsn(),
        utf8(view.text()),
        utf8(right));
  }

  private void check(Notice notice, long lsn) {
    for (Notice.Item item : notice.items()) {
      boolean cut = item.text().endsWith("...");
      String beginning = cut ? item.text().substring(0, item.text().length() - 3) : item.text();
      boolean told =
          posts.entrySet().stream()
              .filter(
                  post ->
                      cut ? post.getKey().startsWith(beginning) : post.getKey().equals(beginning))
              .map(Map.Entry::getValue)
              .anyMatch(
                  post ->
                      post.lsn() <= lsn
                          && post.title().equals(item.thread())
                          && post.n() == item.n()
                          && post.by().text().equals(item.by()));
      Violation.unless(told, "news as of %d that is none: %s", lsn, item);
    }
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
