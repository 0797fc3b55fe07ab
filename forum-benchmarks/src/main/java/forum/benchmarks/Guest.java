package forum.benchmarks;

import forum.client.link.Answer;
import forum.client.link.Conversation;
import forum.client.link.Exchange;
import forum.client.link.LinkFailure;
import forum.client.link.Login;
import forum.client.link.SealedWay;
import forum.client.link.ServerLink;
import forum.machine.Chance;
import forum.machine.Ticker;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.MalformedDatagram;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A user of the forum: the protocol as the real client speaks it, without the client's thread.
/// Owned by the crowd's thread.
final class Guest implements Caller {
  private static final Password PASSWORD = Password.of("a password for measuring");
  private static final long TIMEOUT_NANOS = 30_000_000_000L;
  private static final byte[] NOTHING = {};

  private final UserName user;
  private final Seat.Line line;
  private final Ticker ticker = Ticker.system();
  private final Conversation conversation;
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(Limits.DATAGRAM_BYTES);
  private final @Nullable SealedWay way;
  private @Nullable Throwable trouble;

  Guest(String name, Seat.Line line, boolean sealed) {
    this.user = new UserName(name);
    this.line = line;
    this.conversation =
        new Conversation(
            Chance.system(), TIMEOUT_NANOS, this::say, _ -> {}, (request, answer) -> {});
    this.way = sealed ? way() : null;
  }

  private SealedWay way() {
    return new SealedWay(
        Chance.system(), "forum", 10005, conversation.aid(), this::transmit, new Within());
  }

  private final class Within implements SealedWay.Inside {
    @Override
    public void receive(Frame frame, long nowNanos) {
      conversation.receive(frame, nowNanos);
    }

    @Override
    public void reopened(long nowNanos) {
      conversation.reopened(nowNanos);
    }

    @Override
    public void lost(String why) {
      trouble = new IllegalStateException(why);
    }
  }

  private void say(Frame frame) {
    if (way == null) {
      transmit(frame);
    } else {
      way.send(frame);
    }
  }

  private void transmit(Frame frame) {
    outgoing.clear();
    frame.writeTo(outgoing);
    line.send(outgoing.flip());
  }

  /// Registers. Takes some tenths of a second of computing.
  void logIn() {
    if (way == null) {
      logIn(() -> ChannelBinding.NONE);
      return;
    }
    SealedWay sealed = way;
    then(
        sealed.connected(),
        key -> {
          sealed.trust(key);
          logIn(sealed::binding);
        });
    sealed.connect(ticker.nanos());
  }

  private void logIn(Supplier<ChannelBinding> binding) {
    Login login = new Login(user, false, Chance.system(), binding, true);
    then(ask(login.start(false)), answer -> prove(login, answer.reply()));
  }

  private void prove(Login login, Reply challenge) {
    try {
      login.challenged(challenge);
      then(ask(login.proof(PASSWORD)), answer -> enter(login, answer.reply()));
    } catch (ServerLink.Refused | LinkFailure e) {
      throw new IllegalStateException(e);
    }
  }

  private void enter(Login login, Reply reply) {
    try {
      conversation.enter(login.entered(reply), ticker.nanos());
    } catch (ServerLink.Refused | LinkFailure e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isInSession() {
    return conversation.isInSession();
  }

  /// The errand, done by this guest.
  Operation on(Errand errand) {
    return done -> then(errand.run(this), _ -> done.run());
  }

  /// Goes on when the answer has come; a failure shows at the next [#tick].
  private <T> void then(CompletableFuture<T> asked, Consumer<T> next) {
    asked.thenAccept(next).exceptionally(this::failed);
  }

  /// Asks for something that is nothing but JSON.
  CompletableFuture<Answer> ask(Request request) {
    return ask(request, Body.request(request, NOTHING).bytes());
  }

  /// Asks for something. A refusal is a failure.
  CompletableFuture<Answer> ask(Request request, byte[] body) {
    Exchange exchange = new Exchange(request, body, false);
    conversation.submit(exchange, ticker.nanos());
    return exchange.future.thenApply(Guest::accepted);
  }

  private static Answer accepted(Answer answer) {
    if (!answer.reply().isOk()) {
      throw new IllegalStateException("refused: " + answer.reply());
    }
    return answer;
  }

  private @Nullable Void failed(Throwable failure) {
    trouble = failure;
    return null;
  }

  @Override
  public void receive(ByteBuffer datagram, long nowNanos) {
    try {
      Frame frame = Frame.readFrom(datagram);
      if (way == null) {
        conversation.receive(frame, nowNanos);
      } else {
        way.receive(frame, nowNanos);
      }
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (trouble != null) {
      throw new IllegalStateException(user + " is not served", trouble);
    }
    conversation.tick(nowNanos);
    if (way != null) {
      way.tick(nowNanos, 0);
    }
  }

  /// How many requests were sent again.
  long repeated() {
    return conversation.repeated();
  }
}
