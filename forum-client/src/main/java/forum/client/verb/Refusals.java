package forum.client.verb;

import forum.client.line.Quoting;
import forum.protocol.Code;
import forum.protocol.Reply;
import org.jspecify.annotations.Nullable;

/// Puts refusals by the server into the forum's phrases.
final class Refusals {
  private Refusals() {}

  static Problem problem(Reply reply, Invocation call) {
    String title = call.arguments().optionalWord(0).map(word -> title(word, call)).orElse("");
    String word = call.verb().syntax().word();
    String quoted = Quoting.quoted(title);
    return switch (reply.code()) {
      case NO_SUCH_THREAD -> of(reply, "Thread " + title + " does not exist").hint("LST");
      case NO_SUCH_MESSAGE ->
          of(reply, "Message " + second(call) + " does not exist in Thread " + title)
              .hint("RDT " + quoted);
      case NO_SUCH_FILE ->
          of(reply, "File does not exist in Thread " + title)
              .because("there is no attachment " + second(call))
              .hint("RDT " + quoted);
      case STALE -> stale(reply, call, quoted);
      case BUSY -> of(reply, "server: " + said(reply, "too much at once")).because(later(reply));
      case READ_ONLY ->
          of(reply, "server: its disk is full").because("it answers reads and refuses changes");
      case LOCKED -> of(reply, "Thread " + title + " is locked").hint("RDT " + quoted);
      case NOT_ALLOWED -> of(reply, "You may not do that").hint("HLP " + word);
      case NO_SUCH_USER -> of(reply, "server: " + said(reply, "no such user")).hint("WHO");
      case CHANGED ->
          of(reply, "server: the thread changes faster than it can be read")
              .hint(word + " -n 20 " + quoted);
      default -> of(reply, "server: " + said(reply, reply.code().name()));
    };
  }

  private static Problem of(Reply reply, String what) {
    Problem problem = Problem.of(reply.code(), what);
    return what.startsWith("server: ") ? problem : problem.because(reply.detail());
  }

  private static String said(Reply reply, String otherwise) {
    return reply.detail() == null ? otherwise : reply.detail();
  }

  private static @Nullable String later(Reply reply) {
    Long millis = reply.retryMillis();
    return millis == null ? null : "it can be tried again in " + (millis + 999) / 1000 + " s";
  }

  /// The title as the user knows it; `.` was replaced by the thread it means.
  static String title(String word, Invocation call) {
    return word.equals(".") ? call.session().last().map(Object::toString).orElse(word) : word;
  }

  private static String second(Invocation call) {
    return call.arguments().optionalWord(1).orElse("");
  }

  /// Mock 5 of the terminal's design: the number that means the message now.
  private static Problem stale(Reply reply, Invocation call, String title) {
    Reply.Post post = reply.post();
    if (post == null) {
      return Problem.of(Code.STALE, "message " + second(call) + " was deleted meanwhile")
          .because(reply.detail())
          .hint("RDT " + title);
    }
    boolean moved = !second(call).equals(Integer.toString(post.n()));
    String what =
        moved
            ? "message " + second(call) + " is now " + post.n()
            : "message " + post.n() + " was edited meanwhile";
    String command = call.verb().syntax().word() + " " + title + " " + post.n();
    String text = call.arguments().text();
    return Problem.of(Code.STALE, what)
        .because(reply.detail())
        .hint(text == null ? command : command + " " + text);
  }

  /// A refusal because it belongs to somebody else.
  static Problem notOwner(Reply reply, String phrase, String thing) {
    return Problem.of(Code.NOT_OWNER, phrase)
        .because(reply.owner() == null ? reply.detail() : thing + " " + reply.owner());
  }
}
