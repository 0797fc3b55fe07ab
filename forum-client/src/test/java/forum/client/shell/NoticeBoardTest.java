package forum.client.shell;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.text.Line;
import forum.protocol.Notice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:41Z");

  private final NoticeBoard board = new NoticeBoard(ZoneOffset.UTC);
  private long lsn = 1;
  private int n = 1;

  private void post(String... threads) {
    for (String thread : threads) {
      board.add(
          new Notice(lsn++, List.of(new Notice.Item(thread, n++, "mira", "hello")), 0, null), NOON);
    }
  }

  private List<String> due(long millis) {
    return board.due(TimeUnit.MILLISECONDS.toNanos(millis), 60).stream().map(Line::text).toList();
  }

  @Test
  void the_first_post_is_shown_at_once_and_whole() {
    post("ops");
    assertThat(due(0)).containsExactly("* ops #1 mira: hello");
    assertThat(due(1)).isEmpty();
  }

  @Test
  void what_comes_within_a_second_is_one_line_a_thread() {
    post("ops");
    due(0);
    post("ops", "ops", "ops");
    assertThat(due(999)).isEmpty();
    assertThat(due(1000)).containsExactly("* ops: 3 more, RDT --since 12:00 ops");
    assertThat(due(5000)).isEmpty();
  }

  @Test
  void many_threads_are_one_line() {
    post("a", "b", "c", "two words", "e");
    assertThat(due(0)).containsExactly("* 5 more in a, b, c, two words, e");
  }

  @Test
  void the_command_that_is_offered_quotes_the_title() {
    post("x");
    due(0);
    post("two words", "two words");
    assertThat(due(1000)).containsExactly("* two words: 2 more, RDT --since 12:00 \"two words\"");
  }

  @Test
  void a_notice_that_was_seen_is_none() {
    Notice notice = new Notice(7, List.of(new Notice.Item("ops", 1, "mira", "x")), 0, null);
    board.add(notice, NOON);
    board.add(notice, NOON);
    assertThat(board.fresh("ops")).isEqualTo(1);
  }

  @Test
  void reading_a_thread_takes_its_news_away() {
    post("ops", "ops", "general");
    board.read("ops");
    assertThat(board.fresh()).containsOnlyKeys("general");
    assertThat(due(0)).containsExactly("* general #3 mira: hello");
  }

  @Test
  void posts_that_found_no_room_are_counted() {
    board.add(new Notice(1, List.of(), 12, null), NOON);
    assertThat(due(0)).containsExactly("* 12 more posts, LST");
  }

  @Test
  void a_long_text_is_cut_and_only_its_first_line_shown() {
    board.add(
        new Notice(1, List.of(new Notice.Item("ops", 1, "m", "x".repeat(90) + "\ny")), 0, null),
        NOON);
    assertThat(due(0).getFirst()).hasSize(59).endsWith("x...");
  }

  @Test
  void a_stop_is_said_at_once() {
    post("ops");
    due(0);
    post("ops");
    board.add(new Notice(0, List.of(), 0, "kernel update"), NOON);
    assertThat(due(1)).containsExactly("* the server is stopping: kernel update");
  }
}
