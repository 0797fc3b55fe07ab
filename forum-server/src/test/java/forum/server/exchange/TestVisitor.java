package forum.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.BadChallenge;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.testkit.SimulatedPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks a [TestService] and gets what it answers at once.
final class TestVisitor {
  private static final int FIRST_PORT = 40_000;
  private static final byte[] NOTHING = new byte[0];

  private final TestService service;
  private final SimulatedPort port;
  private final long aid;
  private Frame.Cookie cookie = Frame.Cookie.NONE;
  private Token token = Token.NONE;
  private long queries;
  private long changes;
  private @Nullable GoneReason gone;
  private int putOffMillis;

  TestVisitor(TestService service, String host) {
    this.service = service;
    this.aid = service.chance.number();
    int number = FIRST_PORT + (int) (service.chance.fraction() * 20_000);
    this.port = service.network.open(new InetSocketAddress(host, number));
  }

  /// Logs in.
  ///
  /// @throws AssertionError when that is refused
  void login(String name, String password) {
    Reply reply = tryLogin(name, password);
    if (!reply.isOk()) {
      throw new AssertionError(reply.toString());
    }
  }

  /// Asks for the challenge alone.
  Reply begin(String name) {
    return begin(name, "abcdefghijklmnopqrst");
  }

  Reply begin(String name, String nonce) {
    return query(start(name, nonce, false), NOTHING);
  }

  /// Sends the proof alone.
  Reply finish(String name, String nonce, Reply.Challenge challenge, String password) {
    ClientLogin login = new ClientLogin(new UserName(name), nonce, ChannelBinding.NONE, 1);
    return query(proof(login, challenge, password), NOTHING);
  }

  /// Sends a query whose body is whatever it is, and does not wait for an answer.
  void mumble(byte[] body) {
    send(Inner.whole(Inner.Kind.QUERY, 0, ++queries, 0, 0, body));
    service.turn();
    receive();
  }

  private static Request.LoginStart start(String name, String nonce, boolean takeover) {
    return new Request.LoginStart(new UserName(name), nonce, "test", 1, takeover);
  }

  /// Logs in or registers, as the server wants it.
  ///
  /// @return the last answer
  Reply tryLogin(String name, String password) {
    String nonce = Nonce.random(service.chance);
    Reply first = query(start(name, nonce, false), NOTHING);
    Reply.Challenge challenge = first.challenge();
    if (challenge == null) {
      return first;
    }
    ClientLogin login = new ClientLogin(new UserName(name), nonce, ChannelBinding.NONE, 1);
    Reply reply = query(proof(login, challenge, password), NOTHING);
    if (reply.session() != null) {
      entered(reply.session());
    }
    return reply;
  }

  /// Registers with an invitation.
  Reply invited(String name, String password, String code) {
    String nonce = Nonce.random(service.chance);
    Reply first = query(start(name, nonce, false), NOTHING);
    Reply.Challenge challenge = first.challenge();
    if (challenge == null) {
      return first;
    }
    ClientLogin login = new ClientLogin(new UserName(name), nonce, ChannelBinding.NONE, 1);
    Request proof = proof(login, challenge, password);
    return query(
        proof instanceof Request.Register register ? register.invitedBy(code) : proof, NOTHING);
  }

  private Request proof(ClientLogin login, Reply.Challenge challenge, String password) {
    try {
      return challenge.fresh()
          ? login.register(challenge, Password.of(password), service.chance, false)
          : login.renew(challenge, Password.of(password), service.chance, false);
    } catch (BadChallenge e) {
      throw new AssertionError(e);
    }
  }

  /// Makes a token.
  Reply create(AccessToken token, String name, String scope, long seconds) {
    return change(new Request.CreateToken(name, scope, seconds, token.digest()));
  }

  /// Logs in with a token.
  Reply enter(AccessToken token) {
    String nonce = Nonce.random(service.chance);
    Reply first =
        query(new Request.LoginStart(token.user(), nonce, "test", 1, false, true), NOTHING);
    Reply.Challenge challenge = first.challenge();
    if (challenge == null) {
      return first;
    }
    ClientLogin login = new ClientLogin(token.user(), nonce, ChannelBinding.NONE, 1);
    try {
      Reply reply = query(login.finish(challenge, token, false), NOTHING);
      if (reply.session() != null) {
        assertThat(login.isTrusted(reply.session())).isTrue();
        entered(reply.session());
      }
      return reply;
    } catch (BadChallenge e) {
      throw new AssertionError(e);
    }
  }

  private void entered(Reply.Session session) {
    token = Token.ofHex(session.sid());
    gone = null;
    changes = 0;
  }

  /// Asks for the challenge that changing the password begins with.
  Reply beginPassword(String nonce) {
    return query(new Request.PasswordStart(nonce));
  }

  /// Changes the password, as the challenge wants it.
  Reply password(String name, String old, String wanted) {
    String nonce = Nonce.random(service.chance);
    Reply first = beginPassword(nonce);
    return first.challenge() == null
        ? first
        : change(passwordFinish(name, nonce, first.challenge(), old, wanted));
  }

