package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.Classic;
import forum.process.ThreadAudit;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What one user posts into a thread of its own, and what the server says to it.
final class Posts {
  /// A post and what became of it.
  private record Sent(String text, CompletableFuture<Reply> reply) {
    boolean isAcknowledged() {
      return reply.isDone() && !reply.isCompletedExceptionally() && reply.join().isOk();
    }
  }

  private final Bot bot;
  private final String thread;
  private final List<Sent> sent = new ArrayList<>();

  /// Creates the thread.
  Posts(Bot bot, String thread) throws Exception {
    this.bot = bot;
    this.thread = thread;
    bot.does(new Request.CreateThread(new ThreadTitle(thread)));
  }

  /// Posts so often and waits for nothing.
  void send(int count) {
    for (int i = 0; i < count; i++) {
      String text = "text " + (sent.size() + 1);
      sent.add(new Sent(text, bot.post(thread, text)));
    }
  }

  /// Posts once.
  Code post() throws Exception {
    send(1);
    return Bot.get(sent.getLast().reply()).code();
  }

  /// Waits until everything has been answered, whatever the answers are.
  void settle() throws Exception {
    for (Sent post : sent) {
      Bot.get(post.reply());
    }
  }

  int acknowledged() {
    return (int) sent.stream().filter(Sent::isAcknowledged).count();
  }

  /// What readers must see: every post that was acknowledged, in order, once. All must be answered.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Sent post : sent) {
      if (post.isAcknowledged()) {
        lines.add((lines.size() + 1) + " " + bot.name + ": " + post.text());
      }
    }
    return lines;
  }

  /// Holds the thread's file against the answers: nothing that was acknowledged is missing, nothing
  /// is there twice, and nothing is there that was refused.
  void audit(Path data) throws Exception {
    List<ThreadAudit.Acknowledged> acknowledged = new ArrayList<>();
    for (Sent post : sent) {
      if (post.isAcknowledged()) {
        Reply.Post place = post.reply().join().post();
        assertThat(place).isNotNull();
        acknowledged.add(new ThreadAudit.Acknowledged(place.n(), bot.name.text(), post.text()));
      }
    }
    List<String> lines = Classic.file(data, thread);
    assertThat(ThreadAudit.findings(lines.subList(1, lines.size()), acknowledged)).isEmpty();
  }
}
