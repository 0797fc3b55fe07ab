package forum.client.link;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.machine.Ticker;
import forum.machine.UdpPort;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.MalformedDatagram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A running link to one server: one socket, one thread. All methods may be called by any thread;
/// futures complete on the link's thread, listeners are called on it, and neither may block it.
public final class ServerLink implements AutoCloseable {
  /// How a link behaves.
  ///
  /// @param timeout how long a request may stay unanswered before its future fails
  /// @param notices whether news is wanted
  /// @param onNotice receives it
  /// @param onSettled is told what became of a change whose future had already failed because no
  ///   confirmation came in time
  public record Options(
      Duration timeout,
      boolean notices,
      Consumer<Notice> onNotice,
      BiConsumer<Request, Answer> onSettled) {}

  /// What the link knows about the path.
  ///
  /// @param silence time since the server was last heard while something was unanswered, else zero
  /// @param roundTripMicros smoothed round-trip time, 0 when not measured yet
  /// @param sent datagrams sent
  /// @param repeated how many of them were repetitions
  /// @param unanswered requests without an answer
  public record Status(
      Duration silence, long roundTripMicros, long sent, long repeated, int unanswered) {}

  /// What the server said about a user name: a login that waits for the password. Good once.
  public static final class Challenged {
    private final Login login;

    private Challenged(Login login) {
      this.login = login;
    }

    /// Who wants to log in.
    public UserName user() {
      return login.user();
    }

    /// Whether nobody has the name; [ServerLink#finishLogin] will then register it.
    public boolean fresh() {
      return login.fresh();
    }
  }

  /// What the server said to the right password.
  ///
  /// @param lastSeen time and address of the last login, empty when there was none
  public record Welcome(UserName user, boolean fresh, String lastSeen) {}

  private static final int COMMANDS_MAX = 4096;
  private static final byte[] NOTHING = new byte[0];

  private final InetSocketAddress server;
  private final Options options;
  private final DatagramPort port;
  private final Ticker ticker;
  private final Chance chance;
  private final Conversation conversation;
  private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
  private final ByteBuffer outgoing = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
  private final Thread thread;
  private volatile boolean closed;
  private volatile Status status = new Status(Duration.ZERO, 0, 0, 0, 0);

  private ServerLink(
      InetSocketAddress server, Options options, DatagramPort port, Ticker ticker, Chance chance) {
    this.server = server;
    this.options = options;
    this.port = port;
    this.ticker = ticker;
    this.chance = chance;
    this.conversation =
        new Conversation(
            chance,
            options.timeout().toNanos(),
            this::transmit,
            options.onNotice(),
            options.onSettled());
    this.thread = Thread.ofPlatform().name("link").daemon().unstarted(this::run);
  }

  /// Opens a socket and starts the thread; nothing is sent yet.
  public static ServerLink open(InetSocketAddress server, Options options) throws IOException {
    boolean local = server.getAddress().isLoopbackAddress();
    InetSocketAddress from =
        local ? new InetSocketAddress(server.getAddress(), 0) : new InetSocketAddress(0);
    return open(server, options, UdpPort.open(from), Ticker.system(), Chance.system());
  }

  /// Starts the thread on the given socket; nothing is sent yet.
  public static ServerLink open(
      InetSocketAddress server, Options options, DatagramPort port, Ticker ticker, Chance chance) {
    ServerLink link = new ServerLink(server, options, port, ticker, chance);
    link.thread.start();
    return link;
  }

  /// Says who wants to log in. Completes with the challenge, or exceptionally with [Refused] or a
  /// [LinkFailure].
  public CompletableFuture<Challenged> beginLogin(UserName user, boolean takeover) {
    Login login = new Login(user, options.notices(), chance);
    return send(login.start(takeover), NOTHING)
        .thenCompose(answer -> challenged(login, answer.reply()));
  }

