package forum.client.link;

import forum.client.link.ServerLink.Refused;
import forum.client.link.ServerLink.Welcome;
import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.Versions;
import forum.protocol.login.AccessToken;
import forum.protocol.login.BadChallenge;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;
import forum.protocol.wire.Token;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One login as the client sees it: what to ask, and what the answers mean. PROTOCOL.md, section 5.
///
/// ```
///   NEW --start--> ASKED --challenged--> CHALLENGED --proof--> PROVING --entered--> in session
/// ```
///
/// No clock, thread or socket: who owns it carries the requests. Good once.
public final class Login {
  private final UserName user;
  private final boolean notices;
  private final Chance chance;
  private final String nonce;
  private final Supplier<ChannelBinding> binding;
  private final boolean hidden;
  private @Nullable ClientLogin scram;
  private Reply.@Nullable Challenge challenge;

  /// A login of `user` in the clear, on the same computer, who wants news or not.
  public Login(UserName user, boolean notices, Chance chance) {
    this(user, notices, chance, () -> ChannelBinding.NONE, true);
  }

  /// A login of `user` that is worth nothing but in the channel of `binding`, which is asked for
  /// when the challenge is there: a server that restarts before makes another channel necessary.
  ///
  /// @param hidden whether nobody else can read what is said
  public Login(
      UserName user,
      boolean notices,
      Chance chance,
      Supplier<ChannelBinding> binding,
      boolean hidden) {
    this.hidden = hidden;
    this.user = user;
    this.notices = notices;
    this.chance = chance;
    this.nonce = Nonce.random(chance);
    this.binding = binding;
  }

  /// Who wants to log in.
  public UserName user() {
    return user;
  }

  /// The first request.
  public Request.LoginStart start(boolean takeover) {
    return start(takeover, false);
  }

  /// The first request of a login with a password or with a token.
  public Request.LoginStart start(boolean takeover, boolean withToken) {
    return new Request.LoginStart(
        user,
        nonce,
        "forum-client/" + Versions.PROGRAM,
        Versions.WIRE,
        takeover,
        withToken ? Boolean.TRUE : null);
  }

  /// Takes the answer to the first request.
  ///
  /// @throws Refused when it is no challenge
  public void challenged(Reply reply) throws Refused {
    if (!reply.isOk() || reply.challenge() == null) {
      throw new Refused(reply);
    }
    challenge = reply.challenge();
    scram = new ClientLogin(user, nonce, binding.get(), Limits.PASSWORD_ROUNDS_MIN);
  }

  /// Whether nobody has the name: [#proof] will register it.
  public boolean fresh() {
    return challenge().fresh();
  }

  /// Whether a free name can be registered with an invitation only.
  boolean asksForInvitation() {
    return challenge().asksForInvitation();
  }

  /// The second request, with the code of an invitation where that is asked for.
  Request.Query proof(Password password, String invitation) throws LinkFailure.SessionOver {
    Request.Query proof = proof(password);
    return proof instanceof Request.Register register && asksForInvitation()
        ? register.invitedBy(invitation)
        : proof;
  }

  /// The second request. Takes 0.15 s of computing and more.
  ///
  /// @throws LinkFailure.SessionOver when no honest server would ask for this
  public Request.Query proof(Password password) throws LinkFailure.SessionOver {
    if (fresh() && !hidden) {
      throw new LinkFailure.SessionOver("no account is made in the clear, where others can listen");
    }
    try {
      return fresh()
          ? scram().register(challenge(), password, chance, notices)
          : hidden
              ? scram().renew(challenge(), password, chance, notices)
              : scram().finish(challenge(), password, notices);
    } catch (BadChallenge e) {
      throw new LinkFailure.SessionOver("the server cannot be trusted: " + e.getMessage());
    }
  }

  /// The second request of a login with a token.
  ///
  /// @throws LinkFailure.SessionOver when no honest server would ask for this
  public Request.Query proof(AccessToken token) throws LinkFailure.SessionOver {
    try {
      return scram().finish(challenge(), token, notices);
    } catch (BadChallenge e) {
      throw new LinkFailure.SessionOver("the server cannot be trusted: " + e.getMessage());
    }
  }

  /// Takes the answer to the second request.
  ///
  /// @return the session to enter
  /// @throws Refused when it is none
  /// @throws LinkFailure.SessionOver when the server has not proven that it knows the user
  public Token entered(Reply reply) throws Refused, LinkFailure.SessionOver {
    Reply.Session session = reply.session();
    if (!reply.isOk() || session == null) {
      throw new Refused(reply);
    }
    if (!fresh() && !scram().isTrusted(session)) {
      throw new LinkFailure.SessionOver(
          "the server cannot be trusted: it does not know what proves you");
    }
    try {
      return Token.ofHex(session.sid());
    } catch (InvalidValue e) {
      throw new LinkFailure.SessionOver("the server cannot be trusted: " + e.getMessage());
    }
  }

  /// What to tell the user about the answer to the second request.
  Welcome welcome(Reply reply) {
    String lastSeen = reply.session() == null ? null : reply.session().lastSeen();
    return new Welcome(user, fresh(), Objects.requireNonNullElse(lastSeen, ""));
  }

  private ClientLogin scram() {
    return Objects.requireNonNull(scram, "not challenged yet");
  }

  private Reply.Challenge challenge() {
    return Objects.requireNonNull(challenge, "not challenged yet");
  }
}
