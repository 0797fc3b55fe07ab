package forum.server.exchange;

import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ServerLogin;
import forum.protocol.wire.Inner;
import forum.server.net.Peer;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One login: who asks for what, and how far it has come.
///
/// ```
///   Begun --challenge--> Challenged --right--> [Proven -->] Admitted --durable--> Ended
///      \--refusal--> Refused       \--wrong--------------------------------------/
/// ```
///
/// Rivals are asked in `Begun`, or in `Proven` where names are hidden. Where they live, the login
/// is refused, or has ended.
final class Login {
  /// Where the client is, and which of the logins from there this is.
  record Key(Peer peer, long aid) {
    InetSocketAddress from() {
      return peer.address();
    }
  }

  /// How far a login has come.
  sealed interface Stage {
    /// What the client has to answer; null where it has nothing to.
    default @Nullable ServerLogin challenge() {
      return null;
    }

    /// The client was told nothing so far.
    record Begun() implements Stage {}

    /// The client was told why there is no challenge.
    record Refused() implements Stage {}

    /// The client has a challenge and did not answer it so far.
    record Challenged(ServerLogin challenge) implements Stage {}

    /// The answer was right, and rivals are asked before anything is told about it.
    ///
    /// @param query the one that is to be answered
    record Proven(ServerLogin challenge, Inner query, Judgement.Right right) implements Stage {}

    /// The session is open as soon as it is durable.
    record Admitted(ServerLogin challenge) implements Stage {}

    /// The client was told the outcome, `told`.
    record Ended(ServerLogin challenge, LoginAnswers.Told told) implements Stage {}
  }

  private final Key key;
  private final Inner query;
  private final Request.LoginStart start;
  private final long beganNanos;
  private LoginAnswers.@Nullable Told started;
  private Stage stage = new Stage.Begun();
  private long askedNanos;
  private long nextProbeNanos;

  Login(Key key, Inner query, Request.LoginStart start, long nowNanos) {
    this.key = key;
    this.query = query;
    this.start = start;
    this.beganNanos = nowNanos;
    this.askedNanos = nowNanos;
    this.nextProbeNanos = nowNanos;
  }

  Key key() {
    return key;
  }

  /// The query that it began with.
  Inner query() {
    return query;
  }

  Request.LoginStart start() {
    return start;
  }

  UserName user() {
    return start.user();
  }

  InetSocketAddress from() {
    return key.from();
  }

  /// Whether it began more than `nanos` ago.
  boolean isOlderThan(long nanos, long nowNanos) {
    return nowNanos - beganNanos > nanos;
  }

  /// What its beginning was answered with; null before that.
  LoginAnswers.@Nullable Told started() {
    return started;
  }

  Stage stage() {
    return stage;
  }

  /// Whether it waits for rivals.
  boolean isAsking() {
    return stage instanceof Stage.Begun || stage instanceof Stage.Proven;
  }

  /// Since when rivals show by any sign that they live.
  long askedNanos() {
    return askedNanos;
  }

  /// When rivals are to be asked again.
  long nextProbeNanos() {
    return nextProbeNanos;
  }

  /// Rivals were asked.
  void probed(long nextNanos) {
    nextProbeNanos = nextNanos;
  }

  /// There is no challenge.
  void refused(LoginAnswers.Told told) {
    started = told;
    stage = new Stage.Refused();
  }

  void challenged(ServerLogin challenge, LoginAnswers.Told told) {
    started = told;
    stage = new Stage.Challenged(challenge);
  }

  /// The client has answered rightly, and rivals are to be asked from `nowNanos` on.
  void proven(Inner answer, Judgement.Right right, long nowNanos) {
    askedNanos = nowNanos;
    stage = new Stage.Proven(challenge(), answer, right);
  }

  void admitted() {
    stage = new Stage.Admitted(challenge());
  }

  void ended(LoginAnswers.Told told) {
    stage = new Stage.Ended(challenge(), told);
  }

  /// What its client has answered or is going to; not before there is something.
  ServerLogin challenge() {
    return Objects.requireNonNull(stage.challenge());
  }

  /// Whether `snonce` is that of its challenge.
  boolean isAnsweredWith(String snonce) {
    ServerLogin challenge = stage.challenge();
    return challenge != null && challenge.challenge().snonce().equals(snonce);
  }
}