  Request.PasswordFinish passwordFinish(
      String name, String nonce, Reply.Challenge challenge, String old, String wanted) {
    try {
      return new ClientLogin(new UserName(name), nonce, ChannelBinding.NONE, 1)
          .change(challenge, Password.of(old), Password.of(wanted), service.chance);
    } catch (BadChallenge e) {
      throw new AssertionError(e);
    }
  }

  /// Asks for the same change once more, as if the answer had been lost.
  Reply again(Request.Change change) {
    return ask(Inner.Kind.REQUEST, changes, Body.request(change, NOTHING));
  }

  /// Why the session is over, null while it is not known to be.
  @Nullable GoneReason gone() {
    service.turn();
    receive();
    return gone;
  }

  Reply change(Request.Change change) {
    return change(change, "");
  }

  Reply change(Request.Change change, String tail) {
    return ask(Inner.Kind.REQUEST, ++changes, Body.request(change, tail.getBytes(UTF_8)));
  }

  Reply create(String title) {
    return change(new Request.CreateThread(new ThreadTitle(title)));
  }

  Reply post(String title, String text) {
    return change(new Request.PostMessage(new ThreadTitle(title)), text);
  }

  /// Sends the next change once.
  ///
  /// @return the answer; null when there is none, and then it is still the next
  @Nullable Reply tryChange(Request.Change change, String tail) {
    Reply reply = once(changes + 1, change, tail);
    changes += reply == null ? 0 : 1;
    return reply;
  }

  /// Sends the last change again.
  @Nullable Reply repeat(Request.Change change, String tail) {
    return once(changes, change, tail);
  }

  private @Nullable Reply once(long seq, Request.Change change, String tail) {
    putOffMillis = 0;
    byte[] body = Body.request(change, tail.getBytes(UTF_8)).bytes();
    send(Inner.whole(Inner.Kind.REQUEST, 0, seq, seq, 0, body));
    service.turn();
    return receive();
  }

  /// Sends a query once and turns nothing.
  void sendQuery(Request.Query query) {
    putOffMillis = 0;
    send(Inner.whole(Inner.Kind.QUERY, 0, ++queries, 0, 0, Body.request(query, NOTHING).bytes()));
  }

  /// Asks for the challenge, once and without a turn; the cookie has to be known.
  void sendBegin(String name) {
    sendQuery(start(name, "abcdefghijklmnopqrst", false));
  }

  /// What has arrived since.
  @Nullable Reply received() {
    return receive();
  }

  /// How long the server wanted the last request to wait; 0 when it did not.
  int putOffMillis() {
    return putOffMillis;
  }

  Reply query(Request.Query query) {
    return query(query, NOTHING);
  }

  private Reply query(Request query, byte[] tail) {
    return ask(Inner.Kind.QUERY, ++queries, Body.request(query, tail));
  }

  private Reply ask(Inner.Kind kind, long seq, Body body) {
    for (int attempt = 0; attempt < 20; attempt++) {
      send(Inner.whole(kind, attempt, seq, seq, 0, body.bytes()));
      service.turn();
      Reply reply = receive();
      if (reply != null) {
        return reply;
      }
      if (gone != null) {
        throw new AssertionError("the session is over: " + gone);
      }
      service.pass(100);
    }
    throw new AssertionError("no answer to " + new String(body.json(), UTF_8));
  }

  private void send(Inner inner) {
    Frame frame =
        token.equals(Token.NONE)
            ? new Frame.Stranger(aid, cookie, inner)
            : new Frame.Plain(token, inner);
    ByteBuffer datagram = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(datagram);
    port.send(TestService.ADDRESS, datagram.flip());
  }

  private @Nullable Reply receive() {
    Reply last = null;
    ByteBuffer datagram = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
    while (port.receive(datagram.clear()) != null) {
      Reply reply = take(datagram);
      last = reply == null ? last : reply;
    }
    return last;
  }

  private @Nullable Reply take(ByteBuffer datagram) {
    try {
      Frame frame = Frame.readFrom(datagram);
      if (frame instanceof Frame.Retry(_, Frame.Cookie fresh)) {
        cookie = fresh;
        return null;
      }
      Inner inner =
          frame instanceof Frame.Plain plain
              ? plain.inner()
              : frame instanceof Frame.Stranger stranger ? stranger.inner() : null;
      return take(Objects.requireNonNull(inner));
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      throw new AssertionError(e);
    }
  }

  private @Nullable Reply take(Inner inner) throws MalformedDatagram {
    if (inner.kind() == Inner.Kind.GONE) {
      gone = GoneReason.of(inner.t());
    }
    if (inner.kind() == Inner.Kind.WAIT) {
      putOffMillis = inner.t();
    }
    boolean isAnswer = inner.kind() == Inner.Kind.ANSWER || inner.kind() == Inner.Kind.RESPONSE;
    return isAnswer ? Body.of(inner.body()).reply() : null;
  }
}
