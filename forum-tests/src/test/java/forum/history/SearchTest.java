package forum.history;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final ThreadTitle TITLE = new ThreadTitle("t");
  private final List<Operation> history = new ArrayList<>();

  @Test
  void what_happened_one_after_the_other_is_explained_in_that_order_only() {
    create("ann", 0, 1);
    post("ann", "one", 1, 2, 3);
    post("ben", "two", 2, 4, 5);
    read("ann", "1 ann: one\n2 ben: two\n", 6, 7);
    assertExplained();
    read("ann", "1 ann: one\n", 8, 9);
    assertUnexplained();
  }

  @Test
  void what_happened_at_the_same_time_may_have_happened_in_any_order() {
    create("ann", 0, 1);
    post("ann", "one", 2, 2, 9);
    post("ben", "two", 1, 3, 8);
    read("cid", "", 2, 4);
    read("cid", "1 ben: two\n", 5, 7);
    read("dan", "1 ben: two\n2 ann: one\n", 6, 10);
    assertExplained();
  }

  @Test
  void a_read_that_is_swapped_with_another_is_found_out() {
    create("ann", 0, 1);
    read("ben", "", 2, 3);
    post("ann", "one", 1, 4, 5);
    read("ben", "1 ann: one\n", 6, 7);
    assertExplained();
    Operation early = history.get(1);
    Operation late = history.get(3);
    history.set(1, early.reading(late));
    history.set(3, late.reading(early));
    assertUnexplained();
  }

  @Test
  void two_that_see_concurrent_posts_in_different_orders_are_found_out() {
    create("ann", 0, 1);
    post("ann", "one", 1, 2, 20);
    post("ben", "two", 1, 3, 20);
    read("cid", "1 ann: one\n", 4, 5);
    assertUnexplained();
  }

  @Test
  void an_answer_from_before_the_last_change_is_found_out() {
    create("ann", 0, 1);
    post("ann", "one", 1, 2, 3);
    change("ann", new Request.EditMessage(TITLE, 1, null, null), "new", Reply.ok(), 4, 5);
    change("ann", new Request.DeleteMessage(TITLE, 2, null, null), "", code("gone"), 6, 7);
    change("ben", new Request.DeleteMessage(TITLE, 1, null, null), "", code("his"), 6, 7);
    assertExplained();
    read("ben", "1 ann: one\n", 8, 9);
    assertUnexplained();
  }

  @Test
  void a_removed_thread_is_gone_and_may_be_created_again() {
    create("ann", 0, 1);
    post("ann", "one", 1, 2, 3);
    change("ann", new Request.RemoveThread(TITLE), "", Reply.ok(), 4, 5);
    change("ben", new Request.CreateThread(TITLE), "", Reply.ok(), 6, 7);
    read("ann", "", 8, 9);
    assertExplained();
  }

  @Test
  void many_at_once_are_explained_in_no_time() {
    create("ann", 0, 1);
    for (int i = 0; i < 200; i++) {
      post("ann", "text " + i, 1 + i, 2 + i, 12 + i);
    }
    assertExplained();
  }

  private static Reply code(String which) {
    return which.equals("his")
        ? Reply.ownedBy(Code.NOT_OWNER, new UserName("ann"))
        : Reply.of(Code.NO_SUCH_MESSAGE);
  }

  private void create(String user, long from, long to) {
    change(user, new Request.CreateThread(TITLE), "", Reply.ok(), from, to);
  }

  private void post(String user, String text, int n, long from, long to) {
    Reply reply = Reply.post(Code.OK, new Reply.Post(n, n, 0, null));
    change(user, new Request.PostMessage(TITLE), text, reply, from, to);
  }

  private void change(String user, Request request, String text, Reply reply, long from, long to) {
    history.add(new Operation(new UserName(user), request, text, reply, "", 0, from, to));
  }

  private void read(String user, String lines, long from, long to) {
    Request read = new Request.ReadThread(TITLE, null, null, null, null, null);
    history.add(new Operation(new UserName(user), read, "", Reply.ok(), lines, 0, from, to));
  }

  private void assertExplained() {
    assertThat(unexplained()).isNull();
  }

  private void assertUnexplained() {
    assertThat(unexplained()).isNotNull();
  }

  private @Nullable Operation unexplained() {
    return Search.unexplained(Talk::after, Talk.NONE, history);
  }
}
