package forum.server.exchange;

import forum.protocol.Reply;
import forum.protocol.wire.Inner;
import forum.server.commit.GroupCommit;

/// Answers those who have no session. What an answer tells may have happened in the open group:
/// then it waits for the commit; and where names are hidden, until a fixed time after it was asked
/// for. Owned by the command loop.
final class LoginAnswers {
  /// A reply, and the last entry of the journal that it takes into account.
  record Told(Reply reply, long lsn) {}

  private final GroupCommit commit;
  private final Answers answers;
  private final SessionRules rules;
  private final SteadyAnswers steady = new SteadyAnswers();
  private long askedNanos;

  LoginAnswers(GroupCommit commit, Answers answers, SessionRules rules) {
    this.commit = commit;
    this.answers = answers;
    this.rules = rules;
  }

  /// What is answered from now on was asked for at this moment.
  void asked(long nowNanos) {
    askedNanos = nowNanos;
  }

  /// Answers `query`.
  ///
  /// @return what to repeat when the query is
  Told answer(Login.Key to, Inner query, Reply reply) {
    Told told = new Told(reply, commit.nextLsn() - 1);
    repeat(to, query, told);
    return told;
  }

  /// Answers `query` with what was told before.
  void repeat(Login.Key to, Inner query, Told told) {
    long arrivedNanos = askedNanos;
    Runnable answer =
        () -> answers.answer(to.peer(), to.aid(), query, told.reply(), told.lsn(), arrivedNanos);
    commit.whenDurable(rules.areHidden() ? () -> steady.add(arrivedNanos, answer) : answer);
  }

  /// Gives the answers whose time has come; after the commit.
  ///
  /// @return when to call again
  long tick(long nowNanos) {
    return steady.tick(nowNanos);
  }
}
