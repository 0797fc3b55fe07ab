package forum.client.verb;

import forum.client.library.Refusal;
import forum.client.library.Seen;
import forum.client.library.Selection;
import forum.client.link.LinkFailure;
import forum.client.text.Width;
import forum.protocol.Characters;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The message an edit or a delete is about.
final class OwnMessages {
  private static final int PREVIEW_COLUMNS = 60;

  private OwnMessages() {}

  /// The present text of message `n`, for an editor; also remembers that it was shown.
  static String text(Invocation call, ThreadTitle title, int n)
      throws Failure, Refusal, LinkFailure, IOException, InterruptedException {
    if (!call.surroundings().isInteractive()) {
      throw call.misuse("it needs a text after the number");
    }
    return message(call, title, n)
        .map(
            message -> {
              call.session().shown().remember(title, n, seen(message));
              return message.text();
            })
        .orElseThrow(() -> new Refusal(Reply.of(Code.NO_SUCH_MESSAGE)));
  }

  private static Seen seen(ThreadLine.Message message) {
    return new Seen(message.id(), message.revision());
  }

  private static Optional<ThreadLine.Message> message(Invocation call, ThreadTitle title, int n)
      throws Refusal, LinkFailure, IOException, InterruptedException {
    Selection one = new Selection(null, n, n, null);
    try (Stream<ThreadLine.Entry> entries = call.session().forum().read(title, one)) {
      return entries
          .filter(ThreadLine.Message.class::isInstance)
          .map(ThreadLine.Message.class::cast)
          .filter(message -> message.number() == n)
          .findFirst();
    }
  }

  /// A refusal; when the message has another number now, that one counts as shown from here on, and
  /// a person sees what it says.
  static Problem refused(Reply reply, Invocation call) {
    Problem problem = Refusals.problem(reply, call);
    Reply.Post post = reply.post();
    if (reply.code() != Code.STALE || post == null) {
      return problem;
    }
    ThreadTitle title = new ThreadTitle(Refusals.title(call.arguments().word(0), call));
    call.session().shown().remember(title, post.n(), new Seen(post.id(), post.rev()));
    return call.surroundings().isInteractive()
        ? problem.because(preview(call, title, post.n(), problem.why()))
        : problem;
  }

  private static @Nullable String preview(
      Invocation call, ThreadTitle title, int n, @Nullable String otherwise) {
    try {
      return message(call, title, n)
          .map(message -> n + "  " + message.author() + ": " + beginning(message.text()))
          .orElse(otherwise);
    } catch (Refusal | LinkFailure | IOException e) {
      return otherwise; // only an addition to what is said anyway
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }

  private static String beginning(String text) {
    String line = Characters.visible(text.lines().findFirst().orElse(""));
    return Width.cut(line, PREVIEW_COLUMNS);
  }
}
