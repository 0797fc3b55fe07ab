package forum.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadSummary;
import forum.server.model.Event;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.ThreadBlock;
import forum.server.transfer.LongText;
import forum.testkit.SeededChance;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadLinesTest {
  private static final UserName ANN = new UserName("ann");

  private final Forum forum = new Forum();
  private final ThreadLines lines = new ThreadLines(forum);
  private long lsn;

  private void happen(Event event) {
    lsn++;
    forum.apply(lsn, Instant.ofEpochMilli(lsn), event);
  }

  private void create(int count) {
    for (int i = 0; i < count; i++) {
      happen(new Event.ThreadCreated(new ThreadTitle("t" + lsn), ANN));
    }
  }

  private static String text(LongText text) {
    ByteBuffer bytes = ByteBuffer.allocate((int) text.bytes());
    text.read(bytes, 0);
    return new String(bytes.array(), UTF_8);
  }

  private String expected() {
    return text(new ThreadLines(forum).text());
  }

  @Test
  void every_thread_has_its_line_in_the_order_of_creation() throws MalformedLine {
    create(1_000);
    List<String> titles = new ArrayList<>();
    for (String line : text(lines.text()).lines().toList()) {
      titles.add(ThreadSummary.read(line.getBytes(UTF_8)).title().text());
    }
    assertThat(titles)
        .isEqualTo(forum.threads().stream().map(thread -> thread.title().text()).toList());
  }

  @Test
  void the_text_is_up_to_date_after_any_change() {
    SeededChance chance = new SeededChance(1);
    create(400);
    for (int i = 0; i < 2_000; i++) {
      List<ForumThread> threads = List.copyOf(forum.threads());
      ForumThread any = threads.get((int) (chance.fraction() * threads.size()));
      switch ((int) (chance.fraction() * 4)) {
        case 0 -> create(1);
        case 1 -> happen(new Event.ThreadRemoved(any.id()));
        case 2 -> happen(new Event.ThreadLocked(any.id(), i % 2 == 0));
        default -> happen(new Event.MessagePosted(any.id(), ANN, any.messages() + 1, "x"));
      }
      if (i % 10 == 0) {
        assertThat(text(lines.text())).isEqualTo(expected());
      }
    }
    assertThat(text(lines.text())).isEqualTo(expected());
  }

  @Test
  void a_text_stays_what_it_was() {
    create(300);
    LongText before = lines.text();
    String shown = text(before);
    happen(new Event.ThreadRemoved(forum.threads().iterator().next().id()));
    assertThat(text(lines.text())).isNotEqualTo(shown);
    assertThat(text(before)).isEqualTo(shown);
  }

  @Test
  void a_block_without_threads_goes() {
    create(1_000);
    List.copyOf(forum.threads()).forEach(thread -> happen(new Event.ThreadRemoved(thread.id())));
    assertThat(forum.blocks()).isEmpty();
    create(300);
    assertThat(forum.blocks().stream().map(ThreadBlock::threads).mapToInt(List::size).sum())
        .isEqualTo(300);
    assertThat(text(lines.text())).isEqualTo(expected());
  }
}
