package forum.server.exchange;

import forum.machine.DiskFailure;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.wire.Body;
import forum.protocol.wire.Inner;
import forum.server.account.CommandRates;
import forum.server.command.Caller;
import forum.server.command.ChangeHandlers;
import forum.server.command.Decision;
import forum.server.command.TextNotShown;
import forum.server.commit.GroupCommit;
import forum.server.event.CommandEvent;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.session.AnsweredRequests.Verdict;
import forum.server.session.EarlyRequests.Arrived;
import forum.server.session.EarlyRequests.Collected;
import forum.server.session.Session;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Executes the changes that sessions ask for: each exactly once, in the client's order, answered
/// when durable. PROTOCOL.md, section 6. Owned by the command loop.
final class RequestDesk {
  private final ChangeHandlers handlers;
  private final GroupCommit commit;
  private final SessionDesk sessions;
  private final NoticeDesk notices;
  private final CommandRates rates;
  private final Answers answers;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;

  RequestDesk(
      ChangeHandlers handlers,
      GroupCommit commit,
      SessionDesk sessions,
      NoticeDesk notices,
      CommandRates rates,
      Answers answers,
      Consumer<ServerEvent> events,
      Ticker ticker) {
    this.handlers = handlers;
    this.commit = commit;
    this.sessions = sessions;
    this.notices = notices;
    this.rates = rates;
    this.answers = answers;
    this.events = events;
    this.ticker = ticker;
  }

  /// Takes one datagram of a request.
  void arrived(Session session, Inner inner) {
    switch (session.requests().arrived(inner.seq(), inner.x())) {
      case Verdict.RolledBack _ -> rolledBack(session, inner);
      case Verdict.Repeat(Reply reply) -> repeat(session, inner, reply);
      case Verdict.Ignore _ -> {
        // Decided in the open group, or a copy that is too old to matter.
      }
      case Verdict.Execute _ -> executeInOrder(session, whole(session, inner));
      case Verdict.Hold _ -> hold(session, whole(session, inner));
    }
  }

  private void rolledBack(Session session, Inner inner) {
    events.accept(
        ConditionEvent.warning(
            "%s was told about request %d of a session, the journal has %d: work is missing"
                .formatted(session.user(), inner.x() - 1, session.requests().next() - 1)));
    answers.send(session, Inner.bare(Inner.Kind.ROLLED_BACK, inner.seq(), 0, 0));
  }

  /// One answer is enough for all segments of a request.
  private void repeat(Session session, Inner inner, Reply reply) {
    if (inner.segment() == inner.segments() - 1) {
      answers.respond(session, inner, reply, ticker.nanos());
    }
  }

  private void hold(Session session, @Nullable Arrived whole) {
    if (whole != null) {
      sessions.early().hold(session.sid(), whole);
    }
  }

  /// Puts segments together; null while some are missing.
  private @Nullable Arrived whole(Session session, Inner inner) {
    return inner.segments() == 1
        ? new Arrived(inner, ticker.nanos())
        : switch (sessions.early().collect(session.sid(), inner)) {
          case Collected.Whole(byte[] body) -> new Arrived(inner.withBody(body), ticker.nanos());
          case Collected.Part part -> {
            tellMissing(session, inner, part);
            yield null;
          }
          case Collected.Nothing _ -> null;
        };
  }

  private void tellMissing(Session session, Inner inner, Collected.Part part) {
    boolean last = inner.segment() == inner.segments() - 1;
    if (last || !part.isNew()) {
      answers.send(session, Inner.bare(Inner.Kind.SEGMENTS, inner.seq(), part.present(), 0));
    }
  }

  private void executeInOrder(Session session, @Nullable Arrived first) {
    for (Arrived request = first;
        request != null;
        request = sessions.early().release(session.sid(), session.requests().next())) {
      boolean goesOn = execute(session, request) && sessions.find(session.sid()) != null;
      if (!goesOn) {
        return; // too fast, no room, or the session has ended: what is held behind XIT is never
        // executed
      }
    }
  }

