package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.commit.Checkpointing;
import forum.server.commit.GroupCommit;
import forum.server.model.ServerLimits;
import forum.server.net.Association;
import forum.server.net.DatagramGate;
import forum.server.net.DatagramGate.Arrival;
import forum.server.net.Peer;
import forum.server.session.Session;
import forum.server.session.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that owns the forum. A turn takes what has arrived, decides it, makes it durable
/// in one group, shows it in the files and answers; then it looks at the clock. Nothing in it waits
/// but the force of the journal.
///
/// Runs no thread of its own: [forum.server.ForumServer] turns it, and so does the simulation.
public final class CommandLoop {
  private static final long EXPIRY_INTERVAL_NANOS = 5_000_000_000L;

  private record Gone(Peer to, Token sid) {}

  private final Desks desks;
  private final DatagramGate gate;
  private final GroupCommit commit;
  private final Checkpointing checkpointing;
  private final Ticker ticker;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final Queue<Arrival.OfStranger> strangers = new ArrayDeque<>();
  private final List<Gone> gone = new ArrayList<>();
  private long nextExpiryNanos;
  private boolean leasesDue;
  private long strangersDropped;

  /// `desks` do the work.
  CommandLoop(
      Desks desks,
      DatagramGate gate,
      GroupCommit commit,
      Checkpointing checkpointing,
      Ticker ticker) {
    this.desks = desks;
    this.gate = gate;
    this.commit = commit;
    this.checkpointing = checkpointing;
    this.ticker = ticker;
    this.nextExpiryNanos = ticker.nanos() + EXPIRY_INTERVAL_NANOS;
  }

  /// Has `task` run in the next turn. For other threads; they wake the loop afterwards.
  public void post(Runnable task) {
    inbox.add(task);
  }

  /// One turn.
  ///
  /// @return when the next is due if nothing arrives before
  /// @throws forum.machine.DiskFailure when the journal failed; nobody was answered, the process
  ///   must end
  public long turn() {
    for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
      task.run();
    }
    long begunNanos = ticker.nanos();
    takeArrivals();
    admitStrangers();
    desks.sessions().endCondemned();
    long next = Math.min(desks.logins().tick(ticker.nanos()), expire(begunNanos));
    commit.commit();
    next = Math.min(next, desks.logins().answerDue(ticker.nanos()));
    desks.queries().answerAll();
    sendGone();
    next = Math.min(next, desks.notices().tick(ticker.nanos()));
    next = Math.min(next, checkpointing.tick(ticker.nanos()));
    next = Math.min(next, ticker.nanos() + desks.transfers().tick());
    return gate.isDrained() && strangers.isEmpty() ? next : ticker.nanos();
  }

  private void takeArrivals() {
    for (int taken = 0; taken < ServerLimits.GROUP_REQUESTS; taken++) {
      Arrival arrival = gate.next(ticker.nanos(), ServerLimits.GROUP_REQUESTS);
      if (arrival == null) {
        return;
      }
      take(arrival);
    }
  }

  private void take(Arrival arrival) {
    switch (arrival) {
      case Arrival.OfSession(Peer from, Token sid, Inner inner) -> take(from, sid, inner);
      case Arrival.OfStranger stranger -> {
        if (strangers.size() >= ServerLimits.STRANGERS_WAITING) {
          strangersDropped++;
        } else if (isWhole(stranger.inner())) {
          strangers.add(stranger);
        }
      }
    }
  }

  private static boolean isWhole(Inner query) {
    return query.kind() == Inner.Kind.QUERY && query.segments() == 1;
  }

  /// Strangers give way: they are let in when everybody else has had a turn, so many at a time, and
  /// each address so often and no more.
  private void admitStrangers() {
    for (int i = 0; i < ServerLimits.GROUP_STRANGERS && !strangers.isEmpty(); i++) {
      Arrival.OfStranger next = strangers.remove();
      admit(next.from(), next.aid(), next.inner());
    }
  }

  private void admit(Peer from, long aid, Inner query) {
    long waitNanos = desks.rates().strangerWaitNanos(from.address().getAddress(), ticker.nanos());
    if (waitNanos > 0) {
      desks.answers().putOff(from, aid, query, waitNanos);
    } else {
      desks.logins().arrived(from, aid, query);
    }
  }

  /// How many queries of strangers were dropped because too many waited.
  long strangersDropped() {
    return strangersDropped;
  }

  private void take(Peer from, Token sid, Inner inner) {
    Session session = desks.sessions().find(sid);
    if (session == null) {
      gone.add(new Gone(from, sid));
      return;
    }
    if (session.peer() instanceof Association && !(from instanceof Association)) {
      return; // what was sealed once is not spoken of in the clear
    }
    if (desks.sessions().isKeptOut(from.address())) {
      return; // as if it had not arrived
    }
    session.heard(from, ticker.nanos());
    confirmNotices(session.subscription(), inner);
    switch (inner.kind()) {
      case REQUEST -> desks.requests().arrived(session, inner);
      case QUERY -> desks.queries().arrived(session, inner);
      case PING ->
          desks
              .answers()
              .send(session, Inner.bare(Inner.Kind.PONG, inner.seq(), commit.durableLsn(), 0));
      default -> {
        // PONG: heard, that is all. The rest only servers send.
      }
    }
  }

  private static void confirmNotices(@Nullable Subscription subscription, Inner inner) {
    if (subscription != null) {
      subscription.heard();
      subscription.confirmed(inner.t());
    }
  }

  /// Ends the sessions whose time is over, every few seconds. Who was silent is known only when all
  /// has been heard that arrived before the turn began: a process that stood still has much of it
  /// before it, however late it is.
  private long expire(long begunNanos) {
    if (begunNanos - nextExpiryNanos >= 0) {
      desks.sessions().endOutlived();
      leasesDue = true;
      nextExpiryNanos = begunNanos + EXPIRY_INTERVAL_NANOS;
    }
    if (leasesDue && gate.isDrained()) {
      desks.sessions().expire(begunNanos);
      leasesDue = false;
    }
    return nextExpiryNanos;
  }

  /// After the commit: that a session is over is told when it is durable.
  private void sendGone() {
    for (Gone next : gone) {
      GoneReason reason = desks.sessions().whyGone(next.sid());
      gate.sendGone(next.to(), next.sid(), reason, ticker.nanos());
    }
    gone.clear();
  }

  /// Tells the clients that the server goes away.
  ///
  /// @return how many were told
  public int announceStop(String why) {
    commit.commit();
    return desks.notices().stop(desks.sessions().all(), why);
  }

  /// Commits what is open and takes a last checkpoint.
  public void finish() {
    commit.commit();
    checkpointing.finish();
  }
}
