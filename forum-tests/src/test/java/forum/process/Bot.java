package forum.process;

import forum.client.link.Answer;
import forum.client.link.ServerLink;
import forum.protocol.Code;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
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
import org.jspecify.annotations.Nullable;

/// A user who is a program: the client's link in this JVM, many of which cost little. Never gives
/// up on its own: what it asked for stays asked for while the server is away.
final class Bot implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long WAIT_SECONDS = 120;
  private static final byte[] NOTHING = new byte[0];

  final UserName name;
  private final ServerLink link;

  private Bot(UserName name, ServerLink link) {
    this.name = name;
    this.link = link;
  }

  /// Logs in, registering the name if it is free.
  static Bot login(InetSocketAddress server, String name, String password) throws Exception {
    return login(server, name, password, null);
  }

  /// Logs in and gives the news to `notices`.
  static Bot login(
      InetSocketAddress server, String name, String password, @Nullable Consumer<Notice> notices)
      throws Exception {
    UserName user = new UserName(name);
    ServerLink.Options options =
        new ServerLink.Options(
            PATIENCE,
            notices != null,
            notices == null ? notice -> {} : notices,
            (request, answer) -> {});
    ServerLink link = ServerLink.open(server, options);
    ServerLink.Challenged challenged = get(link.beginLogin(user, false));
    get(link.finishLogin(challenged, Password.of(password)));
    return new Bot(user, link);
  }

  /// Waits for what was asked.
  static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer in " + WAIT_SECONDS + " s", e);
    }
  }

  /// Asks for a change and does not wait for it.
  CompletableFuture<Reply> send(Request.Change change, String text) {
    return link.send(change, text.getBytes(StandardCharsets.UTF_8)).thenApply(Answer::reply);
  }

  CompletableFuture<Reply> send(Request.Change change) {
    return link.send(change, NOTHING).thenApply(Answer::reply);
  }

  CompletableFuture<Reply> post(String thread, String text) {
    return send(new Request.PostMessage(new ThreadTitle(thread)), text);
  }

  /// Asks for a change, and for nothing but its success.
  void does(Request.Change change) throws Exception {
    Reply reply = get(send(change));
    if (!reply.isOk()) {
      throw new IllegalStateException(change + ": " + reply);
    }
  }

  /// The lines of a thread as its readers see them, each cut at its first TAB.
  List<String> read(String thread) throws Exception {
    ThreadTitle title = new ThreadTitle(thread);
    return lines(page -> new Request.ReadThread(title, null, null, null, null, page));
  }

  /// The titles of all threads.
  List<String> list() throws Exception {
    return lines(Request.ListThreads::new);
  }

  private interface Paged {
    Request.Query of(Request.Page page);
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

  /// Datagrams sent, and how many of them were repetitions.
  String traffic() {
    ServerLink.Status status = link.status();
    return status.sent() + " datagrams, " + status.repeated() + " of them repetitions";
  }

  /// Leaves without saying so.
  @Override
  public void close() {
    link.close();
  }
}
