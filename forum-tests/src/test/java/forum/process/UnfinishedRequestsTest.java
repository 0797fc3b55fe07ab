package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Everybody who can register leaves a request unfinished, at a server with little memory.
@ExtendWith(NothingLeft.class)
class UnfinishedRequestsTest {
  private static final int HEAP_MEBIBYTES = 96;

  /// Together they send more than there is memory.
  private static final int MANY = 1_500;

  @TempDir private Path folder;

  @Test
  void what_never_becomes_whole_fills_no_memory_and_is_in_nobodys_way() throws Exception {
    try (ForumProcess server =
            ForumProcess.startWithHeap(
                HEAP_MEBIBYTES, folder.resolve("data"), Ports.free(), "--no-console");
        Multitude crowd = new Multitude(server.address(), MANY);
        Bot good = Bot.login(server.address(), "good", "a password")) {
      good.does(new Request.CreateThread(new ThreadTitle("t")));
      crowd.register();
      crowd.withholdFirstSegment(1);
      String longest = "x".repeat(Limits.DATAGRAM_VIEW_BYTES - Limits.BODY_BYTES);
      assertThat(Bot.get(good.post("t", longest)).isOk()).as("%s", server).isTrue();
      assertThat(good.read("t")).singleElement().asString().endsWith(longest);
      assertThat(server.program().isAlive()).as("%s", server).isTrue();
    }
  }
}
