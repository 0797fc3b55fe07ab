package forum.client.link;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.machine.Ticker;
import forum.machine.UdpPort;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running link to one server, sealed unless told otherwise: one socket, one thread. All methods
/// may be called by any thread; futures complete on the link's thread, listeners are called on it,
/// and neither may block it.
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
  /// @param repeated how often a request was sent again
  /// @param unanswered requests without an answer
  public record Status(
      Duration silence, long roundTripMicros, long sent, long repeated, int unanswered) {}

  /// What the server said about a user name: a login that waits for the password. Good once.
  public static final class Challenged {
    private final Admission.Step step;

    private Challenged(Admission.Step step) {
      this.step = step;
    }

    /// Who wants to log in.
    public UserName user() {
      return step.login().user();
    }

    /// Whether nobody has the name; [ServerLink#finishLogin] will then register it.
    public boolean fresh() {
      return step.login().fresh();
    }

    /// Whether registering it takes an invitation.
    public boolean asksForInvitation() {
      return step.login().asksForInvitation();
    }
  }

  /// What the server said to the right password.
  ///
  /// @param lastSeen time and address of the last login, empty when there was none
  public record Welcome(UserName user, boolean fresh, String lastSeen) {}

  private static final byte[] NOTHING = new byte[0];

  private final InetSocketAddress server;
  private final boolean clear;
  private final LinkThread thread;
  private final Admission admission;
  private volatile @Nullable ServerKey trusted;

  private ServerLink(
      InetSocketAddress server,
      Options options,
      boolean clear,
      DatagramPort port,
      Ticker ticker,
      Chance chance) {
    this.server = server;
    this.clear = clear;
    this.thread = new LinkThread(server, options, clear, port, ticker, chance);
    this.admission =
        new Admission(
            ticker,
            options.timeout().toNanos(),
            user -> new Login(user, options.notices(), chance, thread::binding, isPrivate()),
            request -> send(request, NOTHING),
            thread::enter);
  }

  /// Opens a socket and starts the thread, which begins to make keys with the server. Nothing but
  /// that is sent before [#trust].
  public static ServerLink open(InetSocketAddress server, Options options) throws IOException {
    return open(server, options, port(server), Ticker.system(), Chance.system());
  }

  /// The same on the given socket.
  public static ServerLink open(
      InetSocketAddress server, Options options, DatagramPort port, Ticker ticker, Chance chance) {
    return started(new ServerLink(server, options, false, port, ticker, chance));
  }

  /// Opens a socket and starts the thread; all that will be said is said in the clear.
  public static ServerLink inTheClear(InetSocketAddress server, Options options)
      throws IOException {
    return started(
        new ServerLink(server, options, true, port(server), Ticker.system(), Chance.system()));
  }

  private static UdpPort port(InetSocketAddress server) throws IOException {
    boolean local = server.getAddress().isLoopbackAddress();
    return UdpPort.open(
        local ? new InetSocketAddress(server.getAddress(), 0) : new InetSocketAddress(0));
  }

  private static ServerLink started(ServerLink link) {
    link.thread.start();
    return link;
  }

  /// Whether nobody else can read what is said.
  public boolean isPrivate() {
    return !clear || server.getAddress().isLoopbackAddress();
  }

  /// Whether nothing is sealed.
  public boolean isInTheClear() {
    return clear;
  }

  /// Completes with the key that the server has proven to have, or exceptionally with a
  /// [LinkFailure]. Not for a link in the clear.
  public CompletableFuture<ServerKey> connected() {
    return thread.connected();
  }

  /// The key, that of [#connected], is the right one: the link may be used.
  public void trust(ServerKey key) {
    trusted = key;
    thread.trust(key);
  }

  /// The key that was found right; empty before that, and in the clear.
  public Optional<ServerKey> trusted() {
    return Optional.ofNullable(trusted);
  }

  /// Says who wants to log in. Completes with the challenge, or exceptionally with [Refused] or a
  /// [LinkFailure].
  public CompletableFuture<Challenged> beginLogin(UserName user, boolean takeover) {
    return admission.begin(user, takeover, false).thenApply(Challenged::new);
  }

  /// What a proof is bound to that is made now.
  public ChannelBinding binding() {
    return thread.binding();
  }

  /// Proves the password or, for a fresh name, registers it. Takes 0.15 s of computing and more, on
  /// a thread of its own. A server that has forgotten who wants to log in, since it was started
  /// anew meanwhile, is told again. Completes exceptionally with [Refused] (AUTH_FAILED,
  /// ALREADY_ON_LINE, …) or a [LinkFailure].
  public CompletableFuture<Welcome> finishLogin(Challenged challenged, Password password) {
    return admission.finish(challenged.step, login -> login.proof(password));
  }

  /// The same with the code of an invitation.
  public CompletableFuture<Welcome> finishLogin(
      Challenged challenged, Password password, String invitation) {
    return admission.finish(challenged.step, login -> login.proof(password, invitation));
  }

  /// Logs in with a token, all at once. Completes exceptionally as [#finishLogin] does.
  public CompletableFuture<Welcome> login(AccessToken token, boolean takeover) {
    return admission
        .begin(token.user(), takeover, true)
        .thenCompose(step -> admission.finish(step, login -> login.proof(token)));
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
    thread.submit(exchange);
    return exchange.future;
  }

  /// What the link knows about the path.
  public Status status() {
    return thread.status();
  }

  /// Closes the socket and ends the thread; the session stays open at the server (send
  /// [Request.Exit] first to end it). Unanswered requests fail.
  @Override
  public void close() {
    thread.close();
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
