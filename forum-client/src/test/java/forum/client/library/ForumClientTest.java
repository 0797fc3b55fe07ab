package forum.client.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForumClientTest {
  private static final ThreadTitle GENERAL = new ThreadTitle("general");

  private final FakeForum fake = new FakeForum().thread("general", "hans");

  private List<ThreadLine.Entry> read() throws Exception {
    try (Stream<ThreadLine.Entry> entries = fake.client().read(GENERAL, Selection.ALL)) {
      return entries.toList();
    }
  }

  private void fill() {
    for (int i = 1; i <= 50; i++) {
      fake.message("general", "hans", "message number " + i);
    }
  }

  @Test
  void a_view_of_many_pages_comes_out_whole() throws Exception {
    fill();
    assertThat(read()).hasSize(50);
    assertThat(read().getLast()).hasFieldOrPropertyWithValue("text", "message number 50");
  }

  @Test
  void a_view_that_changes_underneath_is_read_again_from_the_start() throws Exception {
    fill();
    FakeForum changing = fake;
    Requests requests =
        (request, tail) -> {
          boolean second =
              request instanceof Request.ReadThread read
                  && read.page() != null
                  && changing.texts("general").size() == 50;
          if (second) {
            changing.message("general", "mira", "one more");
          }
          return changing.send(request, tail);
        };
    try (Stream<ThreadLine.Entry> entries =
        new ForumClient(requests, fake).read(GENERAL, Selection.ALL)) {
      assertThat(entries).hasSize(51);
    }
  }

  @Test
  void a_view_that_never_stands_still_is_given_up() {
    fill();
    Requests requests =
        (request, tail) -> {
          fake.message("general", "mira", "one more");
          return fake.send(request, tail);
        };
    assertThatThrownBy(() -> new ForumClient(requests, fake).read(GENERAL, Selection.ALL))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("CHANGED");
  }

  @Test
  void a_long_view_comes_over_tcp() throws Exception {
    fill();
    fake.longViews = true;
    assertThat(read()).hasSize(50);
  }

  @Test
  void an_answer_that_is_no_view_is_refused() {
    fake.answers(Reply.ok());
    assertThatThrownBy(this::read).isInstanceOf(Refusal.class);
    fake.answers(Reply.view(new Reply.View(1, 9, 3)));
    assertThatThrownBy(this::read).isInstanceOf(Refusal.class);
    fake.answers(Reply.view(new Reply.View(1, 0, 1L << 40)));
    assertThatThrownBy(this::read).isInstanceOf(Refusal.class);
  }

  @Test
  void a_refusal_is_an_exception_with_its_reply() {
    assertThatThrownBy(() -> Await.result(fake.client().createThread(GENERAL)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.EXISTS));
  }
}