  /// Returns whether the request was decided. When it came too fast, or there is no room even for a
  /// refusal, it was not: it is as if it had not arrived, and the client will repeat it.
  private boolean execute(Session session, Arrived arrived) {
    Inner inner = arrived.request();
    long waitNanos = rates.waitNanos(session.user(), ticker.nanos());
    if (waitNanos > 0) {
      answers.putOff(session, inner, waitNanos);
      return false;
    }
    Asked asked = ask(inner);
    Decision decision = roomFor(inner, decide(session, asked));
    if (!commit.hasRoomForRefusal()) {
      return false;
    }
    long lsn = commit.nextLsn();
    session.requests().decided(inner.seq());
    Reply reply = decision.reply();
    rates.spend(session.user(), reply.isOk() ? 1 : CommandRates.REFUSAL, ticker.nanos());
    Decision.Do happens = decision instanceof Decision.Do it ? it : null;
    Event event = happens == null ? null : happens.event();
    commit.add(
        new JournalEntry.Answered(session.sid().hex(), inner.seq(), inner.x(), reply),
        event,
        happens == null ? null : happens.act(),
        () -> {
          session.requests().durable(inner.seq(), reply);
          int bytes = answers.respond(session, inner, reply, arrived.atNanos());
          tell(session, asked, reply, (ticker.nanos() - arrived.atNanos()) / 1000, bytes);
          happened(session, lsn, event);
        });
    if (commit.isFull()) {
      commit.commit();
    }
    return true;
  }

  private void happened(Session session, long lsn, @Nullable Event event) {
    switch (event) {
      case Event.MessagePosted post -> notices.posted(lsn, post);
      case Event.SessionClosed _ -> sessions.exited(session);
      case null, default -> {
        // Nobody else needs to know at once.
      }
    }
  }

  /// What a datagram asks for: a change, or what is wrong with it.
  private record Asked(Body body, Request.@Nullable Change change, Code code, String complaint) {}

  private static Asked ask(Inner inner) {
    Body body = Body.of(inner.body());
    try {
      return body.request() instanceof Request.Change change
          ? new Asked(body, change, Code.OK, "")
          : new Asked(body, null, Code.USAGE, "this travels as a query");
    } catch (InvalidValue e) {
      return new Asked(body, null, Code.BAD_NAME, String.valueOf(e.getMessage()));
    }
  }

  private Decision decide(Session session, Asked asked) {
    Request.Change change = asked.change();
    if (change == null) {
      return new Decision.Refuse(Reply.refused(asked.code(), asked.complaint()));
    }
    try {
      Caller caller = sessions.caller(session, commit.nextLsn());
      return handlers.decide(caller, change, asked.body());
    } catch (TextNotShown e) {
      return new Decision.Refuse(Reply.refused(Code.READ_ONLY, String.valueOf(e.getMessage())));
    } catch (DiskFailure e) {
      throw e;
    } catch (RuntimeException e) {
      return new Decision.Refuse(answers.mistake("decide a request of " + session.user(), e));
    }
  }

  private void tell(Session session, Asked asked, Reply reply, long micros, int sentBytes) {
    Request.Change change = asked.change();
    if (change != null) {
      int bytes = asked.body().json().length + asked.body().tail().length;
      events.accept(new CommandEvent.Issued(session.user(), change, bytes));
      events.accept(new CommandEvent.Done(session.user(), change, reply.code(), micros, sentBytes));
    }
  }

  private Decision roomFor(Inner inner, Decision decision) {
    boolean grows =
        decision instanceof Decision.Do(Event event, _, _)
            && !(event instanceof Event.SessionClosed); // leaving is always possible
    return grows && !commit.hasRoomForChange(inner.body().length)
        ? new Decision.Refuse(
            Reply.refused(Code.READ_ONLY, "the server's disk is full; reading still works"))
        : decision;
  }
}
