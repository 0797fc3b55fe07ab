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
import forum.server.command.QueryAnswer;
import forum.server.command.QueryHandlers;
import forum.server.command.TextNotShown;
import forum.server.commit.GroupCommit;
import forum.server.event.CommandEvent;
import forum.server.event.ServerEvent;
import forum.server.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Answers the queries of sessions. They wait for the end of the turn, when everything that was
/// decided before them is durable and in the files: so nobody reads what a crash could take back.
/// Owned by the command loop.
final class QueryDesk {
  private record Waiting(Session session, Inner query, long arrivedNanos) {}

  private final QueryHandlers handlers;
  private final SessionDesk sessions;
  private final GroupCommit commit;
  private final CommandRates rates;
  private final Answers answers;
  private final Consumer<ServerEvent> events;
  private final Ticker ticker;
  private final List<Waiting> waiting = new ArrayList<>();

  QueryDesk(
      QueryHandlers handlers,
      SessionDesk sessions,
      GroupCommit commit,
      CommandRates rates,
      Answers answers,
      Consumer<ServerEvent> events,
      Ticker ticker) {
    this.handlers = handlers;
    this.sessions = sessions;
    this.commit = commit;
    this.rates = rates;
    this.answers = answers;
    this.events = events;
    this.ticker = ticker;
  }

  /// Takes a query; it is answered by [#answerAll], unless it came too fast.
  void arrived(Session session, Inner query) {
    long nowNanos = ticker.nanos();
    long waitNanos = rates.waitNanos(session.user(), nowNanos);
    if (waitNanos > 0) {
      answers.putOff(session, query, waitNanos);
    } else {
      rates.spend(session.user(), 1, nowNanos);
      waiting.add(new Waiting(session, query, nowNanos));
    }
  }

  /// Answers all that wait. The open group must have been committed.
  void answerAll() {
    for (Waiting next : waiting) {
      Body body = answer(next);
      answers.answer(next.session(), next.query(), body, next.arrivedNanos());
    }
    waiting.clear();
  }

  private Body answer(Waiting next) {
    Body request = Body.of(next.query().body());
    try {
      return request.request() instanceof Request.Query query
          ? answer(next, query)
          : Body.reply(Reply.refused(Code.USAGE, "this travels as a request with a number"));
    } catch (InvalidValue e) {
      return Body.reply(Reply.refused(Code.BAD_NAME, String.valueOf(e.getMessage())));
    } catch (TextNotShown e) {
      return Body.reply(Reply.busy(String.valueOf(e.getMessage()), TextNotShown.RETRY_MILLIS));
    } catch (DiskFailure e) {
      throw e;
    } catch (RuntimeException e) {
      return Body.reply(answers.mistake("answer a query of " + next.session().user(), e));
    }
  }

  private Body answer(Waiting next, Request.Query query) {
    Session session = next.session();
    QueryAnswer answer = handlers.answer(sessions.caller(session, commit.durableLsn()), query);
    Body body = Body.reply(answer.reply(), answer.tail());
    long micros = (ticker.nanos() - next.arrivedNanos()) / 1000;
    int bytes = body.json().length + body.tail().length;
    events.accept(new CommandEvent.Issued(session.user(), query, next.query().body().length));
    events.accept(
        new CommandEvent.Done(session.user(), query, answer.reply().code(), micros, bytes));
    return body;
  }
}