  private static CompletableFuture<Challenged> challenged(Login login, Reply reply) {
    try {
      login.challenged(reply);
      return CompletableFuture.completedFuture(new Challenged(login));
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Proves the password or, for a fresh name, registers it. Takes 0.15 s of computing and more, on
  /// a thread of its own. Completes exceptionally with [Refused] (AUTH_FAILED, ALREADY_ON_LINE, …)
  /// or a [LinkFailure].
  public CompletableFuture<Welcome> finishLogin(Challenged challenged, Password password) {
    return CompletableFuture.supplyAsync(
            () -> proof(challenged.login, password), Thread.ofVirtual().name("password")::start)
        .thenCompose(proof -> send(proof, NOTHING))
        .thenCompose(answer -> welcomed(challenged.login, answer.reply()));
  }

  private static Request proof(Login login, Password password) {
    try {
      return login.proof(password);
    } catch (LinkFailure e) {
      throw new CompletionException(e);
    }
  }

  /// On the link's thread, so that the very next request already goes through the session.
  private CompletableFuture<Welcome> welcomed(Login login, Reply reply) {
    try {
      conversation.enter(login.entered(reply), ticker.nanos());
      return CompletableFuture.completedFuture(login.welcome(reply));
    } catch (Refused | LinkFailure e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Sends a request with the bytes behind it, in order: a later request never overtakes an earlier
  /// one that could see or change the same. Completes with the reply (refusals are replies), or
  /// exceptionally with a [LinkFailure].
  public CompletableFuture<Answer> send(Request request, byte[] tail) {
    return submit(new Exchange(request, Body.request(request, tail).bytes(), false));
  }

  /// Sends a query that neither waits for what was asked before nor holds up what comes after: for
  /// completion and status lines.
  public CompletableFuture<Answer> sendAside(Request.Query query) {
    return submit(new Exchange(query, Body.request(query, NOTHING).bytes(), true));
  }

  private CompletableFuture<Answer> submit(Exchange exchange) {
    boolean taken = !closed && commands.offer(() -> conversation.submit(exchange, ticker.nanos()));
    if (!taken) {
      exchange.future.completeExceptionally(
          new LinkFailure.NoAnswer(closed ? "the link is closed" : "too many requests at once"));
    }
    port.wakeUp();
    return exchange.future;
  }

  /// What the link knows about the path.
  public Status status() {
    return status;
  }

  /// Closes the socket and ends the thread; the session stays open at the server (send
  /// [Request.Exit] first to end it). Unanswered requests fail.
  @Override
  public void close() {
    closed = true;
    port.wakeUp();
  }

  private void run() {
    ByteBuffer incoming = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
    try (port) {
      while (!closed) {
        turn(incoming);
      }
    } catch (IOException e) {
      conversation.leave("local: " + e.getMessage());
    } finally {
      closed = true;
      commands.forEach(Runnable::run);
      conversation.leave("the link is closed");
    }
  }

  private void turn(ByteBuffer incoming) throws IOException {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
    long next = conversation.tick(ticker.nanos());
    publishStatus();
    port.await(Math.max(0, next - ticker.nanos()));
    for (InetSocketAddress from = port.receive(incoming);
        from != null;
        from = port.receive(incoming)) {
      if (from.equals(server)) {
        receive(incoming);
      }
    }
  }

  private void receive(ByteBuffer incoming) {
    try {
      conversation.receive(Frame.readFrom(incoming), ticker.nanos());
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      // Noise on the wire, as good as lost.
    }
  }

  private void transmit(Frame frame) {
    outgoing.clear();
    frame.writeTo(outgoing);
    try {
      port.send(server, outgoing.flip());
    } catch (IOException e) {
      conversation.leave("local: " + e.getMessage());
      closed = true;
    }
  }

  private void publishStatus() {
    long now = ticker.nanos();
    status =
        new Status(
            Duration.ofNanos(conversation.silenceNanos(now)),
            conversation.roundTripNanos() / 1000,
            conversation.sent(),
            conversation.repeated(),
            conversation.unanswered());
  }

  /// A login step the server refused.
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Reply reply;

    Refused(Reply reply) {
      super(reply.code() + (reply.detail() == null ? "" : ": " + reply.detail()));
      this.reply = reply;
    }

    /// The refusal.
    public Reply reply() {
      return reply;
    }
  }
}
