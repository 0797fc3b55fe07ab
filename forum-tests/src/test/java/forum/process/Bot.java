package forum.process;

import forum.client.library.ForumClient;
import forum.client.library.Selection;
import forum.client.library.TcpTransfers;
import forum.client.link.Answer;
import forum.client.link.ServerLink;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import forum.protocol.login.Password;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user who is a program: the client's link in this JVM, many of which cost little. Never gives
/// up on its own: what it asked for stays asked for while the server is away.
public final class Bot implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long WAIT_SECONDS = 120;
  private static final byte[] NOTHING = new byte[0];

  /// Who it is.
  public final UserName name;

  private final InetSocketAddress server;
  private final ServerLink link;

  private Bot(UserName name, InetSocketAddress server, ServerLink link) {
    this.name = name;
    this.server = server;
    this.link = link;
  }

  /// Logs in, registering the name if it is free.
  public static Bot login(InetSocketAddress server, String name, String password) throws Exception {
    return login(server, name, password, (Consumer<Notice>) null);
  }

  /// Logs in and gives the news to `notices`.
  public static Bot login(
      InetSocketAddress server, String name, String password, @Nullable Consumer<Notice> notices)
      throws Exception {
    return login(server, name, password, patient(notices));
  }

  private static ServerLink.Options patient(@Nullable Consumer<Notice> notices) {
    return new ServerLink.Options(
        PATIENCE,
        notices != null,
        notices == null ? notice -> {} : notices,
        (request, answer) -> {});
  }

  /// Logs in with a link of one's own making.
  public static Bot login(
      InetSocketAddress server, String name, String password, ServerLink.Options options)
      throws Exception {
    ServerLink link = ServerLink.open(server, options);
    try {
      link.trust(get(link.connected()));
    } catch (Exception e) {
      link.close();
      throw e;
    }
    return enter(server, name, password, link);
  }

  /// Logs in and seals nothing; the account is there.
  public static Bot loginInTheClear(InetSocketAddress server, String name, String password)
      throws Exception {
    return enter(server, name, password, ServerLink.inTheClear(server, patient(null)));
  }

  private static Bot enter(InetSocketAddress server, String name, String password, ServerLink link)
      throws Exception {
    UserName user = new UserName(name);
    try {
      ServerLink.Challenged challenged = get(link.beginLogin(user, false));
      get(link.finishLogin(challenged, Password.of(password)));
      return new Bot(user, server, link);
    } catch (Exception e) {
      link.close();
      throw e;
    }
  }

  /// Waits for what was asked.
  public static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer in " + WAIT_SECONDS + " s", e);
    }
  }

  /// Asks for a change and does not wait for it.
  public CompletableFuture<Reply> send(Request.Change change, String text) {
    return link.send(change, text.getBytes(StandardCharsets.UTF_8)).thenApply(Answer::reply);
  }

  /// Asks for a change that has no text.
  public CompletableFuture<Reply> send(Request.Change change) {
    return link.send(change, NOTHING).thenApply(Answer::reply);
  }

  /// Posts and does not wait for it.
  public CompletableFuture<Reply> post(String thread, String text) {
    return send(new Request.PostMessage(new ThreadTitle(thread)), text);
  }

  /// Asks for a change, and for nothing but its success.
  public void does(Request.Change change) throws Exception {
    Reply reply = get(send(change));
    if (!reply.isOk()) {
      throw new IllegalStateException(change + ": " + reply);
    }
  }

  /// The lines of a thread as its readers see them, each cut at its first TAB.
  public List<String> read(String thread) throws Exception {
    ThreadTitle title = new ThreadTitle(thread);
    return lines(page -> new Request.ReadThread(title, null, null, null, null, page));
  }

  /// How many entries a thread has, whichever way they come: over TCP when they are many.
  public long entries(String thread) throws Exception {
    try (Stream<ThreadLine.Entry> entries = forum().read(new ThreadTitle(thread), Selection.ALL)) {
      return entries.count();
    }
  }

  /// The titles of all threads.
  public List<String> list() throws Exception {
    return lines(Request.ListThreads::new);
  }

  private interface Paged {
    Request.Query of(Request.@Nullable Page page);
  }

  private List<String> lines(Paged query) throws Exception {
    Answer answer = ask(query.of(null));
    Reply.View first = answer.reply().view();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(answer.tail());
    while (first.off() + bytes.size() < first.end()) {
      Request.Page page = new Request.Page(first.ver(), first.off() + bytes.size());
      bytes.writeBytes(ask(query.of(page)).tail());
    }
    return Classic.lines(bytes.toString(StandardCharsets.UTF_8));
  }

  private Answer ask(Request.Query query) throws Exception {
    Answer answer = get(link.send(query, NOTHING));
    if (answer.reply().code() != Code.OK || answer.reply().grant() != null) {
      throw new IllegalStateException(query + ": " + answer.reply());
    }
    return answer;
  }

  /// Everything a client can do; transfers go to the server itself, past any relay.
  public ForumClient forum() {
    return new ForumClient(link::send, TcpTransfers.with(link, server, Ticker.system()));
  }

  /// What the link knows about the path.
  public ServerLink.Status status() {
    return link.status();
  }

  /// Datagrams sent, and how many of them were repetitions.
  public String traffic() {
    ServerLink.Status status = link.status();
    return status.sent() + " datagrams, " + status.repeated() + " of them repetitions";
  }

  /// Leaves without saying so.
  @Override
  public void close() {
    link.close();
  }
}
