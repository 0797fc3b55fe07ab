package forum.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Role;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.commit.TestForum;
import forum.server.net.Peer;
import forum.server.transfer.TransferDesk;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadThreadHandlerTest {
  private static final ThreadTitle TITLE = new ThreadTitle("t");

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private TestForum forum;
  private ReadThreadHandler handler;

  @BeforeEach
  void fill() throws IOException {
    forum = TestForum.on(disk);
    forum.create("other");
    forum.create("t");
    for (int i = 1; i <= 100; i++) {
      forum.post("t", "text " + i);
    }
    TransferDesk transfers =
        new TransferDesk(
            new TransferDesk.Place(
                new InetSocketAddress("127.0.0.1", 1),
                false,
                disk,
                0,
                new ManualTicker(),
                new SeededChance(1),
                Runnable::run),
            forum.store().blobs(),
            _ -> true,
            _ -> {});
    handler = new ReadThreadHandler(forum.store().state().forum(), forum.store().text(), transfers);
  }

  @Test
  void pages_follow_each_other_after_a_change_that_was_committed_together_with_others() {
    forum.together(
        () -> {
          forum.delete("t", 1);
          forum.post("other", "in the same group");
        });
    assertThat(pages()).isEqualTo(forum.text("t"));
  }

  @Test
  void pages_follow_each_other_after_a_file_was_made_anew() throws IOException {
    String text = forum.text("t");
    forum.post("other", "later");
    disk.delete(Path.of("threads/t"));
    forum.checkpoint();
    TestForum again = TestForum.on(disk);
    assertThat(again.text("t")).isEqualTo(text);
    forum = again;
    handler =
        new ReadThreadHandler(
            again.store().state().forum(), again.store().text(), handler.transfers());
    assertThat(pages()).isEqualTo(text);
  }

  /// All of the thread, page by page, as a client reads it.
  private String pages() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    QueryAnswer answer = answer(null);
    Reply.View first = answer.reply().view();
    text.writeBytes(answer.tail());
    while (first.off() + text.size() < first.end()) {
      answer = answer(new Request.Page(first.ver(), first.off() + text.size()));
      assertThat(answer.reply().code()).as("page from byte %d", text.size()).isEqualTo(Code.OK);
      text.writeBytes(answer.tail());
    }
    String header = forum.text("t").substring(0, (int) first.off());
    return header + text.toString(StandardCharsets.UTF_8);
  }

  private QueryAnswer answer(Request.Page page) {
    Caller caller =
        new Caller(
            new UserName("ann"),
            Role.USER,
            "",
            new Peer.Clear(new InetSocketAddress("127.0.0.1", 1)),
            null,
            0);
    return handler.answer(caller, new Request.ReadThread(TITLE, null, null, null, null, page));
  }
}
