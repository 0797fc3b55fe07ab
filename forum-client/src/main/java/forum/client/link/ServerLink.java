package forum.client.link;

import forum.protocol.Notice;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A running link to one server: one socket, one thread. All methods may be called by any thread;
/// futures complete on the link's thread, listeners are called on it, and neither may block it.
public final class ServerLink implements AutoCloseable {
  /// How a link behaves.
  ///
  /// @param timeout how long a request may stay unanswered before its future fails
  /// @param notices whether news is wanted
  /// @param onNotice receives it
  public record Options(Duration timeout, boolean notices, Consumer<Notice> onNotice) {}

  /// What the link knows about the path.
  ///
  /// @param silence time since the server was last heard while something was unanswered, else zero
  /// @param roundTripMicros smoothed round-trip time, 0 when not measured yet
  /// @param sent datagrams sent
  /// @param repeated how many of them were repetitions
  /// @param unanswered requests without an answer
  public record Status(
      Duration silence, long roundTripMicros, long sent, long repeated, int unanswered) {}

  /// What the server said about a user name.
  ///
  /// @param fresh nobody has it: [ServerLink#finishLogin] will register it
  public record Challenged(UserName user, boolean fresh) {}

  /// What the server said to the right password.
  ///
  /// @param lastSeen time and address of the last login, empty when there was none
  public record Welcome(UserName user, boolean fresh, String lastSeen) {}

  private ServerLink() {}

  /// Opens the socket and starts the thread; nothing is sent yet.
  public static ServerLink open(InetSocketAddress server, Options options) throws IOException {
    throw new UnsupportedOperationException("being written");
  }

  /// Says who wants to log in. Completes with the challenge, or exceptionally with [Refused] or a
  /// [LinkFailure].
  public CompletableFuture<Challenged> beginLogin(UserName user, boolean takeover) {
    throw new UnsupportedOperationException("being written");
  }

  /// Proves the password or, for a fresh name, registers it. Takes 0.15 s of computing and more, on
  /// a thread of its own. Completes exceptionally with [Refused] (AUTH_FAILED, ALREADY_ON_LINE, …)
  /// or a [LinkFailure].
  public CompletableFuture<Welcome> finishLogin(Challenged challenged, char[] password) {
    throw new UnsupportedOperationException("being written");
  }

  /// Sends a request with the bytes behind it, in order: a later request never overtakes an earlier
  /// one that could see or change the same. Completes with the reply (refusals are replies), or
  /// exceptionally with a [LinkFailure].
  public CompletableFuture<Answer> send(Request request, byte[] tail) {
    throw new UnsupportedOperationException("being written");
  }

  /// A login step the server refused.
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient forum.protocol.Reply reply;

    Refused(forum.protocol.Reply reply) {
      super(reply.code() + (reply.detail() == null ? "" : ": " + reply.detail()));
      this.reply = reply;
    }

    /// The refusal.
    public forum.protocol.Reply reply() {
      return reply;
    }
  }

  /// What the link knows about the path.
  public Status status() {
    throw new UnsupportedOperationException("being written");
  }

  /// Closes the socket and ends the thread; the session stays open at the server (send
  /// [Request.Exit] first to end it). Unanswered requests fail.
  @Override
  public void close() {
    throw new UnsupportedOperationException("being written");
  }
}
