package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Json;
import forum.server.commit.GroupCommit;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.ServerLimits;
import forum.server.session.Session;
import forum.server.session.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells clients what others have posted. A notice is a hint: it may be lost, and says how many
/// more there are where not all fit. PROTOCOL.md, section 9. Owned by the command loop.
final class NoticeDesk {
  private static final int ITEMS_MAX = 8;
  private static final int TEXT_POINTS_MAX = 72;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long LATELY_NANOS = 60_000_000_000L;

  private record News(long lsn, Notice.Item item) {}

  private final Forum forum;
  private final Answers answers;
  private final GroupCommit commit;
  private final Ticker ticker;
  private final ArrayDeque<News> news = new ArrayDeque<>();
  private final Set<Session> subscribers = new LinkedHashSet<>();
  private long headLsn;
  private long nextRoundNanos;
  private long nextRepeatNanos = Long.MAX_VALUE;

  NoticeDesk(Forum forum, Answers answers, GroupCommit commit, Ticker ticker) {
    this.forum = forum;
    this.answers = answers;
    this.commit = commit;
    this.ticker = ticker;
    this.nextRoundNanos = ticker.nanos();
  }

  /// From now on the client is told the news.
  void subscribe(Session session) {
    session.subscribe(new Subscription(commit.durableLsn()));
    subscribers.add(session);
  }

  /// The session is over.
  void unsubscribe(Session session) {
    subscribers.remove(session);
  }

  /// Something was posted; it is durable.
  void posted(long lsn, Event.MessagePosted post) {
    ForumThread thread = forum.find(post.thread());
    if (subscribers.isEmpty() || thread == null) {
      return;
    }
    String by = post.by().text();
    news.add(new News(lsn, new Notice.Item(thread.title().text(), post.n(), by, beginning(post))));
    headLsn = lsn;
    if (news.size() > ServerLimits.NEWS) {
      news.remove();
    }
  }

  private static String beginning(Event.MessagePosted post) {
    String text = post.text();
    return text.codePointCount(0, text.length()) <= TEXT_POINTS_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_POINTS_MAX)) + "...";
  }

  /// Sends what is due.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    if (subscribers.isEmpty() || news.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (nowNanos - nextRoundNanos < 0) {
      return nextRoundNanos;
    }
    nextRoundNanos = nowNanos + PAUSE_NANOS;
    nextRepeatNanos = Long.MAX_VALUE;
    for (Session subscriber : subscribers) {
      Subscription subscription = subscriber.subscription();
      if (subscription != null) {
        tell(subscriber, subscription, nowNanos);
        nextRepeatNanos = Math.min(nextRepeatNanos, subscription.nextSendNanos());
      }
    }
    return nextRepeatNanos;
  }

  private void tell(Session session, Subscription subscription, long nowNanos) {
    if (!subscription.isDue(headLsn, nowNanos)) {
      return;
    }
    Notice notice = notice(session, subscription.confirmedLsn());
    if (notice == null) {
      subscription.skip(headLsn);
      return;
    }
    answers.send(session, Inner.whole(Inner.Kind.NOTICE, 0, 0, headLsn, 0, body(notice)));
    subscription.sent(headLsn, nowNanos);
  }

  /// The newest posts of others behind `afterLsn`; null when there are none.
  private @Nullable Notice notice(Session session, long afterLsn) {
    List<Notice.Item> items = new ArrayList<>();
    int more = 0;
    String own = session.user().text();
    for (Iterator<News> newest = news.descendingIterator(); newest.hasNext(); ) {
      News next = newest.next();
      if (next.lsn() <= afterLsn) {
        break;
      }
      if (next.item().by().equals(own)) {
        continue;
      }
      if (items.size() < ITEMS_MAX) {
        items.addFirst(next.item());
      } else {
        more++;
      }
    }
    return items.isEmpty() ? null : new Notice(headLsn, items, more, null);
  }

  /// The notice as a body, with fewer items when they do not fit one datagram.
  private static byte[] body(Notice notice) {
    byte[] body = Json.write(notice);
    Notice shorter = notice;
    while (body.length > Limits.BODY_BYTES) {
      List<Notice.Item> items = shorter.items();
      shorter =
          new Notice(
              shorter.lsn(), items.subList(1, items.size()), shorter.more() + 1, shorter.stop());
      body = Json.write(shorter);
    }
    return body;
  }

  /// Tells every client that was heard in the last minute that the server goes away.
  ///
  /// @return how many were told
  int stop(Iterable<Session> sessions, String why) {
    byte[] body = Json.write(new Notice(commit.durableLsn(), List.of(), 0, why));
    long nowNanos = ticker.nanos();
    int told = 0;
    for (Session session : sessions) {
      if (nowNanos - session.heardNanos() < LATELY_NANOS) {
        answers.send(session, Inner.whole(Inner.Kind.NOTICE, 0, 0, commit.durableLsn(), 0, body));
        told++;
      }
    }
    return told;
  }
}
